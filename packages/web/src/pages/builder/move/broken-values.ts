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
    const find = (one: Definition) => valuesIn(one, environment, stop.signal);
    const timer = setTimeout(() => {
      broken(definition, edits, find).then(
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

async function broken(
  definition: Definition,
  edits: readonly EditOperation[],
  find: (one: Definition) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const result = applyEdits(definition, edits);
  if (!result.ok) return [];
  const [before, after] = await Promise.all([find(definition), find(result.definition)]);
  const known = new Set(before.map(nameOf));
  return after.filter((finding) => !known.has(nameOf(finding)));
}

async function valuesIn(
  definition: Definition,
  environment: string | undefined,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const body = { definition: definition as never };
  const { findings } = await call("checkDefinition", { body }, { environment, signal });
  return findings.filter(({ code }) => ofValues.has(code));
}

/** A path names places, which a move changes. */
function nameOf({ stepId, code, message }: Finding): string {
  return `${stepId} ${code} ${message}`;
}
