import type { Definition } from "@stepwell/core";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { messageOf, Refusal } from "../../../api/refusal.ts";
import { Editor } from "../../../editor/editor.tsx";
import { announce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { readDefinition, type ShapeError } from "./read-definition.ts";

/** The workflow as text. It is taken over as a whole, when its shape is right. */
export function JsonView() {
  const { t } = useTranslation("builder");
  const label = useId();
  const definition = useBuilder((state) => state.definition);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  /** What is written; undefined while it is the workflow as it stands. */
  const [written, setWritten] = useState<string>();
  const text = written ?? JSON.stringify(definition, null, 2);
  const { errors, isBusy, apply, forget } = useApply(() => setWritten(undefined));
  const onKeyDown = (pressed: KeyboardEvent): void => {
    if (pressed.key !== "Enter" || !(pressed.ctrlKey || pressed.metaKey)) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    if (written !== undefined) void apply(written);
  };
  return (
    <section
      aria-labelledby={label}
      onKeyDownCapture={onKeyDown}
      className="flex h-full flex-col gap-3 p-4"
    >
      <header className="flex min-h-9 flex-wrap items-center gap-2">
        <h2 id={label} className="flex-1 text-panel font-semibold">
          {t("json.title")}
        </h2>
        {isReadOnly && <span className="text-small text-ink-3">{t("save.read_only")}</span>}
        {written !== undefined && (
          <>
            <Button
              onPress={() => {
                setWritten(undefined);
                forget();
              }}
            >
              {t("json.discard")}
            </Button>
            <Button kind="primary" isPending={isBusy} onPress={() => void apply(written)}>
              {t("json.apply")}
            </Button>
          </>
        )}
      </header>
      <Errors errors={errors} />
      <div className="flex min-h-0 flex-1 [&_.cm-editor]:h-full [&_.cm-scroller]:max-h-none! [&_textarea]:h-full">
        <Editor
          isTall
          isFull
          isMultiline
          language="json"
          labelledBy={label}
          isReadOnly={isReadOnly}
          isInvalid={errors.length > 0}
          value={text}
          onChange={setWritten}
        />
      </div>
    </section>
  );
}

function Errors({ errors }: { readonly errors: readonly ShapeError[] }) {
  const { t } = useTranslation("builder");
  if (errors.length === 0) return null;
  return (
    <div role="alert" className="max-h-48 overflow-auto rounded-card bg-bad-bg p-3 text-bad">
      <h3 className="text-node font-semibold">{t("json.refused")}</h3>
      <ul className="text-small">
        {errors.map(({ place, message }) => (
          <li key={`${place} ${message}`}>
            {place !== "" && <code className="pe-2">{place}</code>}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function useApply(onDone: () => void) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const environment = useEnvironment();
  const [errors, setErrors] = useState<readonly ShapeError[]>([]);
  const [isBusy, setBusy] = useState(false);
  const apply = async (text: string): Promise<void> => {
    const read = readDefinition(text);
    if (!read.ok) return setErrors([read.error]);
    setBusy(true);
    const refused = await shapeErrors(read.definition, environment);
    setBusy(false);
    setErrors(refused);
    if (refused.length > 0) return;
    const label = t("json.done");
    const { selected, replace } = store.getState();
    replace(read.definition, label);
    store.getState().select(selected, false);
    announce(label);
    onDone();
  };
  return { errors, isBusy, apply, forget: () => setErrors([]) };
}

/** What the server has against its shape; what is wrong with its contents is shown as problems. */
async function shapeErrors(
  definition: Definition,
  environment: string | undefined,
): Promise<readonly ShapeError[]> {
  try {
    await call("checkDefinition", { body: { definition: definition as never } }, { environment });
    return [];
  } catch (error) {
    const places = error instanceof Refusal ? (error.problem.errors ?? []) : [];
    if (places.length === 0) return [{ place: "", message: messageOf(error) }];
    return places.map(({ path, message }) => ({
      place: path.replace(/^definition\.?/, ""),
      message,
    }));
  }
}
