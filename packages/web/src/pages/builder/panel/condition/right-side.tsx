import { isJsonArray, type Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import type { OperatorEntry } from "../../../../api/catalog.ts";
import type { Finding } from "../../model/builder-store.ts";
import { DurationField } from "../form/duration-field.tsx";
import { useForm } from "../form/form-context.tsx";
import { TemplateField } from "../form/template-field.tsx";
import { literalText, parseLiteral, parseNumber } from "../model/literal.ts";
import { listOfText } from "./condition-tree.ts";
import { ListText } from "./list-text.tsx";

interface Props {
  readonly shape: Exclude<OperatorEntry["right"], "where">;
  readonly number: number;
  readonly value: Json | undefined;
  /** What is written is text, also where it looks like a number. */
  readonly isText: boolean;
  readonly findings: readonly Finding[];
  readonly onChange: (value: Json) => void;
}

const units = ["minutes", "hours", "days", "weeks"];

/** What the left side is compared with, in the shape that the operator wants. */
export function RightSide({ shape, number, value, isText, findings, onChange }: Props) {
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  const field = (text: string, change: (text: string) => void, label: string, hint?: string) => (
    <TemplateField
      label={label}
      isLabelHidden
      hint={hint ?? t("condition.right_hint")}
      findings={findings}
      isReadOnly={isReadOnly}
      value={text}
      onChange={change}
    />
  );
  const label = t("condition.right", { number });
  switch (shape) {
    case "none":
      return null;
    case "one":
      return field(literalText(value), (text) => onChange(parseLiteral(text, isText)), label);
    case "number":
      return field(literalText(value), (text) => onChange(parseNumber(text) ?? text), label);
    case "list":
      return (
        <ListText
          value={value}
          read={(text) => listOfText(text, isText)}
          onChange={onChange}
          field={(text, change) => field(text, change, label, t("condition.list_hint"))}
        />
      );
    case "two": {
      const [from = "", to = ""] = isJsonArray(value) ? value : [];
      const end = (text: string): Json => parseLiteral(text, isText);
      return (
        <div className="grid grid-cols-2 gap-1.5">
          {field(
            literalText(from),
            (text) => onChange([end(text), to]),
            t("condition.from", { number }),
          )}
          {field(
            literalText(to),
            (text) => onChange([from, end(text)]),
            t("condition.to", { number }),
          )}
        </div>
      );
    }
    case "duration":
      return (
        <DurationField
          label={label}
          isLabelHidden
          value={value}
          units={units}
          takesVariables={false}
          description={undefined}
          error={undefined}
          findings={findings}
          isReadOnly={isReadOnly}
          onChange={(next) => onChange(next ?? "")}
        />
      );
  }
}
