import { isJsonArray, type Json } from "@stepwell/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { ComboBox } from "../../../../ui/combo-box.tsx";
import { fieldKind } from "../model/field-kind.ts";
import { literalText } from "../model/literal.ts";
import { useEventTypes } from "./choices.ts";
import type { ControlProps } from "./form-context.tsx";
import { Rows } from "./rows.tsx";
import { TemplateField } from "./template-field.tsx";

interface Props extends ControlProps {
  readonly item: JsonSchema;
  /** One text may stand without a list. */
  readonly takesOne: boolean;
}

/** One text or several: addresses, event types, secrets. */
export function TextsField({ item, takesOne, ...props }: Props) {
  const { value, onChange, schema, label, isReadOnly } = props;
  const { t } = useTranslation("panel");
  const texts = textsOf(value);
  // An empty row is not kept, but it is where one writes.
  const [hasEmpty, setHasEmpty] = useState(texts.length === 0);
  const shown = hasEmpty ? [...texts, ""] : texts;
  const change = (next: readonly string[]): void => {
    const kept = next.filter((text) => text !== "");
    setHasEmpty(kept.length < next.length || kept.length === 0);
    const [only] = kept;
    if (only === undefined) onChange(undefined);
    else onChange(takesOne && kept.length === 1 ? only : kept);
  };
  const takesVariables = fieldKind(item).kind === "text";
  const row = (index: number) => ({
    label: t("rows.value", { label, number: index + 1 }),
    value: shown[index] ?? "",
    isReadOnly,
    onChange: (text: string) => change(shown.with(index, text)),
  });
  return (
    <Rows
      {...props}
      count={shown.length}
      onAdd={() => setHasEmpty(true)}
      onRemove={(index) => change(shown.toSpliced(index, 1))}
      row={(index) =>
        schema["ui"] === "event_type" ? (
          <EventTypeRow {...row(index)} />
        ) : (
          <TemplateField
            {...row(index)}
            isLabelHidden
            findings={props.findings}
            // Secrets are written as {{ secrets.NAME }}, which is drawn as a pill as well.
            variables={takesVariables || label !== "" ? "templates" : "none"}
          />
        )
      }
    />
  );
}

interface RowProps {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly onChange: (text: string) => void;
}

function EventTypeRow({ label, value, onChange }: RowProps) {
  const options = useEventTypes();
  return (
    <ComboBox label={label} isLabelHidden options={options} value={value} onChange={onChange} />
  );
}

function textsOf(value: Json | undefined): readonly string[] {
  if (isJsonArray(value)) return value.map(literalText);
  return value === undefined || value === "" ? [] : [literalText(value)];
}
