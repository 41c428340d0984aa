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
export function RightSide(props: Props) {
  const { shape, number, value, isText, onChange } = props;
  const { t } = useTranslation("panel");
  const label = t("condition.right", { number });
  const line = (change: (text: string) => Json) => (
    <Line
      {...props}
      label={label}
      text={literalText(value)}
      onText={(text) => onChange(change(text))}
    />
  );
  switch (shape) {
    case "none":
      return null;
    case "one":
      return line((text) => parseLiteral(text, isText));
    case "number":
      return line((text) => parseNumber(text) ?? text);
    case "list":
      return (
        <ListText
          value={value}
          read={(text) => listOfText(text, isText)}
          onChange={onChange}
          field={(text, onText) => (
            <Line
              {...props}
              label={label}
              text={text}
              onText={onText}
              hint={t("condition.list_hint")}
            />
          )}
        />
      );
    case "two":
      return <Range {...props} />;
    case "duration":
      return <Span {...props} label={label} />;
  }
}

interface LineProps extends Props {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly hint?: string;
}

function Line({ label, text, onText, hint, findings }: LineProps) {
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  return (
    <TemplateField
      label={label}
      isLabelHidden
      hint={hint ?? t("condition.right_hint")}
      findings={findings}
      isReadOnly={isReadOnly}
      value={text}
      onChange={onText}
    />
  );
}

function Range(props: Props) {
  const { number, value, isText, onChange } = props;
  const { t } = useTranslation("panel");
  const [from = "", to = ""] = isJsonArray(value) ? value : [];
  const end = (text: string): Json => parseLiteral(text, isText);
  return (
    <div className="grid grid-cols-2 gap-1.5">
      <Line
        {...props}
        label={t("condition.from", { number })}
        text={literalText(from)}
        onText={(text) => onChange([end(text), to])}
      />
      <Line
        {...props}
        label={t("condition.to", { number })}
        text={literalText(to)}
        onText={(text) => onChange([from, end(text)])}
      />
    </div>
  );
}

function Span({ label, value, findings, onChange }: Props & { readonly label: string }) {
  const { isReadOnly } = useForm();
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
