import { type Json, jsonEqual } from "@stepwell/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ControlProps } from "./form-context.tsx";
import { TemplateField } from "./template-field.tsx";

type Read = { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false };

function readJson(text: string): Read {
  if (text.trim() === "") return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return { ok: false };
  }
}

function writeJson(value: Json | undefined): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

/** Any JSON, with variables in its texts. What cannot be read yet stays here until it can. */
export function JsonField(
  props: ControlProps & { readonly actions?: ReactNode; readonly isSample?: boolean },
) {
  const { value, onChange, error } = props;
  const { t } = useTranslation("panel");
  const [text, setText] = useState(() => writeJson(value));
  const read = readJson(text);
  // What comes from elsewhere is shown; how the same value is written here is left alone.
  const isSame = !read.ok || jsonEqual(read.value, value);
  const shown = isSame ? text : writeJson(value);
  const change = (next: string): void => {
    setText(next);
    const result = readJson(next);
    if (result.ok) onChange(result.value);
  };
  return (
    <TemplateField
      {...props}
      value={shown}
      onChange={change}
      isMultiline
      language="json"
      variables={props.isSample === true ? "none" : "templates"}
      hint={'{ "name": "value" }'}
      error={read.ok || shown !== text ? error : t("value.not_json")}
    />
  );
}
