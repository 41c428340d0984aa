import { useParams, useSearch } from "@tanstack/react-router";
import type { Definition } from "@stepwell/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { useEnvironment } from "../../api/environment.ts";
import { useMay } from "../../api/me.ts";
import { useRead } from "../../api/queries.ts";
import { usePageTitle } from "../../app/page.tsx";
import { PageError } from "../../app/problem-page.tsx";
import { toast } from "../../ui/toasts.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { readLocalCopy, useLocalCopy } from "./model/local-copy.ts";
import { LeaveGuard } from "./frame/leave-guard.tsx";
import { BuilderFrame } from "./frame/builder-frame.tsx";
import { makeAutosave, useUnsavedWarning } from "./model/autosave.ts";
import { MoveProvider } from "./move/move-provider.tsx";
import { PickerProvider } from "./picker/picker-provider.tsx";
import { useFindingWords } from "../../i18n/finding-words.ts";
import { BuilderContext, makeBuilderStore } from "./model/builder-store.ts";
import { SamplesProvider } from "./samples/samples-context.tsx";
import { focusAlong } from "./model/focus-node.ts";
import { makeTrialStore, TrialContext } from "./trial/trial-store.ts";
import { AutosaveContext } from "./model/autosave-context.ts";

/** Where a workflow is built. What the server has is read once; from then on the draft is here. */
export function BuilderPage() {
  const { t } = useTranslation("builder");
  const { workflowId } = useParams({ from: "/$environment/workflows/$workflowId/edit" });
  // What was read before may be older than what was saved since.
  const read = useRead("getWorkflow", { params: { id: workflowId } }, { isFresh: true });
  const { data, error, refetch, isFetchedAfterMount } = read;
  const workflow = isFetchedAfterMount ? data : undefined;
  usePageTitle(t("title"), workflow?.name);
  if (error && !workflow) return <PageError error={error} reset={() => void refetch()} />;
  if (!workflow)
    return (
      <p className="flex h-full items-center justify-center gap-2 text-ink-3">
        <Spinner /> {t("opening")}
      </p>
    );
  return <Builder key={workflow.id} workflow={workflow} />;
}

function Builder({ workflow }: { readonly workflow: Answer<"getWorkflow"> }) {
  const environment = useEnvironment();
  const may = useMay();
  const { step, run } = useSearch({ from: "/$environment/workflows/$workflowId/edit" });
  const isReadOnly = !may("workflows.write");
  const sayFindings = useFindingWords();
  const { t } = useTranslation("builder");
  const [left] = useState(() => (isReadOnly ? undefined : readLocalCopy(workflow.id, Date.now())));
  useEffect(() => {
    if (left) toast({ text: t("save.restored") });
  }, [left, t]);
  const [store] = useState(() =>
    makeBuilderStore({
      workflowId: workflow.id,
      definition: workflow.draft.definition as unknown as Definition,
      revision: workflow.draft.revision,
      findings: workflow.draft.findings,
      isReadOnly,
      selected: step,
      sayFindings,
      left,
    }),
  );
  // Who was led to a step goes on from there.
  useEffect(() => {
    const { selected } = store.getState();
    if (selected !== undefined) focusAlong(selected);
  }, [store]);
  const [trials] = useState(makeTrialStore);
  const autosave = useMemo(() => makeAutosave(store, environment), [store, environment]);
  useEffect(() => autosave.start(), [autosave]);
  useUnsavedWarning(store);
  useLocalCopy(store);
  return (
    <BuilderContext value={store}>
      <AutosaveContext value={autosave}>
        <TrialContext value={trials}>
          <SamplesProvider workflowId={workflow.id} runId={run}>
            <PickerProvider>
              <MoveProvider>
                <LeaveGuard />
                <BuilderFrame workflowId={workflow.id} />
              </MoveProvider>
            </PickerProvider>
          </SamplesProvider>
        </TrialContext>
      </AutosaveContext>
    </BuilderContext>
  );
}
