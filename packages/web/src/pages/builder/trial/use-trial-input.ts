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
  const { kept, run } = useSamples();
  const [chosen, setSource] = useState<TrialSource>();
  const trigger = kept.get(triggerId);
  const usual: TrialSource = { kind: run ? "run" : trigger ? "kept" : "sample" };
  const isGone = (chosen?.kind === "run" && !run) || (chosen?.kind === "kept" && !trigger);
  const source = chosen === undefined || isGone ? usual : chosen;
  return { source, setSource, given: givenBy(source, { trigger, eventId: run?.eventId }) };
}

interface Known {
  readonly trigger: { readonly value: unknown } | undefined;
  readonly eventId: string | undefined;
}

/** Undefined where it is not complete. */
function givenBy(source: TrialSource, { trigger, eventId }: Known): Given | undefined {
  switch (source.kind) {
    case "sample":
      return {};
    case "kept":
      return { sample: trigger?.value as never };
    case "run":
      return eventId === undefined ? undefined : { event: eventId };
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
