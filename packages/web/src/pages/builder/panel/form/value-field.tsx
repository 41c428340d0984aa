import type { Json } from "@stepwell/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Select } from "../../../../ui/select.tsx";
import { literalText, parseNumber } from "../model/literal.ts";
import type { ControlProps } from "./form-context.tsx";
import { JsonField } from "./json-field.tsx";
import { TemplateField } from "./template-field.tsx";

const kinds = ["text", "number", "yes_no", "json"] as const;
type Kind = (typeof kinds)[number];

function kindOf(value: Json | undefined, isJson: boolean): Kind {
  if (value === undefined) return isJson ? "json" : "text";
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "yes_no" : "json";
}

/** A value of any type; the person says of which, where it is no text. */
export function ValueField(props: ControlProps & { readonly isJson: boolean }) {
  const { value, onChange, isJson, isLabelHidden, label } = props;
  const { t } = useTranslation("panel");
  const [chosen, setChosen] = useState<Kind>(() => kindOf(value, isJson));
  // Undone, or changed by another control.
  const kind = value === undefined || fits(chosen, value) ? chosen : kindOf(value, isJson);
  const change = (next: Kind): void => {
    setChosen(next);
    onChange(converted(value, next));
  };
  const actions = (
    <Select
      label={t("value.kind_of", { label })}
      isLabelHidden
      isDisabled={props.isReadOnly}
      options={kinds.map((id) => ({ id, label: t(`value.${id}`) }))}
      value={kind}
      onChange={change}
      className="w-32 [&_button]:h-7 [&_button]:px-2 [&_button]:text-small"
    />
  );
  const shared = { ...props, actions: isLabelHidden === true ? undefined : actions };
  switch (kind) {
    case "text":
      return (
        <TemplateField
          {...shared}
          isMultiline
          value={typeof value === "string" ? value : ""}
          onChange={(text) => onChange(text === "" ? undefined : text)}
        />
      );
    case "number":
      return (
        <TemplateField
          {...shared}
          value={literalText(value)}
          onChange={(text) => onChange(text === "" ? undefined : (parseNumber(text) ?? text))}
        />
      );
    case "yes_no":
      return <YesNoField {...props} actions={shared.actions} />;
    case "json":
      return <JsonField {...shared} />;
  }
}

function YesNoField(props: ControlProps & { readonly actions: ReactNode }) {
  const { t } = useTranslation("panel");
  const { value, onChange, label, description, error, isReadOnly } = props;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between">
        <span aria-hidden className="text-node font-medium">
          {label}
        </span>
        {props.actions}
      </div>
      <Select
        label={label}
        isLabelHidden
        isDisabled={isReadOnly}
        description={description}
        errorMessage={error}
        options={[
          { id: "true", label: t("value.true") },
          { id: "false", label: t("value.false") },
        ]}
        value={typeof value === "boolean" ? (String(value) as "true" | "false") : null}
        onChange={(id) => onChange(id === "true")}
      />
    </div>
  );
}

function fits(kind: Kind, value: Json): boolean {
  // A number field may hold one variable, and JSON may be anything.
  return (
    kind === "json" ||
    kindOf(value, false) === kind ||
    (kind === "number" && typeof value === "string")
  );
}

function converted(value: Json | undefined, kind: Kind): Json | undefined {
  switch (kind) {
    case "text":
      return value === undefined || typeof value === "object" ? undefined : literalText(value);
    case "number":
      return typeof value === "string" ? (parseNumber(value) ?? keepVariable(value)) : undefined;
    case "yes_no":
      return value === true || value === "true";
    case "json":
      return value;
  }
}

function keepVariable(text: string): string | undefined {
  return text.startsWith("{{") ? text : undefined;
}
