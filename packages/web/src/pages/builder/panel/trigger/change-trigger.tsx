import type { TriggerDefinition } from "@stepwell/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../../api/call.ts";
import { useCatalog } from "../../../../api/catalog.ts";
import { useEnvironment } from "../../../../api/environment.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { triggerId } from "../../../../canvas/layout.ts";
import { announce } from "../../../../ui/announcer.tsx";
import { Button } from "../../../../ui/button.tsx";
import { ConfirmDialog } from "../../../../ui/dialog.tsx";
import { toast } from "../../../../ui/toasts.tsx";
import { useBuilder, useBuilderStore } from "../../model/builder-store.ts";
import { tryEdit } from "../../model/try-edit.ts";
import { useStepTexts } from "../../model/step-texts.ts";
import { brokenValues, type TriggerValue } from "./broken-values.ts";
import { TriggerPicker } from "./trigger-picker.tsx";

interface Change {
  readonly type: string;
  readonly broken: readonly TriggerValue[];
}

/** Another type of trigger, with settings of its own; first it is told what would break. */
export function ChangeTrigger() {
  const { t } = useTranslation("panel");
  const { triggers } = useCatalog();
  const current = useBuilder((state) => state.definition.trigger.type);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { asked, isChecking, choose, replace, stay } = useChange();
  const title = triggers.get(asked?.type ?? "")?.title ?? "";
  return (
    <>
      <Button ref={button} size="small" isPending={isChecking} onPress={() => setOpen(true)}>
        {t("trigger.change")}
      </Button>
      {isOpen && (
        <TriggerPicker
          current={current}
          anchor={button}
          onClose={() => setOpen(false)}
          onChoose={(type) => {
            setOpen(false);
            void choose(type);
          }}
        />
      )}
      {asked && (
        <ConfirmDialog
          isOpen
          onOpenChange={stay}
          title={t("trigger.replace_title", { title })}
          action={t("trigger.replace")}
          onConfirm={() => replace(asked.type)}
        >
          <Broken values={asked.broken} />
        </ConfirmDialog>
      )}
    </>
  );
}

function Broken({ values }: { readonly values: readonly TriggerValue[] }) {
  const { t } = useTranslation("panel");
  const { stepTitle } = useStepTexts();
  const hasWhen = useBuilder(({ definition }) => definition.trigger.when !== undefined);
  return (
    <div className="flex flex-col gap-3">
      {values.length > 0 && (
        <>
          <p>{t("trigger.breaks", { count: values.length })}</p>
          <ul className="flex max-h-60 flex-col gap-1 overflow-auto">
            {values.map(({ step, path }) => (
              <li key={`${step.id} ${path}`} className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium text-ink">{stepTitle(step)}</span>
                <code className="min-w-0 break-all" dir="ltr">
                  {path}
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
      {hasWhen && <p>{t("trigger.when_goes")}</p>}
      <p className="text-small">{t("trigger.undo_hint")}</p>
    </div>
  );
}

function useChange() {
  const { t } = useTranslation("panel");
  const { t: say } = useTranslation("builder");
  const store = useBuilderStore();
  const environment = useEnvironment();
  const { triggers } = useCatalog();
  const [asked, setAsked] = useState<Change>();
  const [isChecking, setChecking] = useState(false);
  const replace = (type: string): void => {
    const title = triggers.get(type)?.title ?? type;
    const label = t("done.trigger_changed", { title });
    const edits = [{ op: "setTrigger", trigger: newTrigger(type) }] as const;
    if (!tryEdit({ t: say, store }, edits, { label })) return;
    store.getState().fillIn(triggerId);
    announce(label);
  };
  const choose = async (type: string): Promise<void> => {
    const { definition } = store.getState();
    if (type === definition.trigger.type) return;
    setChecking(true);
    const next = { ...definition, trigger: newTrigger(type) } as never;
    try {
      const { findings } = await call(
        "checkDefinition",
        { body: { definition: next } },
        { environment },
      );
      const sampleEvent = triggers.get(type)?.sampleEvent as object | undefined;
      const broken = brokenValues(definition, { findings, sampleEvent });
      if (broken.length > 0 || definition.trigger.when !== undefined) setAsked({ type, broken });
      else replace(type);
    } catch (error) {
      toast({ text: messageOf(error), look: "error" });
    }
    setChecking(false);
  };
  return { asked, isChecking, choose, replace, stay: () => setAsked(undefined) };
}

function newTrigger(type: string): TriggerDefinition {
  return { type, config: type === "schedule" ? { mode: "cron", cron: "0 8 * * MON-FRI" } : {} };
}
