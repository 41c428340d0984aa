import type { Json, JsonObject } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { Select } from "../../../../ui/select.tsx";
import { asVariant, constantsOf, variantIndex, variantTitle } from "../model/variant.ts";
import { fieldTitle } from "../model/field-kind.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { type ControlProps, useForm } from "./form-context.tsx";
import { ObjectFields } from "./object-fields.tsx";

/** A part of a config that has one of several forms. */
export function VariantsField(props: ControlProps & { readonly variants: readonly JsonSchema[] }) {
  const { label, value, path, variants } = props;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">{label}</legend>
      <VariantFields label={label} value={value} path={path} variants={variants} />
      {props.error !== undefined && <span className="text-small text-bad">{props.error}</span>}
    </fieldset>
  );
}

interface Props {
  readonly label?: string;
  readonly value: Json | undefined;
  readonly path: ConfigPath;
  readonly variants: readonly JsonSchema[];
}

/** Which form it is, and the fields of that form. */
export function VariantFields({ label, value, path, variants }: Props) {
  const { t } = useTranslation("panel");
  const { set, isReadOnly } = useForm();
  const index = variantIndex(variants, value);
  const chosen = variants[index];
  const [constant] = Object.keys(constantsOf(variants[0] ?? {}));
  return (
    <>
      <Select
        label={
          label ??
          (constant === undefined
            ? t("form")
            : fieldTitle(constant, variants[0]?.properties?.[constant] ?? {}))
        }
        isDisabled={isReadOnly}
        options={variants.map((variant, at) => ({ id: String(at), label: variantTitle(variant) }))}
        value={index < 0 ? null : String(index)}
        onChange={(id) => set(path, asVariant(variants[Number(id)] ?? {}, value))}
      />
      {chosen && (
        <ObjectFields key={index} schema={chosen} value={value as JsonObject} path={path} />
      )}
    </>
  );
}
