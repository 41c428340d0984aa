import { errorBranchId, findStep, type RetryPolicy, type StepDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { NumberField } from "../../../ui/number-field.tsx";
import { RadioGroup } from "../../../ui/radio-group.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { DurationField } from "./form/duration-field.tsx";
import { setOrClear } from "../model/set-or-clear.ts";
import { onErrorEdits, type OnError } from "./model/on-error-edits.ts";

const units = ["milliseconds", "seconds", "minutes", "hours", "days"];

/** What a failure of the step means, how often it is tried, and how long it may take. */
export function OnErrorTab({ id }: { readonly id: string }) {
  const { t } = useTranslation("panel");
  const step = useBuilder(({ definition }) => findStep(definition, id)?.step);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const edit = useEdit();
  if (!step) return null;
  const hasSteps = step.branches?.some(
    (branch) => branch.id === errorBranchId && branch.steps.length > 0,
  );
  return (
    <div className="flex flex-col gap-6">
      <div data-field="onError">
        <RadioGroup<OnError>
          label={t("on_error.label")}
          isDisabled={isReadOnly}
          description={hasSteps === true ? t("on_error.has_steps") : undefined}
          options={(["fail", "continue", "branch"] as const).map((kind) => ({
            id: kind,
            label: t(`on_error.${kind}`),
            description: t(`on_error.${kind}_hint`),
          }))}
          value={step.onError ?? "fail"}
          onChange={(onError) => edit(onErrorEdits(step, onError), `${id} onError`)}
        />
      </div>
      <RetryFields step={step} isReadOnly={isReadOnly} />
      <div data-field="timeout">
        <DurationField
          label={t("on_error.timeout")}
          description={t("on_error.timeout_hint")}
          value={step.timeout}
          units={units}
          takesVariables={false}
          error={undefined}
          findings={[]}
          isReadOnly={isReadOnly}
          onChange={(timeout) => edit(setOrClear(id, { timeout }), `${id} timeout`)}
        />
      </div>
    </div>
  );
}

function useEdit() {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  return (operations: ReturnType<typeof onErrorEdits>, mergeKey: string): void => {
    store.getState().edit(operations, { label: t("done.on_error"), mergeKey });
  };
}

const firstRetry: RetryPolicy = {
  attempts: 3,
  initialDelay: { amount: 1, unit: "seconds" },
  factor: 2,
  maxDelay: { amount: 1, unit: "minutes" },
  jitter: true,
};

interface RetryProps {
  readonly step: StepDefinition;
  readonly isReadOnly: boolean;
}

function RetryFields({ step, isReadOnly }: RetryProps) {
  const { t } = useTranslation("panel");
  const edit = useEdit();
  const { id, retry } = step;
  const set = (part: Partial<RetryPolicy> | undefined): void => {
    const next = part && { ...firstRetry, ...retry, ...part };
    edit(setOrClear(id, { retry: next }), `${id} retry`);
  };
  return (
    <div data-field="retry" className="flex flex-col gap-4">
      <Switch
        isSelected={retry !== undefined}
        isDisabled={isReadOnly}
        onChange={(isOn) => set(isOn ? {} : undefined)}
        description={t("on_error.retry_hint")}
      >
        {t("on_error.retry")}
      </Switch>
      {retry && (
        <div className="flex flex-col gap-4 rounded-card border border-line p-3">
          <NumberField
            label={t("on_error.attempts")}
            description={t("on_error.attempts_hint")}
            minValue={1}
            maxValue={100}
            isDisabled={isReadOnly}
            value={retry.attempts}
            onChange={(attempts) => !Number.isNaN(attempts) && set({ attempts })}
          />
          <Delay name="initialDelay" retry={retry} set={set} isReadOnly={isReadOnly} />
          <NumberField
            label={t("on_error.factor")}
            description={t("on_error.factor_hint")}
            minValue={1}
            maxValue={10}
            isDisabled={isReadOnly}
            value={retry.factor}
            onChange={(factor) => !Number.isNaN(factor) && set({ factor })}
          />
          <Delay name="maxDelay" retry={retry} set={set} isReadOnly={isReadOnly} />
          <Switch
            isSelected={retry.jitter}
            isDisabled={isReadOnly}
            onChange={(jitter) => set({ jitter })}
            description={t("on_error.jitter_hint")}
          >
            {t("on_error.jitter")}
          </Switch>
        </div>
      )}
    </div>
  );
}

interface DelayProps {
  readonly name: "initialDelay" | "maxDelay";
  readonly retry: RetryPolicy;
  readonly set: (part: Partial<RetryPolicy>) => void;
  readonly isReadOnly: boolean;
}

function Delay({ name, retry, set, isReadOnly }: DelayProps) {
  const { t } = useTranslation("panel");
  return (
    <DurationField
      label={t(`on_error.${name}`)}
      value={retry[name]}
      units={units}
      takesVariables={false}
      description={undefined}
      error={undefined}
      findings={[]}
      isReadOnly={isReadOnly}
      onChange={(delay) => delay !== undefined && set({ [name]: delay })}
    />
  );
}
