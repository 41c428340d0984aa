import { type Definition, findStep, walkSteps } from "@stepwell/core";
import { Play, X } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { triggerId } from "../../../canvas/layout.ts";
import { announce } from "../../../ui/announcer.tsx";
import { Button, IconButton } from "../../../ui/button.tsx";
import { CheckBox } from "../../../ui/check-box.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { useSamples } from "../samples/samples-context.tsx";
import { SourceChoice } from "./source-choice.tsx";
import { TrialResult } from "./trial-result.tsx";
import { useTrial, useTrialStore } from "./trial-store.ts";
import { useTrialInput } from "./use-trial-input.ts";

const nothing: ReadonlySet<string> = new Set();

/** One event through the draft; outside effects only where they are allowed one by one. */
export function TestTab() {
  const { t } = useTranslation("trial");
  const { t: common } = useTranslation();
  const store = useTrialStore();
  const workflowId = useBuilder((state) => state.workflowId);
  const definition = useBuilder((state) => state.definition);
  const trial = useTrial((state) => state.trial);
  const until = useTrial((state) => state.until);
  const input = useTrialInput();
  const [allowed, setAllowed] = useState(nothing);
  const [usesKept, setUsesKept] = useState(false);
  const test = useWrite("testWorkflow", {
    isErrorShown: true,
    onDone(answer, { body }) {
      store.setState({ trial: answer, tested: body?.definition as Definition | undefined });
      announce(common(`status.${answer.status}`));
    },
  });
  const start = (allow: ReadonlySet<string>): void => {
    if (!input.given) return;
    const body = { definition: definition as never, allow: [...allow], until };
    test.mutate({
      params: { id: workflowId },
      body: { ...body, ...input.given, useSamples: usesKept },
    });
  };
  useRunning(test.isPending);
  // What was allowed for a test that somebody began by hand is not for this one.
  useAsked(() => {
    setAllowed(nothing);
    start(nothing);
  }, input.given !== undefined);
  return (
    <div className="grid h-full md:grid-cols-[22rem_1fr]">
      <div className="flex flex-col gap-4 overflow-auto border-line px-4 pt-4 md:border-e">
        <SourceChoice workflowId={workflowId} source={input.source} onChange={input.setSource} />
        <AllowedEffects definition={definition} allowed={allowed} onChange={setAllowed} />
        <KeptChoice isUsed={usesKept} onChange={setUsesKept} />
        {/* Always in sight, however much there is to choose. */}
        <div className="sticky bottom-0 mt-auto flex flex-col gap-2 bg-surface py-3">
          <UntilNote />
          <Button
            data-trial-start
            kind="primary"
            isPending={test.isPending}
            isDisabled={input.given === undefined}
            onPress={() => start(allowed)}
          >
            <Play aria-hidden size={16} />
            {t("test.run")}
          </Button>
        </div>
      </div>
      <div className="min-w-0 overflow-auto p-4">
        {test.isError && <Notice look="error">{messageOf(test.error)}</Notice>}
        {!test.isError && trial && <TrialResult trial={trial} />}
        {!test.isError && !trial && <p className="text-body text-ink-3">{t("test.hint")}</p>}
      </div>
    </div>
  );
}

function useRunning(isRunning: boolean): void {
  const store = useTrialStore();
  useEffect(() => {
    store.setState({ isRunning });
    return () => store.setState({ isRunning: false });
  }, [store, isRunning]);
}

/** "Run to here" begins a test as soon as there is something to begin with. */
function useAsked(start: () => void, isReady: boolean): void {
  const store = useTrialStore();
  const isDue = useTrial(({ isAsked }) => isAsked) && isReady;
  useEffect(() => {
    if (!isDue) return;
    store.setState({ isAsked: false });
    start();
  });
}

/** Steps whose kept samples are taken in their place, where the person wants it. */
function KeptChoice({
  isUsed,
  onChange,
}: {
  readonly isUsed: boolean;
  readonly onChange: (isUsed: boolean) => void;
}) {
  const { t } = useTranslation("trial");
  const { kept } = useSamples();
  const count = [...kept.keys()].filter((place) => place !== triggerId).length;
  if (count === 0) return null;
  return (
    <CheckBox
      isSelected={isUsed}
      onChange={onChange}
      description={t("test.use_kept_hint", { count })}
    >
      {t("test.use_kept")}
    </CheckBox>
  );
}

function UntilNote() {
  const { t } = useTranslation("trial");
  const store = useTrialStore();
  const until = useTrial((state) => state.until);
  const step = useBuilder(({ definition }) =>
    until === undefined ? undefined : findStep(definition, until)?.step,
  );
  const { stepTitle } = useStepTexts();
  if (until === undefined) return null;
  const title = step ? stepTitle(step) : until;
  return (
    <p className="flex items-center gap-2 rounded-control bg-sunken ps-3 text-node">
      <span className="min-w-0 flex-1 truncate" title={until}>
        {t("test.until", { title })}
      </span>
      <IconButton
        label={t("test.whole")}
        onPress={() => {
          store.setState({ until: undefined });
          // The button goes: what is next is to begin.
          document.querySelector<HTMLElement>("[data-trial-start]")?.focus();
        }}
      >
        <X aria-hidden size={16} />
      </IconButton>
    </p>
  );
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
    () =>
      [...walkSteps(definition)].filter(
        ({ step, isDisabled }) => !isDisabled && steps.get(step.type)?.kind === "action",
      ),
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
