import { applyEdits, type Definition, type EditOperation } from "@stepwell/core";
import { useEffect, useState } from "react";
import { call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { type Finding, useBuilderStore } from "../model/builder-store.ts";

/* Which values a move takes out of scope: what the server's checker finds after it and not before. */

const ofValues = new Set([
  "unknown_step",
  "unknown_scope",
  "unknown_variable",
  "unknown_item",
  "step_not_certain",
  "step_never_before",
  "step_disabled",
  "variable_not_certain",
  "variable_never_before",
]);

const restMs = 150;

/** Undefined while it is not known yet, or where the checker cannot be asked. */
export function useBrokenValues(
  edits: readonly EditOperation[] | undefined,
): readonly Finding[] | undefined {
  const store = useBuilderStore();
  const environment = useEnvironment();
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (!edits) return undefined;
    const stop = new AbortController();
    const { definition } = store.getState();
    const place = { environment, signal: stop.signal };
    const timer = setTimeout(() => {
      brokenByEdits(definition, edits, place).then(
        (findings) => setAnswer({ edits, findings }),
        () => undefined,
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [edits, store, environment]);
  return answer && answer.edits === edits ? answer.findings : undefined;
}

interface Answer {
  readonly edits: readonly EditOperation[];
  readonly findings: readonly Finding[];
}

interface CheckPlace {
  readonly environment: string | undefined;
  readonly signal?: AbortSignal;
}

async function brokenByEdits(
  definition: Definition,
  edits: readonly EditOperation[],
  place: CheckPlace,
): Promise<readonly Finding[]> {
  const result = applyEdits(definition, edits);
  return result.ok ? brokenBetween(definition, result.definition, place) : [];
}

/** The values that steps miss afterwards and did not before. */
export async function brokenBetween(
  before: Definition,
  after: Definition,
  place: CheckPlace,
): Promise<readonly Finding[]> {
  const [old, now] = await Promise.all([valuesIn(before, place), valuesIn(after, place)]);
  const known = new Set(old.map(nameOf));
  return now.filter((finding) => !known.has(nameOf(finding)));
}

async function valuesIn(
  definition: Definition,
  { environment, signal }: CheckPlace,
): Promise<readonly Finding[]> {
  const body = { definition: definition as never };
  const options = { environment, ...(signal && { signal }) };
  const { findings } = await call("checkDefinition", { body }, options);
  return findings.filter(({ code }) => ofValues.has(code));
}

/** A path names places, which a move changes. */
function nameOf({ stepId, code, message }: Finding): string {
  return `${stepId} ${code} ${message}`;
}
