import { ChevronDown } from "lucide-react";
import { Button, ListBox, Select as AriaSelect, SelectValue } from "react-aria-components";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { controlClass, FieldFoot, FieldLabel, type FieldText } from "./field.tsx";
import { Option } from "./option.tsx";
import { Popover } from "./popover.tsx";

export interface SelectOption<Value extends string> {
  readonly id: Value;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
}

interface Props<Value extends string> extends FieldText {
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string;
  /** Where the neighbourhood says what it is; the label is still read out. */
  readonly isLabelHidden?: boolean;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

export function Select<Value extends string>(props: Props<Value>) {
  const { label, description, errorMessage, options, value, onChange, isLabelHidden, className } =
    props;
  return (
    <AriaSelect
      value={value}
      onChange={(key) => key !== null && onChange(key as Value)}
      placeholder={props.placeholder ?? "–"}
      isInvalid={errorMessage !== undefined}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      {...(isLabelHidden === true && { "aria-label": label })}
      // The button shows the focus.
      className={classes("flex min-w-0 flex-col gap-1.5 outline-none", className)}
    >
      {isLabelHidden !== true && <FieldLabel label={label} isRequired={props.isRequired} />}
      <Button className={classes(controlClass, "flex items-center gap-2 text-start")}>
        <SelectValue className="flex min-w-0 flex-1 items-center gap-2 truncate data-placeholder:text-ink-3 [&_.option-more]:hidden" />
        <ChevronDown aria-hidden size={16} className="shrink-0 text-ink-3" />
      </Button>
      <FieldFoot description={description} errorMessage={errorMessage} />
      <Popover className="min-w-(--trigger-width)">
        <ListBox items={options} className="max-h-80 overflow-auto p-1 outline-none">
          {({ id, label: text, description: more, icon }) => (
            <Option id={id} textValue={text} icon={icon} description={more}>
              {text}
            </Option>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
