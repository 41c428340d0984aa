import type { Definition } from "@stepwell/core";
import { walkSteps } from "@stepwell/core";
import { Play } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { CheckBox } from "../../../ui/check-box.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { SourceChoice, type TrialSource } from "./source-choice.tsx";
import { TrialResult } from "./trial-result.tsx";
import { useTrial, useTrialStore } from "./trial-store.ts";

/** One event through the draft; outside effects only where they are allowed one by one. */
export function TestTab() {
  const { t } = useTranslation("trial");
  const store = useTrialStore();
  const workflowId = useBuilder((state) => state.workflowId);
  const definition = useBuilder((state) => state.definition);
  const trial = useTrial((state) => state.trial);
  const [source, setSource] = useState<TrialSource>({ kind: "sample" });
  const [allowed, setAllowed] = useState<ReadonlySet<string>>(new Set());
  const test = useWrite("testWorkflow", {
    isErrorShown: true,
    onDone: (answer) => store.setState({ trial: answer }),
  });
  const start = (): void => {
    const given = inputOf(source);
    const body = { definition: definition as never, allow: [...allowed], ...given };
    test.mutate({ params: { id: workflowId }, body });
  };
  const isReady = source.kind !== "event" || source.id !== "";
  return (
    <div className="grid h-full md:grid-cols-[22rem_1fr]">
      <div className="flex flex-col gap-4 overflow-auto border-line p-4 md:border-e">
        <SourceChoice workflowId={workflowId} source={source} onChange={setSource} />
        <AllowedEffects definition={definition} allowed={allowed} onChange={setAllowed} />
        <Button
          kind="primary"
          isPending={test.isPending}
          isDisabled={!isReady || problemOf(source)}
          onPress={start}
        >
          <Play aria-hidden size={16} />
          {t("test.run")}
        </Button>
      </div>
      <div className="min-w-0 overflow-auto p-4">
        {test.isError && <Notice look="error">{messageOf(test.error)}</Notice>}
        {!test.isError && trial && <TrialResult trial={trial} />}
        {!test.isError && !trial && <p className="text-body text-ink-3">{t("test.hint")}</p>}
      </div>
    </div>
  );
}

function inputOf(source: TrialSource): { event?: string; sample?: never } {
  if (source.kind === "event") return { event: source.id };
  if (source.kind === "data") return { sample: JSON.parse(source.text) as never };
  return {};
}

function problemOf(source: TrialSource): boolean {
  if (source.kind !== "data") return false;
  try {
    JSON.parse(source.text);
    return false;
  } catch {
    return true;
  }
}

interface EffectsProps {
  readonly definition: Definition;
  readonly allowed: ReadonlySet<string>;
  readonly onChange: (allowed: ReadonlySet<string>) => void;
}

/** Steps that act on the outside: none does so in a test unless its box is ticked. */
function AllowedEffects({ definition, allowed, onChange }: EffectsProps) {
  const { t } = useTranslation("trial");
  const { steps } = useCatalog();
  const { stepTitle } = useStepTexts();
  const acting = useMemo(
    () => [...walkSteps(definition)].filter(({ step }) => steps.get(step.type)?.kind === "action"),
    [definition, steps],
  );
  if (acting.length === 0) return null;
  const toggle = (id: string, isOn: boolean): void => {
    const next = new Set(allowed);
    if (isOn) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-node font-medium">{t("test.really")}</legend>
      {acting.map(({ step }) => (
        <CheckBox
          key={step.id}
          isSelected={allowed.has(step.id)}
          onChange={(isOn) => toggle(step.id, isOn)}
        >
          {stepTitle(step)} <code className="text-ink-3">{step.id}</code>
        </CheckBox>
      ))}
      <p className="text-small text-ink-3">{t("test.really_hint")}</p>
    </fieldset>
  );
}
