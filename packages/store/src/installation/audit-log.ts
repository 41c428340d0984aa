import type { SQLInputValue } from "node:sqlite";
import type { JsonObject } from "@stepwell/core";
import type { Connection, Row } from "../sqlite/connection.ts";
import { numberOf, textIn, textOf } from "../sqlite/cells.ts";

export interface AuditRow {
  /** Sorts by time. */
  readonly id: string;
  readonly at: number;
  readonly actor: {
    readonly kind: "user" | "key" | "system";
    readonly id: string;
    readonly name: string;
  };
  /** Undefined for what concerns the whole installation. */
  readonly environment: string | undefined;
  readonly operation: string;
  readonly outcome: "done" | "refused";
  readonly objectId: string | undefined;
  readonly summary: JsonObject;
  readonly address: string | undefined;
}

export interface AuditFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly actor?: string | undefined;
  readonly operation?: string | undefined;
  /** One of them; undefined for all, and what concerns the installation. */
  readonly environments?: readonly string[] | undefined;
  /** Those before this id. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Rows are only ever added, and go when they are old. */
export interface AuditLog {
  append(row: AuditRow): void;
  /** The newest first. */
  list(filter: AuditFilter): readonly AuditRow[];
  prune(before: number): void;
}

export function makeAuditLog(connection: Connection): AuditLog {
  return {
    append({ id, at, actor, environment, operation, outcome, objectId, summary, address }) {
      connection.run(
        `INSERT INTO audit_entry (id, at, actor_kind, actor_id, actor_name, environment, operation,
           outcome, object_id, summary, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        at,
        actor.kind,
        actor.id,
        actor.name,
        environment ?? null,
        operation,
        outcome,
        objectId ?? null,
        JSON.stringify(summary),
        address ?? null,
      );
    },
    list(filter) {
      const { sql, values } = filterOf(filter);
      const query = `SELECT * FROM audit_entry${sql} ORDER BY id DESC LIMIT ?`;
      return connection.all(query, ...values, filter.limit).map(decode);
    },
    prune(before) {
      connection.run("DELETE FROM audit_entry WHERE at < ?", before);
    },
  };
}

function filterOf({ from, to, actor, operation, environments, cursor }: AuditFilter) {
  const tests: readonly (readonly [string, SQLInputValue | undefined])[] = [
    ["at >= ?", from],
    ["at < ?", to],
    ["actor_id = ?", actor],
    ["operation = ?", operation],
    [
      "environment IN (SELECT value FROM json_each(?))",
      environments && JSON.stringify(environments),
    ],
    ["id < ?", cursor],
  ];
  const used = tests.flatMap(([test, value]) => (value === undefined ? [] : [{ test, value }]));
  const sql = used.map(({ test }) => test).join(" AND ");
  return { sql: sql === "" ? "" : ` WHERE ${sql}`, values: used.map(({ value }) => value) };
}

function decode(row: Row): AuditRow {
  return {
    id: textOf(row, "id"),
    at: numberOf(row, "at"),
    actor: {
      kind: textOf(row, "actor_kind") as AuditRow["actor"]["kind"],
      id: textOf(row, "actor_id"),
      name: textOf(row, "actor_name"),
    },
    environment: textIn(row, "environment"),
    operation: textOf(row, "operation"),
    outcome: textOf(row, "outcome") as AuditRow["outcome"],
    objectId: textIn(row, "object_id"),
    summary: JSON.parse(textOf(row, "summary")) as JsonObject,
    address: textIn(row, "address"),
  };
}
