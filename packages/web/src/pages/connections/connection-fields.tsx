import { useTranslation } from "react-i18next";
import { NumberField } from "../../ui/number-field.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { kinds, Values } from "./kinds.ts";

type Kind = (typeof kinds)[keyof typeof kinds];
type Setting = Kind["settings"][number];
type Secret = Kind["secrets"][number];

interface SettingsProps {
  readonly fields: readonly Setting[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

/** What everybody who may read connections sees. */
export function SettingFields({ fields, values, onChange }: SettingsProps) {
  const { t } = useTranslation("connections");
  return fields.map((field) => {
    const label = t(`setting.${field.id}`);
    const value = values[field.id];
    const change = (next: string | number | boolean): void =>
      onChange({ ...values, [field.id]: next });
    if (field.type === "switch")
      return (
        <Switch key={field.id} isSelected={value !== false} onChange={change}>
          {label}
        </Switch>
      );
    if (field.type === "number")
      return (
        <NumberField
          key={field.id}
          label={label}
          value={typeof value === "number" ? value : NaN}
          onChange={change}
          minValue={1}
          maxValue={65_535}
          formatOptions={{ useGrouping: false }}
        />
      );
    return (
      <TextField
        key={field.id}
        label={label}
        value={typeof value === "string" ? value : ""}
        onChange={change}
        isRequired={"isRequired" in field}
        autoComplete="off"
      />
    );
  });
}

interface SecretsProps {
  readonly fields: readonly Secret[];
  readonly values: Values;
  /** Which are set already; their values never come back. */
  readonly stored: Readonly<Record<string, unknown>>;
  readonly onChange: (values: Values) => void;
}

export function SecretFields({ fields, values, stored, onChange }: SecretsProps) {
  const { t } = useTranslation("connections");
  return fields.map((field) => {
    const isSet = stored[field.id] !== undefined;
    const value = values[field.id];
    return (
      <TextField
        key={field.id}
        label={t(`secret.${field.id}`)}
        type="password"
        autoComplete="new-password"
        value={typeof value === "string" ? value : ""}
        onChange={(next) => onChange({ ...values, [field.id]: next })}
        isRequired={"isRequired" in field && !isSet}
        description={isSet ? t("secret_set") : t("secret_hint")}
        {...(isSet && { placeholder: "••••••••" })}
      />
    );
  });
}
