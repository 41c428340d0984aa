import type { Json, JsonObject } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { Select } from "../../../../ui/select.tsx";
import { asVariant, constantsOf, variantIndex, variantTitle } from "../model/variant.ts";
import { fieldTitle } from "../model/field-kind.ts";
import { isAt } from "../model/field-path.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { type ControlProps, useForm } from "./form-context.tsx";
import { ObjectFields } from "./object-fields.tsx";

/** A part of a config that has one of several forms. */
export function VariantsField(props: ControlProps & { readonly variants: readonly JsonSchema[] }) {
  const { label, value, path, variants } = props;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">{label}</legend>
      <VariantFields {...{ label, value, path, variants }} isRequired={props.isRequired === true} />
      {props.error !== undefined && <span className="text-small text-bad">{props.error}</span>}
    </fieldset>
  );
}

interface Props {
  readonly label?: string;
  readonly value: Json | undefined;
  readonly path: ConfigPath;
  readonly variants: readonly JsonSchema[];
  readonly isRequired?: boolean;
}

/** Which form it is, and the fields of that form. */
export function VariantFields(props: Props) {
  const { value, path, variants } = props;
  const index = variantIndex(variants, value);
  const chosen = variants[index];
  return (
    <>
      <FormChoice {...props} index={index} />
      {chosen && (
        <ObjectFields key={index} schema={chosen} value={value as JsonObject} path={path} />
      )}
    </>
  );
}

/** Until a form is chosen, the choice stands for the field that the checker misses. */
function FormChoice(props: Props & { readonly index: number }) {
  const { value, path, variants, index, isRequired = true } = props;
  const { set, isReadOnly, findings, isFilling } = useForm();
  const label = useChoiceLabel(props);
  const missing = index < 0 ? [...path, missingIn(variants)].join(".") : undefined;
  const error = findings.find((one) => missing !== undefined && isAt(one, missing))?.message;
  return (
    <div role="presentation" data-field={missing} className="flex min-w-0 flex-col">
      <Select
        label={label}
        errorMessage={isFilling ? undefined : error}
        isRequired={isRequired}
        isDisabled={isReadOnly}
        options={variants.map((variant, at) => ({ id: String(at), label: variantTitle(variant) }))}
        value={index < 0 ? null : String(index)}
        onChange={(id) => set(path, asVariant(variants[Number(id)] ?? {}, value))}
      />
    </div>
  );
}

function useChoiceLabel({ label, variants: [first = {}] }: Props): string {
  const { t } = useTranslation("panel");
  const [constant] = Object.keys(constantsOf(first));
  if (label !== undefined) return label;
  return constant === undefined
    ? t("form")
    : fieldTitle(constant, first.properties?.[constant] ?? {});
}

/** The checker reports the first form where none is told. */
function missingIn([first = {}]: readonly JsonSchema[]): string {
  return Object.keys(constantsOf(first))[0] ?? first.required?.[0] ?? "";
}
