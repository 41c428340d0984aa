import type { Definition } from "@stepwell/core";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { messageOf, Refusal } from "../../../api/refusal.ts";
import { Editor } from "../../../editor/editor.tsx";
import { announce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { readDefinition, type ShapeError } from "./read-definition.ts";

/** The workflow as text. It is taken over as a whole, when its shape is right. */
export function JsonView() {
  const { t } = useTranslation("builder");
  const label = useId();
  const definition = useBuilder((state) => state.definition);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const { written, isStale, write } = useWritten();
  const { errors, isBusy, apply, forget } = useApply();
  const discard = (): void => {
    write(undefined);
    forget();
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    if (pressed.key !== "Enter" || !(pressed.ctrlKey || pressed.metaKey)) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    if (isStale) announce(t("json.stale"));
    else if (written) void apply(written.from);
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
        {written && !isStale && (
          <>
            <Button onPress={discard}>{t("json.discard")}</Button>
            <Button kind="primary" isPending={isBusy} onPress={() => void apply(written.from)}>
              {t("json.apply")}
            </Button>
          </>
        )}
      </header>
      {isStale && (
        <Stale isBusy={isBusy} onTake={discard} onReplace={() => void apply(definition)} />
      )}
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
          value={written?.text ?? textOf(definition)}
          onChange={write}
        />
      </div>
    </section>
  );
}

function textOf(definition: Definition): string {
  return JSON.stringify(definition, null, 2);
}

/** What is written is undefined while it is the workflow as it stands. */
function useWritten() {
  const store = useBuilderStore();
  const definition = useBuilder((state) => state.definition);
  const written = useBuilder((state) => state.written);
  return {
    written,
    /** The workflow has been changed elsewhere since: applying would undo that. */
    isStale: written !== undefined && written.from !== definition,
    write(text: string | undefined): void {
      const from = store.getState().written?.from ?? definition;
      const isSame = text === undefined || (from === definition && text === textOf(from));
      store.getState().setWritten(isSame ? undefined : { text, from });
    },
  };
}

interface StaleProps {
  readonly isBusy: boolean;
  readonly onTake: () => void;
  readonly onReplace: () => void;
}

function Stale({ isBusy, onTake, onReplace }: StaleProps) {
  const { t } = useTranslation("builder");
  return (
    <Notice
      look="warning"
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onPress={onTake}>
            {t("json.take_newest")}
          </Button>
          <Button size="small" isPending={isBusy} onPress={onReplace}>
            {t("json.replace")}
          </Button>
        </span>
      }
    >
      {t("json.stale")}
    </Notice>
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

function useApply() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const environment = useEnvironment();
  const [errors, setErrors] = useState<readonly ShapeError[]>([]);
  const [isBusy, setBusy] = useState(false);
  /** `over` is the definition that the person knows to be replaced. */
  const apply = async (over: Definition): Promise<void> => {
    const { text } = store.getState().written ?? {};
    if (text === undefined) return;
    const read = readDefinition(text);
    if (!read.ok) return setErrors([read.error]);
    setBusy(true);
    const refused = await shapeErrors(read.definition, environment);
    setBusy(false);
    setErrors(refused);
    const { definition, selected, replace, written, select, setWritten } = store.getState();
    // Where it was changed or thrown away meanwhile, the person is asked again.
    if (refused.length > 0 || definition !== over || !written) return;
    const label = t("json.done");
    if (replace(read.definition, label) !== undefined) return;
    select(selected, false);
    // What was written meanwhile stays.
    setWritten(written.text === text ? undefined : { ...written, from: read.definition });
    announce(label);
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
