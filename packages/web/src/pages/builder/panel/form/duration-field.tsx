import { isJsonObject, type Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { FieldFrame } from "../../../../ui/field-frame.tsx";
import { NumberField } from "../../../../ui/number-field.tsx";
import { Select } from "../../../../ui/select.tsx";
import type { ControlProps } from "./form-context.tsx";
import { TypedField } from "./typed-field.tsx";

const known = ["milliseconds", "seconds", "minutes", "hours", "days", "weeks", "months"] as const;

interface Props extends Omit<ControlProps, "schema" | "path"> {
  readonly units: readonly string[];
  readonly takesVariables: boolean;
}

/** An amount and its unit. A bare number is one of milliseconds. */
export function DurationField(props: Props) {
  const { label, value, onChange, units, takesVariables, isReadOnly } = props;
  const { t } = useTranslation("panel");
  const { amount, unit } = partsOf(value);
  const unitTitle = (id: string): string => {
    const name = known.find((one) => one === id);
    return name ? t(`unit.${name}`) : id;
  };
  const change = (next: { amount?: Json | undefined; unit?: string }): void => {
    const given = "amount" in next ? next.amount : amount;
    onChange(given === undefined ? undefined : { amount: given, unit: next.unit ?? unit });
  };
  return (
    <FieldFrame
      label={label}
      description={props.description}
      errorMessage={props.error}
      isRequired={props.isRequired}
      isLabelHidden={props.isLabelHidden}
    >
      {() => (
        <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] items-start gap-2">
          {takesVariables ? (
            <TypedField
              label={t("unit.amount_of", { label })}
              isLabelHidden
              schema={{}}
              path={[]}
              description={undefined}
              error={undefined}
              isReadOnly={isReadOnly}
              findings={props.findings}
              value={amount}
              onChange={(next) => change({ amount: next })}
            />
          ) : (
            <NumberField
              label=""
              aria-label={t("unit.amount_of", { label })}
              minValue={0}
              isDisabled={isReadOnly}
              value={typeof amount === "number" ? amount : Number.NaN}
              onChange={(next) => change({ amount: Number.isNaN(next) ? undefined : next })}
            />
          )}
          <Select
            label={t("unit.of", { label })}
            isLabelHidden
            isDisabled={isReadOnly}
            options={units.map((id) => ({ id, label: unitTitle(id) }))}
            value={unit}
            onChange={(next) => change({ unit: next, amount: amount ?? 1 })}
          />
        </div>
      )}
    </FieldFrame>
  );
}

function partsOf(value: Json | undefined): { readonly amount: Json | undefined; unit: string } {
  if (typeof value === "number") return { amount: value, unit: "milliseconds" };
  if (!isJsonObject(value)) return { amount: undefined, unit: "minutes" };
  const { amount, unit } = value;
  return { amount, unit: typeof unit === "string" ? unit : "minutes" };
}
