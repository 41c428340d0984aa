import { isJsonObject } from "@stepwell/core";
import { useMemo } from "react";
import { NumberField } from "../../../../ui/number-field.tsx";
import { Switch } from "../../../../ui/switch.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { ConditionField } from "../condition/condition-field.tsx";
import { fieldKind } from "../model/field-kind.ts";
import { literalText } from "../model/literal.ts";
import {
  ChoiceField,
  ConnectionField,
  EventTypeField,
  TimeZoneField,
  WorkflowField,
} from "./choice-fields.tsx";
import { InsideVariables } from "../variables/variables-context.tsx";
import { CodeField } from "./code-field.tsx";
import { DurationField } from "./duration-field.tsx";
import { FieldBox } from "./field-box.tsx";
import { type ControlProps, type FieldProps, useForm } from "./form-context.tsx";
import { JsonField } from "./json-field.tsx";
import { ListField } from "./list-field.tsx";
import { NamedValuesField } from "./named-values-field.tsx";
import { ObjectFields } from "./object-fields.tsx";
import { TemplateField } from "./template-field.tsx";
import { TextsField } from "./texts-field.tsx";
import { TypedField } from "./typed-field.tsx";
import { ValueField } from "./value-field.tsx";
import { VariantsField } from "./variants-field.tsx";

const composite = new Set(["object", "variants", "list", "condition"]);

/** One field of a config, with the control that its schema asks for. */
export function SchemaField(props: FieldProps) {
  const { path, schema, value, isRequired = false } = props;
  const { set, isReadOnly } = useForm();
  const kind = useMemo(() => fieldKind(schema), [schema]);
  const field = (
    <FieldBox
      path={path}
      isAsked={isRequired && value === undefined}
      hasFields={composite.has(kind.kind)}
    >
      {({ error, findings }) => (
        <Control
          {...props}
          description={schema.description}
          error={error}
          findings={findings}
          isReadOnly={isReadOnly}
          onChange={(value) => set(path, value)}
        />
      )}
    </FieldBox>
  );
  return schema["inside"] === true ? <InsideVariables>{field}</InsideVariables> : field;
}

function Control(props: ControlProps) {
  const { schema } = props;
  const kind = useMemo(() => fieldKind(schema), [schema]);
  switch (kind.kind) {
    case "text":
      return <TextControl {...props} isLong={kind.isLong} />;
    case "plain":
    case "date_time":
      return <PlainControl {...props} isDateTime={kind.kind === "date_time"} />;
    case "typed":
      return <TypedField {...props} />;
    case "number":
      return <NumberControl {...props} min={kind.min} max={kind.max} />;
    case "boolean":
      return <BooleanControl {...props} />;
    case "choice":
      return <ChoiceField {...props} options={kind.options} />;
    case "fixed":
      return null;
    case "condition":
      return <ConditionField {...props} />;
    case "value":
      return <ValueField {...props} isJson={kind.isJson} />;
    case "sample":
      return <JsonField {...props} isSample />;
    case "duration":
      return <DurationField {...props} units={kind.units} takesVariables={kind.takesVariables} />;
    case "code":
      return <CodeField {...props} language={kind.language} takesPaths={kind.takesPaths} />;
    case "named_values":
      return <NamedValuesField {...props} valueSchema={kind.value} />;
    case "texts":
      return <TextsField {...props} item={kind.item} takesOne={kind.takesOne} />;
    case "list":
      return <ListField {...props} item={kind.item} />;
    case "object":
      return <ObjectControl {...props} />;
    case "variants":
      return <VariantsField {...props} variants={kind.variants} />;
    case "connection":
      return <ConnectionField {...props} />;
    case "workflow":
      return <WorkflowField {...props} />;
    case "event_type":
      return <EventTypeField {...props} />;
    case "time_zone":
      return <TimeZoneField {...props} />;
  }
}

function TextControl({ isLong, ...props }: ControlProps & { readonly isLong: boolean }) {
  const { value, onChange } = props;
  return (
    <TemplateField
      {...props}
      isMultiline={isLong}
      isTall={isLong}
      value={literalText(value)}
      onChange={(text) => onChange(text === "" ? undefined : text)}
    />
  );
}

const localTime = /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d)?$/;

function PlainControl({ isDateTime, ...props }: ControlProps & { readonly isDateTime: boolean }) {
  const { value, onChange, label, description, error, isReadOnly, isRequired = false } = props;
  const text = literalText(value);
  return (
    <TextField
      label={label}
      description={description}
      errorMessage={error}
      isReadOnly={isReadOnly}
      isRequired={isRequired}
      // With a time zone or seconds it is more than the browser's field can show.
      type={isDateTime && localTime.test(text) ? "datetime-local" : "text"}
      value={text}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
}

interface NumberProps extends ControlProps {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

function NumberControl({ min, max, ...props }: NumberProps) {
  const { value, onChange, schema, label, description, error, isRequired = false } = props;
  return (
    <NumberField
      label={label}
      description={description}
      errorMessage={error}
      isRequired={isRequired}
      isDisabled={props.isReadOnly}
      {...(min !== undefined && { minValue: min })}
      {...(max !== undefined && { maxValue: max })}
      placeholder={literalText(schema.default as never)}
      value={typeof value === "number" ? value : Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
    />
  );
}

function BooleanControl({ value, onChange, schema, label, description, isReadOnly }: ControlProps) {
  return (
    <Switch
      isSelected={value === undefined ? schema.default === true : value === true}
      isDisabled={isReadOnly}
      onChange={onChange}
      description={description}
    >
      {label}
    </Switch>
  );
}

function ObjectControl({ schema, value, path, label, error }: ControlProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-card border border-line p-3">
      <legend className="px-1 text-node font-medium">{label}</legend>
      <ObjectFields schema={schema} value={isJsonObject(value) ? value : {}} path={path} />
      {error !== undefined && <span className="text-small text-bad">{error}</span>}
    </fieldset>
  );
}
