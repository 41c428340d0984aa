import { useTranslation } from "react-i18next";
import { Card } from "../../../ui/card.tsx";
import { NumberField } from "../../../ui/number-field.tsx";
import { Select } from "../../../ui/select.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { modes, timeUnits } from "./settings-form.ts";
import type { FieldsProps } from "./settings-section.tsx";

/** How its runs behave. */
export function RunFields({ form, set, isDisabled }: FieldsProps) {
  const { t } = useTranslation("workflows");
  return (
    <Card title={t("set.runs")}>
      <Select
        label={t("set.mode")}
        description={t("set.mode_hint")}
        options={modes.map((id) => ({ id, label: t(`set.${id}`) }))}
        value={form.mode}
        onChange={(mode) => set({ mode })}
        isDisabled={isDisabled}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TimeoutField form={form} set={set} isDisabled={isDisabled} />
        <NumberField
          label={t("set.cycle_limit")}
          description={t("set.cycle_limit_hint")}
          value={form.cycleLimit}
          onChange={(cycleLimit) => set({ cycleLimit })}
          minValue={1}
          maxValue={100}
          isDisabled={isDisabled}
        />
        <NumberField
          label={t("set.concurrency")}
          description={t("set.concurrency_hint")}
          value={form.concurrency}
          onChange={(concurrency) => set({ concurrency })}
          minValue={1}
          maxValue={10_000}
          isDisabled={isDisabled}
        />
        <TextField
          label={t("set.concurrency_key")}
          description={t("set.concurrency_key_hint")}
          value={form.concurrencyKey}
          onChange={(concurrencyKey) => set({ concurrencyKey })}
          isCode
          isDisabled={isDisabled || Number.isNaN(form.concurrency)}
        />
        <TextField
          label={t("set.time_zone")}
          description={t("set.time_zone_hint")}
          placeholder="Europe/Berlin"
          value={form.timeZone}
          onChange={(timeZone) => set({ timeZone })}
          isDisabled={isDisabled}
        />
      </div>
    </Card>
  );
}

function TimeoutField({ form, set, isDisabled }: FieldsProps) {
  const { t } = useTranslation("workflows");
  return (
    <div className="flex items-start gap-2">
      <NumberField
        label={t("set.timeout")}
        description={t("set.timeout_hint")}
        value={form.timeout}
        onChange={(timeout) => set({ timeout })}
        minValue={1}
        isDisabled={isDisabled}
        className="min-w-0 flex-1"
      />
      <Select
        label={t("set.timeout_unit")}
        options={timeUnits.map((id) => ({ id, label: t(`unit.${id}`) }))}
        value={form.timeoutUnit}
        onChange={(timeoutUnit) => set({ timeoutUnit })}
        isDisabled={isDisabled}
        className="w-32"
      />
    </div>
  );
}

const kept = ["succeededDays", "failedDays", "canceledDays"] as const;

/** For how long its runs are kept, and who sees what is in them. */
export function KeepingFields({ form, set, isDisabled }: FieldsProps) {
  const { t } = useTranslation("workflows");
  return (
    <Card title={t("set.keeping")} description={t("set.keeping_text")}>
      <div className="grid gap-4 sm:grid-cols-3">
        {kept.map((name) => (
          <NumberField
            key={name}
            label={t(`set.${name}`)}
            value={form[name]}
            onChange={(days) => set({ [name]: days })}
            minValue={0}
            maxValue={3650}
            isDisabled={isDisabled}
          />
        ))}
      </div>
      <Switch
        isSelected={form.confidential}
        onChange={(confidential) => set({ confidential })}
        description={t("set.confidential_hint")}
        isDisabled={isDisabled}
      >
        {t("set.confidential")}
      </Switch>
    </Card>
  );
}
