import { findStep, type Json, type JsonObject, isJsonObject } from "@stepwell/core";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../../api/catalog.ts";
import type { Answer } from "../../../../api/call.ts";
import { useWrite } from "../../../../api/queries.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { Button } from "../../../../ui/button.tsx";
import { CheckBox } from "../../../../ui/check-box.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import { useSavedFirst } from "../../model/draft-context.ts";
import { KeptSample } from "../../samples/kept-sample.tsx";
import { TemplateField } from "../form/template-field.tsx";
import { useVariables, VariablesProvider } from "../variables/variables-context.tsx";
import { testInput } from "./test-input.ts";
import { TestResult } from "./test-result.tsx";

/** What was written or answered stays while the builder is open. */
const inputs = new Map<string, string>();
const results = new Map<string, Answer<"testStep">>();

export function StepTest({ id }: { readonly id: string }) {
  return (
    <VariablesProvider at={id}>
      <TestForm id={id} />
    </VariablesProvider>
  );
}

function TestForm({ id }: { readonly id: string }) {
  const { t } = useTranslation("panel");
  const savedFirst = useSavedFirst();
  const workflowId = useBuilder((state) => state.workflowId);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const key = `${workflowId} ${id}`;
  const [allow, setAllow] = useState(false);
  const run = useRef<HTMLButtonElement>(null);
  const input = useInput(id, key);
  const hasEffect = useHasEffect(id);
  const test = useWrite("testStep", {
    isErrorShown: true,
    onDone: (answer) => results.set(key, answer),
  });
  const { variables } = input;
  // It acts on the outside: who asks again while the draft is still being saved asks for the same.
  const [isAsked, setAsked] = useState(false);
  const start = async (): Promise<void> => {
    if (!variables || isAsked) return;
    setAsked(true);
    const isSaved = await savedFirst().finally(() => setAsked(false));
    if (!isSaved) return;
    const body = { variables, allow: hasEffect && allow };
    test.mutate({ params: { id: workflowId, stepId: id }, body });
  };
  const result = test.data ?? results.get(key);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-small text-ink-3">{t("test.about")}</p>
      <TemplateField
        label={t("test.input")}
        description={t("test.input_hint")}
        error={variables ? undefined : t("value.not_json")}
        isMultiline
        language="json"
        variables="none"
        value={input.text}
        onChange={input.setText}
      />
      {hasEffect && (
        <CheckBox isSelected={allow} onChange={setAllow} description={t("test.really_hint")}>
          {t("test.really")}
        </CheckBox>
      )}
      <Button
        ref={run}
        data-step-test
        kind="primary"
        isPending={isAsked || test.isPending}
        isDisabled={isReadOnly || !variables}
        onPress={() => void start()}
        className="self-start"
      >
        <span title={t("test.run_hint")}>{t("test.run")}</span>
      </Button>
      {test.isError && <Notice look="error">{messageOf(test.error)}</Notice>}
      {result && !test.isError && <TestResult id={id} result={result} />}
      <KeptSample place={id} onForgotten={() => run.current?.focus()} />
    </div>
  );
}

function useInput(id: string, key: string) {
  const { items } = useVariables();
  const step = useBuilder(({ definition }) => findStep(definition, id)?.step);
  const [text, setText] = useState(() => inputs.get(key));
  const sampled = useMemo(() => {
    const read = JSON.stringify([step?.config, step?.branches?.map(({ when }) => when)]);
    return JSON.stringify(testInput(items, read), null, 2);
  }, [items, step]);
  const shown = text ?? sampled;
  return {
    text: shown,
    setText(next: string): void {
      inputs.set(key, next);
      setText(next);
    },
    /** Undefined where the text is no object of JSON. */
    variables: objectIn(shown) as { readonly [root: string]: never } | undefined,
  };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Does the step act on the outside? */
function useHasEffect(id: string): boolean {
  const { steps } = useCatalog();
  const type = useBuilder(({ definition }) => findStep(definition, id)?.step.type);
  const entry = steps.get(type ?? "");
  return entry?.kind === "action" && entry.group === "connect";
}
