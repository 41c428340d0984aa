import { type AnswerOf, checkDefinition, type Client, listSecrets } from "@stepwell/api";
import { type Definition, isJsonArray, isJsonObject, type Json } from "@stepwell/core";

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

/** What the environment's checker says, and the secrets of the trigger that it does not have. */
export async function findingsOf(
  call: Client,
  { definition }: Candidate,
): Promise<readonly CheckFinding[]> {
  const { findings } = await call(checkDefinition, { body: bodyWith(definition) });
  return [...findings, ...(await missingTriggerSecrets(call, definition))];
}

/** The checker looks for secrets of steps only: a trigger reads its own when a delivery arrives. */
async function missingTriggerSecrets(
  call: Client,
  { trigger }: Definition,
): Promise<readonly CheckFinding[]> {
  const used = secretsIn(trigger.config, ["trigger", "config"]);
  if (used.length === 0) return [];
  const { items } = await call(listSecrets);
  const known = new Set(items.map(({ name }) => name));
  return used
    .filter(({ name }) => !known.has(name))
    .map(({ name, path }) => ({
      severity: "error",
      code: "unknown_secret",
      stepId: null,
      path: path.join("."),
      message: `there is no secret “${name}” in this environment`,
    }));
}

interface SecretUse {
  readonly name: string;
  readonly path: readonly string[];
}

const secretPlace = /\{\{\s*secrets\.([A-Za-z_][\w-]*)/g;

function secretsIn(value: Json, path: readonly string[]): readonly SecretUse[] {
  if (typeof value === "string")
    return [...value.matchAll(secretPlace)].map(([, name = ""]) => ({ name, path }));
  if (isJsonArray(value))
    return value.flatMap((item, index) => secretsIn(item, [...path, String(index)]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, [...path, key]));
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
