import { ChevronDown } from "lucide-react";
import { Button, ComboBox as AriaComboBox, Input, ListBox } from "react-aria-components";
import { classes } from "./classes.ts";
import { controlClass, FieldFoot, FieldLabel, type FieldText } from "./field.tsx";
import { Popover } from "./popover.tsx";
import { Option } from "./option.tsx";
import { type SelectOption } from "./select.tsx";

interface Props extends FieldText {
  readonly options: readonly SelectOption<string>[];
  readonly value: string;
  /** A chosen option, or what was typed where that is allowed. */
  readonly onChange: (value: string) => void;
  readonly allowsCustomValue?: boolean;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  /** Where the neighbourhood says what it is; the label is still read out. */
  readonly isLabelHidden?: boolean;
  readonly className?: string;
}

/** Text with suggestions. */
export function ComboBox(props: Props) {
  const { label, description, errorMessage, options, value, onChange, className } = props;
  return (
    <AriaComboBox
      allowsCustomValue={props.allowsCustomValue ?? true}
      inputValue={value}
      onInputChange={onChange}
      defaultItems={options}
      menuTrigger="focus"
      isInvalid={errorMessage !== undefined}
      isRequired={props.isRequired ?? false}
      {...(props.isLabelHidden === true && { "aria-label": label })}
      className={classes("flex flex-col gap-1.5", className)}
    >
      {props.isLabelHidden !== true && <FieldLabel label={label} isRequired={props.isRequired} />}
      <span className="relative">
        <Input placeholder={props.placeholder ?? ""} className={classes(controlClass, "pe-9")} />
        <Button className="absolute end-1.5 top-1/2 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-small text-ink-3 data-hovered:bg-sunken">
          <ChevronDown aria-hidden size={16} />
        </Button>
      </span>
      <FieldFoot description={description} errorMessage={errorMessage} />
      <Popover className="w-(--trigger-width)">
        <ListBox<SelectOption<string>> className="max-h-72 overflow-auto p-1 outline-none">
          {({ id, label: text, description: more }) => (
            <Option id={id} textValue={id} description={more}>
              {text}
            </Option>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
