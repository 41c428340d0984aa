import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { constantsOf } from "../model/variant.ts";
import type { ControlProps } from "./form-context.tsx";
import { ObjectFields } from "./object-fields.tsx";
import { Rows } from "./rows.tsx";
import { VariantFields } from "./variants-field.tsx";

interface Props extends ControlProps {
  readonly item: JsonSchema;
}

/** A list of things that have fields of their own. */
export function ListField({ item, ...props }: Props) {
  const { value, onChange, path, label } = props;
  const { t } = useTranslation("panel");
  const items = isJsonArray(value) ? value : [];
  const forms = item.oneOf ?? item.anyOf;
  const fields = (index: number) => ({
    label: t("rows.item", { label, number: index + 1 }),
    value: objectOf(items[index]),
    path: [...path, index],
  });
  const keep = (next: readonly Json[]): void => onChange(next.length === 0 ? undefined : next);
  return (
    <Rows
      {...props}
      count={items.length}
      onAdd={() => keep([...items, startOf(forms?.[0] ?? item)])}
      onRemove={(index) => keep(items.toSpliced(index, 1))}
      row={(index) => (
        <fieldset className="flex min-w-0 flex-col gap-3 rounded-card border border-line p-3">
          <legend className="sr-only">{fields(index).label}</legend>
          {forms ? (
            <VariantFields {...fields(index)} variants={forms} />
          ) : (
            <ObjectFields schema={item} {...fields(index)} />
          )}
        </fieldset>
      )}
    />
  );
}

function startOf(schema: JsonSchema): JsonObject {
  return constantsOf(schema);
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
