import {
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps,
} from "react-aria-components";
import { classes } from "./classes.ts";
import { controlClass, FieldFoot, FieldLabel, type FieldText } from "./field.tsx";

interface Props extends Omit<NumberFieldProps, "className" | "children">, FieldText {
  readonly className?: string;
  readonly placeholder?: string;
}

export function NumberField(props: Props) {
  const { label, description, errorMessage, className, placeholder, ...rest } = props;
  return (
    <AriaNumberField
      {...rest}
      {...(errorMessage !== undefined && { isInvalid: true, validationBehavior: "aria" })}
      className={classes("flex flex-col gap-1.5", className)}
    >
      <FieldLabel label={label} isRequired={rest.isRequired} />
      <Input placeholder={placeholder ?? ""} className={classes(controlClass, "tabular-nums")} />
      <FieldFoot description={description} errorMessage={errorMessage} />
    </AriaNumberField>
  );
}
