import { useState } from "react";
import { triggerId } from "../../../canvas/layout.ts";
import { useSamples } from "../samples/samples-context.tsx";
import type { TrialSource } from "./source-choice.tsx";

/** What `testWorkflow` is told to begin with. */
interface Given {
  readonly event?: string;
  readonly sample?: never;
}

/** What a test begins with: the run in use, else what is kept, else the trigger's own sample. */
export function useTrialInput() {
  const { kept, run, wanted } = useSamples();
  const [chosen, setSource] = useState<TrialSource>();
  const trigger = kept.get(triggerId);
  const usual: TrialSource = { kind: run ? "run" : trigger ? "kept" : "sample" };
  const source = chosen && isThere(chosen, { trigger, run }) ? chosen : usual;
  // A run that is wanted and not here yet is waited for.
  if (!chosen && wanted?.kind === "loading") return { source, setSource, given: undefined };
  return { source, setSource, given: givenBy(source, { trigger, run }) };
}

interface Known {
  readonly trigger: { readonly value: unknown } | undefined;
  readonly run: { readonly eventId: string } | undefined;
}

function isThere({ kind }: TrialSource, { trigger, run }: Known): boolean {
  return (kind !== "run" || run !== undefined) && (kind !== "kept" || trigger !== undefined);
}

/** Undefined where it is not complete. */
function givenBy(source: TrialSource, { trigger, run }: Known): Given | undefined {
  switch (source.kind) {
    case "sample":
      return {};
    case "kept":
      return { sample: trigger?.value as never };
    case "run":
      return run && { event: run.eventId };
    case "event":
      return source.id === "" ? undefined : { event: source.id };
    case "data":
      return ownData(source.text);
  }
}

function ownData(text: string): Given | undefined {
  try {
    return { sample: JSON.parse(text) as never };
  } catch {
    return undefined;
  }
}
