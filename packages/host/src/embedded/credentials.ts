import {
  type ConnectionPort,
  fillSecrets,
  type JsonObject,
  type OpenConnection,
  type PerformDebt,
  secretsOf,
  StepError,
} from "@stepwell/core";
import type { Redaction } from "./redaction.ts";

/** Where the gate gets what the environment keeps secret. */
export interface Credentials {
  readonly connections: ConnectionPort;
  /** The value of a secret; undefined where there is none of the name. */
  secret(name: string): string | undefined;
}

export const noCredentials: Credentials = {
  connections: { open: async () => undefined },
  secret: () => undefined,
};

/** A connection for an action; its secrets are hidden from then on. @throws StepError */
export async function openConnection(
  { connections }: Credentials,
  name: string,
  redaction: Redaction,
): Promise<OpenConnection> {
  const connection = await connections.open(name).catch((error: unknown) => unusable(name, error));
  if (!connection)
    throw new StepError({
      code: "connection_not_found",
      message: `there is no connection “${name}” in this environment; an admin can make it (POST /connections)`,
    });
  for (const secret of secretsOf(connection)) redaction.add(secret);
  // As servers and proxies write it into their answers: as one text.
  if (connection.kind === "basic")
    redaction.add(`${connection.settings.username}:${connection.secrets.password}`);
  return connection;
}

function unusable(name: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new StepError({
    code: "connection_unusable",
    message: `the connection “${name}” cannot be opened: ${why}. An admin can store it again.`,
  });
}

/** The request with its secrets filled in, which are hidden from then on. @throws StepError */
export function filledRequest(
  { secret }: Credentials,
  { step, request }: PerformDebt,
  redaction: Redaction,
): JsonObject {
  if (step.config.secretNames.length === 0) return request;
  return fillSecrets(request, (name) => {
    const value = secret(name);
    if (value === undefined)
      throw new StepError({
        code: "secret_not_found",
        message: `there is no secret “${name}” in this environment; an admin can set it (PUT /secrets/${name})`,
      });
    redaction.add(value);
    return value;
  }) as JsonObject;
}
