import { RadioButton, RadioField, RadioGroup as AriaRadioGroup } from "react-aria-components";
import { classes } from "./classes.ts";
import { FieldFoot, FieldLabel, type FieldText } from "./field.tsx";
import type { SelectOption } from "./select.tsx";

interface Props<Value extends string> extends FieldText {
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

export function RadioGroup<Value extends string>(props: Props<Value>) {
  const { label, description, errorMessage, options, value, onChange, className } = props;
  return (
    <AriaRadioGroup
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
      isDisabled={props.isDisabled ?? false}
      isInvalid={errorMessage !== undefined}
      className={classes("flex flex-col gap-2", className)}
    >
      <FieldLabel label={label} />
      {options.map((option) => (
        <RadioField key={option.id} value={option.id}>
          <RadioButton className="group flex min-h-6 items-start gap-2.5 text-body">
            <span className="mt-0.5 inline-flex size-4.5 shrink-0 items-center justify-center rounded-full border border-control-line bg-surface group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent">
              <span className="choice-mark shows-choice size-1.5 rounded-full bg-transparent group-data-selected:bg-on-accent" />
            </span>
            <span className="flex flex-col">
              {option.label}
              {option.description !== undefined && (
                <span className="text-small text-ink-3">{option.description}</span>
              )}
            </span>
          </RadioButton>
        </RadioField>
      ))}
      <FieldFoot description={description} errorMessage={errorMessage} />
    </AriaRadioGroup>
  );
}
