import { type AnswerOf, checkDefinition, type Client } from "@stepwell/api";
import type { Definition, Json } from "@stepwell/core";

/** A definition that is to go to an environment, and where a person finds it. */
export interface Candidate {
  /** The file, or the workflow that it comes from. */
  readonly place: string;
  readonly definition: Definition;
  /** Undefined where there are no lines. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

export type CheckFinding = AnswerOf<typeof checkDefinition>["findings"][number];

/** The body of every operation that takes a definition. */
export function bodyWith(definition: Definition): { definition: Record<string, Json> } {
  return { definition: definition as unknown as Record<string, Json> };
}

/** What the environment's checker says. */
export async function findingsOf(
  call: Client,
  { definition }: Candidate,
): Promise<readonly CheckFinding[]> {
  const { findings } = await call(checkDefinition, { body: bodyWith(definition) });
  return findings;
}

/** `orders.flow.yaml:12: error: step tell: …` */
export function describeFinding({ place, lineOf }: Candidate, finding: CheckFinding): string {
  const { severity, stepId, path, message, hint } = finding;
  const line = lineOf(path.split("."));
  const where = stepId === null ? path : `step ${stepId}`;
  return [
    line === undefined ? place : `${place}:${line}`,
    severity,
    ...(where === "" ? [] : [where]),
    hint === undefined ? message : `${message}. ${hint}`,
  ].join(": ");
}
