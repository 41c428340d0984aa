import { findStep, type Json, type JsonObject } from "@stepwell/core";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { BranchSettings } from "./branches/branch-settings.tsx";
import { FollowingSteps } from "./branches/following-steps.tsx";
import { ConfigFields, ConfigFormFrame } from "./config-form.tsx";
import { configEdits } from "./model/config-edits.ts";
import { type ConfigPath, setAt } from "./model/set-at.ts";
import { VariablesProvider } from "./variables/variables-context.tsx";

const noKinds: readonly string[] = [];

/** The fields of a step, and its branches where it has them. */
export function StepForm({ id }: { readonly id: string }) {
  const { t } = useTranslation("panel");
  const { steps } = useCatalog();
  const step = useBuilder(({ definition }) => findStep(definition, id)?.step);
  const all = useBuilder((state) => state.findings);
  const findings = useMemo(() => all.filter(({ stepId }) => stepId === id), [all, id]);
  const set = useSetConfig(id);
  if (!step) return null;
  if (steps.size === 0) return <Skeleton />;
  const type = steps.get(step.type);
  if (!type) return <Notice look="error">{t("unknown_type", { type: step.type })}</Notice>;
  const config = step.config as JsonObject;
  return (
    <VariablesProvider at={id}>
      <div className="flex flex-col gap-5">
        <p className="text-small text-ink-3">{type.summary}</p>
        <FollowingSteps step={step} />
        <ConfigFormFrame
          findings={findings}
          connectionKinds={type.connectionKinds.length > 0 ? type.connectionKinds : noKinds}
          onSet={set}
        >
          <ConfigFields schema={type.config} config={config} />
          <BranchSettings step={step} rule={type.branches} />
        </ConfigFormFrame>
      </div>
    </VariablesProvider>
  );
}

function useSetConfig(id: string): (path: ConfigPath, value: Json | undefined) => void {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  return useCallback(
    (path, value) => {
      const { definition, edit } = store.getState();
      const step = findStep(definition, id)?.step;
      if (!step) return;
      const config = setAt(step.config, path, value);
      edit(configEdits(step, config), {
        label: t("done.config", { title: step.title ?? step.id }),
        mergeKey: `${id} ${path.join(".")}`,
      });
    },
    [id, store, t],
  );
}
