import { isJsonArray } from "@stepwell/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../../../../ui/text-field.tsx";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { fieldKind } from "../model/field-kind.ts";
import { literalText } from "../model/literal.ts";
import { configOfRows, currentRows, type NamedRow, rowsOfConfig } from "../model/named-values.ts";
import type { ControlProps } from "./form-context.tsx";
import { Rows } from "./rows.tsx";
import { TemplateField } from "./template-field.tsx";
import { ValueField } from "./value-field.tsx";

interface Props extends ControlProps {
  readonly valueSchema: JsonSchema;
}

/** Headers, query, arguments: a name and a value a row. */
export function NamedValuesField({ valueSchema, ...props }: Props) {
  const { value, onChange, isReadOnly, label } = props;
  const { t } = useTranslation("panel");
  const [written, setWritten] = useState<readonly NamedRow[]>(() => rowsOfConfig(value));
  const rows = currentRows(written, value);
  const isAny = fieldKind(valueSchema).kind === "value";
  const change = (next: readonly NamedRow[]): void => {
    setWritten(next);
    onChange(configOfRows(next, value));
  };
  const set = (index: number, part: Partial<NamedRow>): void =>
    change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const pathOf = (index: number): ControlProps["path"] => [
    ...props.path,
    ...(isJsonArray(value) ? [index, "value"] : [rows[index]?.name ?? ""]),
  ];
  const valueProps = (index: number): ControlProps => ({
    ...props,
    path: pathOf(index),
    label: isAny ? t("rows.value_hint") : t("rows.value", { label, number: index + 1 }),
    description: undefined,
    error: undefined,
    isLabelHidden: !isAny,
    isRequired: false,
    value: rows[index]?.value,
    onChange: (next) => set(index, { value: next }),
  });
  return (
    <Rows
      {...props}
      count={rows.length}
      onAdd={() => setWritten([...rows, { name: "", value: undefined }])}
      onRemove={(index) => change(rows.toSpliced(index, 1))}
      row={(index) => (
        <div className={isAny ? "flex flex-col gap-2" : "grid grid-cols-[2fr_3fr] gap-1.5"}>
          <TextField
            label=""
            aria-label={t("rows.name", { label, number: index + 1 })}
            placeholder={t("rows.name_hint")}
            value={rows[index]?.name ?? ""}
            isReadOnly={isReadOnly}
            onChange={(name) => set(index, { name })}
          />
          {isAny ? (
            <ValueField {...valueProps(index)} isJson={false} />
          ) : (
            <TextValue {...valueProps(index)} />
          )}
        </div>
      )}
    />
  );
}

function TextValue(props: ControlProps) {
  const { value, onChange } = props;
  return <TemplateField {...props} value={literalText(value)} onChange={onChange} />;
}
