import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { IconButton } from "../../../../ui/button.tsx";
import { FieldFrame } from "../../../../ui/field-frame.tsx";
import { NumberField } from "../../../../ui/number-field.tsx";
import { literalText, parseNumber } from "../model/literal.ts";
import { readPath, sampleText } from "../variables/variable-row.ts";
import { useVariables } from "../variables/variables-context.tsx";
import type { ControlProps } from "./form-context.tsx";
import { TemplateField } from "./template-field.tsx";

/** A number in its own control, or an expression: `ƒx` goes from one to the other. */
export function TypedField(props: ControlProps) {
  const { value, onChange, schema, isReadOnly } = props;
  const [wantsExpression, setWants] = useState(() => takesMore(schema));
  const isNumber = value === undefined || typeof value === "number";
  const isExpression = !isNumber || wantsExpression;
  const change = (): void => {
    setWants(!isExpression);
    if (!isNumber) onChange(undefined);
  };
  const actions = !isReadOnly && (
    <ExpressionSwitch label={props.label} isOn={isExpression} onChange={change} />
  );
  const field = isExpression ? (
    <ExpressionControl {...props} actions={actions} />
  ) : (
    <NumberControl {...props} actions={actions} />
  );
  if (props.isLabelHidden !== true) return field;
  return (
    <div className="flex items-start gap-1">
      <div className="min-w-0 flex-1">{field}</div>
      {actions}
    </div>
  );
}

type WithActions = ControlProps & { readonly actions: ReactNode };

function ExpressionControl(props: WithActions) {
  const { value, onChange, schema } = props;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <TemplateField
        {...props}
        hint={literalText(schema.default as never)}
        value={literalText(value)}
        onChange={(text) => onChange(text === "" ? undefined : (parseNumber(text) ?? text))}
      />
      <ValueNow text={literalText(value)} />
    </div>
  );
}

/** A list is hardly ever written out; it is a variable. */
function takesMore({ anyOf = [] }: JsonSchema): boolean {
  return anyOf.some(({ type }) => type === "array" || type === undefined);
}

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: () => void;
}

function ExpressionSwitch({ label, isOn, onChange }: SwitchProps) {
  const { t } = useTranslation("panel");
  return (
    <IconButton
      label={t("value.expression", { label })}
      aria-pressed={isOn}
      onPress={onChange}
      className={isOn ? "bg-accent-bg text-accent-ink!" : ""}
    >
      <span aria-hidden className="font-mono text-small font-semibold">
        ƒx
      </span>
    </IconButton>
  );
}

function NumberControl(props: WithActions) {
  const { value, onChange, schema } = props;
  return (
    <FieldFrame
      label={props.label}
      description={props.description}
      errorMessage={props.error}
      isRequired={props.isRequired}
      isLabelHidden={props.isLabelHidden}
      actions={props.actions}
    >
      {({ labelledBy, describedBy }) => (
        <NumberField
          label=""
          aria-labelledby={labelledBy}
          {...(describedBy !== undefined && { "aria-describedby": describedBy })}
          isReadOnly={props.isReadOnly}
          isInvalid={props.error !== undefined}
          placeholder={literalText(schema.default as never)}
          value={typeof value === "number" ? value : Number.NaN}
          onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
        />
      )}
    </FieldFrame>
  );
}

const single = /^\s*\{\{([^{}]*)\}\}\s*$/;

/** What the variable had when its step or trigger was last seen. */
function ValueNow({ text }: { readonly text: string }) {
  const { t } = useTranslation("panel");
  const { byPath } = useVariables();
  const variable = byPath.get(readPath(single.exec(text)?.[1] ?? "").path);
  const sample = variable && sampleText(variable);
  if (sample === undefined) return null;
  return <span className="text-small text-ink-3">{t("value.now", { value: sample })}</span>;
}
