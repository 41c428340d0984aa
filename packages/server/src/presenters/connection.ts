import type { AnswerOf, getConnection } from "@stepwell/api";
import type { ConnectionRow } from "@stepwell/store";
import { isoTime } from "./time.ts";

/** A connection as people may see it: of its secrets only that they are there. */
export function presentConnection(row: ConnectionRow): AnswerOf<typeof getConnection> {
  const { name, kind, hosts, settings, secretNames, createdAt, updatedAt } = row;
  return {
    name,
    kind,
    hosts: [...hosts],
    settings: { ...settings },
    secrets: Object.fromEntries(secretNames.map((field) => [field, { isSet: true as const }])),
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}
