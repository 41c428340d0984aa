import type { Json, JsonObject, TriggerDefinition } from "@stepwell/core";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../../api/catalog.ts";
import { useBuilder, useBuilderStore } from "../../model/builder-store.ts";
import { triggerId } from "../../../../canvas/layout.ts";
import { KeptSample } from "../../samples/kept-sample.tsx";
import { ConditionField } from "../condition/condition-field.tsx";
import { ConfigFields, ConfigFormFrame } from "../config-form.tsx";
import { FieldBox } from "../form/field-box.tsx";
import { type ConfigPath, setAt } from "../model/set-at.ts";
import { VariablesProvider } from "../variables/variables-context.tsx";
import { ChangeTrigger } from "./change-trigger.tsx";
import { Occurrences } from "./occurrences.tsx";
import { WebhookAddress } from "./webhook-address.tsx";
import { WebhookCapture } from "./webhook-capture.tsx";

const noKinds: readonly string[] = [];
const whenPath: ConfigPath = ["when"];

/** What starts the workflow: its settings, and which of its events do. */
export function TriggerForm() {
  const { t } = useTranslation("panel");
  const { triggers } = useCatalog();
  const trigger = useBuilder((state) => state.definition.trigger);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const all = useBuilder((state) => state.findings);
  const findings = useMemo(
    () => all.filter(({ stepId, path }) => stepId === null && path.startsWith("trigger")),
    [all],
  );
  const { set, setTrigger } = useTriggerEdits();
  const type = triggers.get(trigger.type);
  const isWebhook = trigger.type === "webhook";
  return (
    <VariablesProvider at="$trigger">
      <div className="flex flex-col gap-5">
        <div className="flex items-start gap-3">
          <p className="min-w-0 flex-1 text-small text-ink-3">{type?.summary}</p>
          {!isReadOnly && <ChangeTrigger />}
        </div>
        {isWebhook && <WebhookAddress config={trigger.config} />}
        {isWebhook && <WebhookCapture config={trigger.config} onSet={set} />}
        <ConfigFormFrame findings={findings} connectionKinds={noKinds} onSet={set}>
          {type && <ConfigFields key={type.type} schema={type.config} config={trigger.config} />}
          <FieldBox path={whenPath} hasFields>
            {({ error }) => (
              <ConditionField
                label={t("trigger.when")}
                description={t("trigger.when_hint")}
                path={whenPath}
                value={trigger.when as never}
                error={error}
                isReadOnly={isReadOnly}
                onChange={(when) => setTrigger({ when: when as never }, "when")}
              />
            )}
          </FieldBox>
        </ConfigFormFrame>
        {trigger.type === "schedule" && <Occurrences />}
        <KeptSample place={triggerId} onForgotten={focusPanel} />
      </div>
    </VariablesProvider>
  );
}

/** What had the focus is gone. */
function focusPanel(): void {
  document.querySelector<HTMLElement>("[data-panel] button")?.focus();
}

function useTriggerEdits() {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const setTrigger = useCallback(
    (part: Partial<TriggerDefinition>, key: string) => {
      const trigger = { ...store.getState().definition.trigger, ...part };
      store.getState().edit([{ op: "setTrigger", trigger: withoutEmptyWhen(trigger) }], {
        label: t("done.trigger"),
        mergeKey: `trigger ${key}`,
      });
    },
    [store, t],
  );
  const set = useCallback(
    (path: ConfigPath, value: Json | undefined) => {
      const before = store.getState().definition.trigger.config as JsonObject;
      const config = setAt(before, path, value) as TriggerDefinition["config"];
      setTrigger({ config }, path.join("."));
    },
    [store, setTrigger],
  );
  return { set, setTrigger };
}

/** A group without rows lets everything through: it need not stand there. */
function withoutEmptyWhen(trigger: TriggerDefinition): TriggerDefinition {
  const { when, ...rest } = trigger;
  if (when === undefined) return rest;
  const items: readonly unknown[] = "all" in when ? when.all : [when];
  return items.length === 0 ? rest : trigger;
}
