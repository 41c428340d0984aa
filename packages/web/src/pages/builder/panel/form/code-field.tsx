import type { CodeLanguage } from "../model/field-kind.ts";
import type { ControlProps } from "./form-context.tsx";
import { TemplateField } from "./template-field.tsx";

interface Props extends ControlProps {
  readonly language: CodeLanguage;
  /** Variables are written as paths: `trigger.body.amount`. */
  readonly takesPaths: boolean;
}

export function CodeField({ language, takesPaths, ...props }: Props) {
  const { value, onChange } = props;
  return (
    <TemplateField
      {...props}
      isMultiline
      language={language}
      variables={props.schema["ui"] === "formula" ? "formula" : takesPaths ? "paths" : "none"}
      value={typeof value === "string" ? value : ""}
      onChange={(text) => onChange(text === "" ? undefined : text)}
    />
  );
}
