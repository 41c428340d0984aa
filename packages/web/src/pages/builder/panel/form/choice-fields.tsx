import { useTranslation } from "react-i18next";
import { ComboBox } from "../../../../ui/combo-box.tsx";
import { Select } from "../../../../ui/select.tsx";
import { usePath } from "../../../../api/environment.ts";
import { TextLink } from "../../../../ui/text-link.tsx";
import { literalText } from "../model/literal.ts";
import { choiceTitle } from "../model/variant.ts";
import { useConnections, useEventTypes, useTimeZones, useWorkflows } from "./choices.ts";
import { type ControlProps, useForm } from "./form-context.tsx";

const none = "$none";

/** One of a few words. */
export function ChoiceField(props: ControlProps & { readonly options: readonly string[] }) {
  const { t } = useTranslation("panel");
  const { schema, value, onChange, options, isRequired } = props;
  const isOpen = schema.default === undefined && isRequired !== true;
  const chosen = value ?? schema.default;
  return (
    <Select
      {...textsOf(props)}
      isDisabled={props.isReadOnly}
      options={[
        ...(isOpen ? [{ id: none, label: t("not_set") }] : []),
        ...options.map((id) => ({ id, label: choiceTitle(schema, id) })),
      ]}
      value={typeof chosen === "string" ? chosen : isOpen ? none : null}
      onChange={(id) => onChange(id === none ? undefined : id)}
    />
  );
}

function textsOf({ label, description, error, isRequired, isLabelHidden }: ControlProps) {
  return {
    label,
    description,
    errorMessage: error,
    isRequired: isRequired ?? false,
    isLabelHidden: isLabelHidden ?? false,
  };
}

export function ConnectionField(props: ControlProps) {
  const { t } = useTranslation("panel");
  const at = usePath();
  const { connectionKinds } = useForm();
  const { value, onChange, isRequired } = props;
  const options = useConnections(connectionKinds);
  const chosen = typeof value === "string" ? value : undefined;
  const isGone = chosen !== undefined && !options.some(({ id }) => id === chosen);
  return (
    <div className="flex flex-col gap-1">
      <Select
        {...textsOf(props)}
        isDisabled={props.isReadOnly}
        placeholder={t("connection.choose")}
        options={[
          ...(isRequired === true ? [] : [{ id: none, label: t("connection.none") }]),
          ...options,
          ...(isGone ? [{ id: chosen, label: chosen, description: t("connection.gone") }] : []),
        ]}
        value={chosen ?? (isRequired === true ? null : none)}
        onChange={(id) => onChange(id === none ? undefined : id)}
      />
      <TextLink href={at("/connections")} className="self-start text-small">
        {t("connection.manage")}
      </TextLink>
    </div>
  );
}

export function WorkflowField(props: ControlProps) {
  const { value, onChange } = props;
  const options = useWorkflows();
  const chosen = literalText(value);
  // A workflow may be named as well.
  const known = options.find(({ id, label }) => id === chosen || label === chosen);
  return (
    <Select
      {...textsOf(props)}
      isDisabled={props.isReadOnly}
      options={known || chosen === "" ? options : [...options, { id: chosen, label: chosen }]}
      value={known?.id ?? (chosen === "" ? null : chosen)}
      onChange={onChange}
    />
  );
}

export function EventTypeField(props: ControlProps) {
  return <TextChoice {...props} options={useEventTypes()} />;
}

export function TimeZoneField(props: ControlProps) {
  return <TextChoice {...props} options={useTimeZones()} />;
}

interface TextChoiceProps extends ControlProps {
  readonly options: ReturnType<typeof useEventTypes>;
}

function TextChoice({ options, ...props }: TextChoiceProps) {
  const { value, onChange, label, description, error, isRequired = false } = props;
  return (
    <ComboBox
      label={label}
      description={description}
      errorMessage={error}
      isRequired={isRequired}
      options={options}
      value={literalText(value)}
      onChange={(text) => onChange(text === "" ? undefined : text)}
    />
  );
}
