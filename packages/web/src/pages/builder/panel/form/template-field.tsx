import { Braces } from "lucide-react";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Editor } from "../../../../editor/editor.tsx";
import type { PressedPill } from "../../../../editor/pill.ts";
import { afterClosing } from "../../../../ui/after-closing.ts";
import { IconButton } from "../../../../ui/button.tsx";
import { FieldFrame } from "../../../../ui/field-frame.tsx";
import type { Finding } from "../../model/builder-store.ts";
import { usePillReader } from "../variables/use-pill-reader.ts";
import { PillActions } from "../variables/pill-actions.tsx";
import { VariablePicker } from "../variables/variable-picker.tsx";
import { textOfVariable, type VariableStyle } from "../variables/variable-row.ts";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly findings?: readonly Finding[];
  readonly isReadOnly?: boolean;
  readonly isRequired?: boolean | undefined;
  readonly isLabelHidden?: boolean | undefined;
  readonly isMultiline?: boolean;
  readonly isTall?: boolean;
  readonly language?: "plain" | "json" | "javascript";
  readonly hint?: string | undefined;
  /** Formulas write a path as it is; undefined: the field takes no variables. */
  readonly variables?: VariableStyle | "none";
  readonly actions?: ReactNode;
}

const none: readonly Finding[] = [];

/** Text with variables: as pills in templates, as they are in formulas. */
export function TemplateField(props: Props) {
  const { value, onChange, findings = none, variables = "templates", isReadOnly = false } = props;
  const { t } = useTranslation("panel");
  const readPill = usePillReader(findings);
  const box = useRef<HTMLDivElement>(null);
  const request = useRequest();
  const { setAsked } = request;
  const hasPicker = variables !== "none" && !isReadOnly;
  return (
    <FieldFrame
      label={props.label}
      description={props.description}
      errorMessage={props.error}
      isRequired={props.isRequired}
      isLabelHidden={props.isLabelHidden}
      actions={props.actions}
    >
      {(names) => (
        <div ref={box} className="flex items-start gap-1">
          <Editor
            {...names}
            value={value}
            onChange={onChange}
            isInvalid={props.error !== undefined}
            isReadOnly={isReadOnly}
            isMultiline={props.isMultiline ?? false}
            isTall={props.isTall ?? props.language !== undefined}
            {...(props.language && { language: props.language })}
            hint={props.hint}
            readPill={variables === "templates" ? readPill : undefined}
            askForVariable={hasPicker ? setAsked : undefined}
            onPill={request.setPill}
            onReady={(ready) => {
              request.insert.current = ready;
            }}
          />
          {hasPicker && (
            <IconButton
              label={t("variables.insert", { label: props.label })}
              className="mt-0.5"
              onPress={() => setAsked("")}
            >
              <Braces aria-hidden size={16} />
            </IconButton>
          )}
          <Asked box={box} variables={variables} isReadOnly={isReadOnly} request={request} />
        </div>
      )}
    </FieldFrame>
  );
}

/** Somebody asks for a variable, and what is chosen is written where the cursor was. */
function useRequest() {
  const insert = useRef<(text: string) => void>(undefined);
  /** What was typed to ask; undefined while nobody asks. */
  const [asked, setAsked] = useState<string>();
  const [pill, setPill] = useState<PressedPill>();
  const close = (text: string): void => {
    setAsked(undefined);
    if (text !== "") afterClosing(() => insert.current?.(text));
  };
  return { insert, asked, setAsked, close, pill, setPill };
}

interface AskedProps {
  readonly box: RefObject<Element | null>;
  readonly variables: VariableStyle | "none";
  readonly isReadOnly: boolean;
  readonly request: ReturnType<typeof useRequest>;
}

/** The picker of variables, and the menu of a pill. */
function Asked({ box, variables, isReadOnly, request }: AskedProps) {
  const { asked, setAsked, close, pill, setPill } = request;
  if (variables === "none") return null;
  return (
    <>
      {asked !== undefined && (
        <VariablePicker
          anchor={box}
          style={variables}
          onChoose={(variable, form) => close(textOfVariable(variable, variables, form))}
          onClose={() => close(asked)}
        />
      )}
      <PillActions
        pill={pill}
        isReadOnly={isReadOnly}
        onClose={() => setPill(undefined)}
        onAsk={() => setAsked("")}
        onWrite={close}
      />
    </>
  );
}
