import { useParams, useSearch } from "@tanstack/react-router";
import type { Definition } from "@stepwell/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { useEnvironment } from "../../api/environment.ts";
import { idOf, useMay, useMe } from "../../api/me.ts";
import { useRead } from "../../api/queries.ts";
import { usePageTitle } from "../../app/page.tsx";
import { PageError } from "../../app/problem-page.tsx";
import { toast } from "../../ui/toasts.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { LeaveGuard } from "./frame/leave-guard.tsx";
import { BuilderFrame } from "./frame/builder-frame.tsx";
import { MoveProvider } from "./move/move-provider.tsx";
import { PickerProvider } from "./picker/picker-provider.tsx";
import { useFindingWords } from "./model/finding-words.ts";
import { DraftContext } from "./model/draft-context.ts";
import { draftDoor } from "./model/draft-door.ts";
import { DraftSession } from "./model/draft-session.ts";
import { useSavesElsewhere } from "./model/saves-elsewhere.ts";
import { RemovalProvider } from "./removal/removal-provider.tsx";
import { SamplesProvider } from "./samples/samples-context.tsx";
import { focusAlong } from "./model/focus-node.ts";

/** Where a workflow is built. What the server has is read once; from then on the draft is here. */
export function BuilderPage() {
  const { t } = useTranslation("builder");
  const { workflowId } = useParams({ from: "/$environment/workflows/$workflowId/edit" });
  // What was read before may be older than what was saved since.
  const read = useRead("getWorkflow", { params: { id: workflowId } }, { isFresh: true });
  const { data, refetch, isFetchedAfterMount } = read;
  // What the checker finds is told in the words of the catalog.
  const catalog = useRead("getCatalog");
  const error = read.error ?? catalog.error;
  const workflow = isFetchedAfterMount ? data : undefined;
  usePageTitle(t("title"), workflow?.name);
  if (error && !(workflow && catalog.data))
    return (
      <PageError error={error} reset={() => void Promise.all([refetch(), catalog.refetch()])} />
    );
  if (!workflow || !catalog.data)
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
  const { data: me } = useMe();
  const from = "/$environment/workflows/$workflowId/edit";
  const run = useSearch({ from, select: (search) => search.run });
  // Where one begins; from then on the address follows.
  const step = useSearch({ from, select: (search) => search.step });
  const sayFindings = useFindingWords();
  const { t } = useTranslation("builder");
  const [draft] = useState(
    () =>
      new DraftSession({
        door: draftDoor(workflow.id, environment),
        userId: idOf(me),
        workflowId: workflow.id,
        definition: workflow.draft.definition as unknown as Definition,
        revision: workflow.draft.revision,
        findings: workflow.draft.findings,
        isReadOnly: !may("workflows.write"),
        selected: step,
        sayFindings,
      }),
  );
  useEffect(() => draft.watch(), [draft]);
  useSavesElsewhere(draft);
  useEffect(() => {
    if (draft.isRestored) toast({ text: t("save.restored") });
  }, [draft, t]);
  const [led] = useState(step);
  // Who was led to a step goes on from there.
  useEffect(() => {
    const { selected } = draft.store.getState();
    if (selected !== undefined) focusAlong(selected);
    else if (led !== undefined) toast({ text: t("step_gone", { id: led }) });
  }, [draft, led, t]);
  return (
    <DraftContext value={draft}>
      <SamplesProvider workflowId={workflow.id} runId={run}>
        <PickerProvider>
          <MoveProvider>
            <RemovalProvider>
              <LeaveGuard />
              <BuilderFrame workflowId={workflow.id} />
            </RemovalProvider>
          </MoveProvider>
        </PickerProvider>
      </SamplesProvider>
    </DraftContext>
  );
}
