import {
  Input,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps,
} from "react-aria-components";
import { classes } from "./classes.ts";
import { controlClass, FieldFoot, FieldLabel, type FieldText } from "./field.tsx";

interface Props extends Omit<TextFieldProps, "className" | "children">, FieldText {
  readonly placeholder?: string;
  /** More than one: a text area. */
  readonly rows?: number;
  readonly isCode?: boolean;
  readonly className?: string;
}

export function TextField(props: Props) {
  const {
    label,
    description,
    errorMessage,
    placeholder,
    rows = 1,
    isCode,
    className,
    ...rest
  } = props;
  const look = classes(controlClass, isCode === true && "font-mono text-small");
  return (
    <AriaTextField
      {...rest}
      // What others find is only said: the browser would hold the form back until it is taken away.
      {...(errorMessage !== undefined && { isInvalid: true, validationBehavior: "aria" })}
      className={classes("flex flex-col gap-1.5", className)}
    >
      <FieldLabel label={label} isRequired={rest.isRequired} />
      {rows > 1 ? (
        <TextArea
          rows={rows}
          placeholder={placeholder ?? ""}
          onInput={lookAgain}
          className={classes(look, "h-auto py-2 pointer-coarse:h-auto")}
        />
      ) : (
        <Input placeholder={placeholder ?? ""} onInput={lookAgain} className={look} />
      )}
      <FieldFoot description={description} errorMessage={errorMessage} />
    </AriaTextField>
  );
}

/**
 * What is said to be wrong is looked at again while it is mended: at the end of it, by a press on the
 * form's button, the message would go and the button move away from under the press.
 */
function lookAgain({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  if (currentTarget.ariaInvalid === "true") currentTarget.dispatchEvent(new Event("change"));
}
