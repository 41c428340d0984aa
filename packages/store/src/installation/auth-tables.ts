import type { SQLInputValue } from "node:sqlite";
import { assert } from "@stepwell/core";
import type { Connection, Row } from "../sqlite/connection.ts";

/*
 * The tables that the authentication library reads and writes, as it sees them: fields in camelCase,
 * values that SQLite has. What it may ask is little, so that no text of a request becomes SQL.
 */

const tables = ["user", "account", "session", "verification"] as const;
type AuthTable = (typeof tables)[number];

type AuthValue = string | number | null;
export type AuthRow = { readonly [field: string]: AuthValue };

export interface AuthCondition {
  readonly field: string;
  readonly operator: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in";
  readonly value: AuthValue | readonly AuthValue[];
}

export interface AuthQuery {
  readonly table: string;
  /** All of them must hold. */
  readonly where: readonly AuthCondition[];
  readonly rowsMax?: number;
  readonly offset?: number;
  readonly sortBy?: { readonly field: string; readonly direction: "asc" | "desc" };
}

export interface AuthTables {
  insert(table: string, row: AuthRow): void;
  select(query: AuthQuery): readonly AuthRow[];
  count(query: AuthQuery): number;
  /** How many it changed. */
  update(query: AuthQuery, changes: AuthRow): number;
  /** How many it deleted. */
  delete(query: AuthQuery): number;
}

const operators = { eq: "=", ne: "<>", gt: ">", gte: ">=", lt: "<", lte: "<=", in: "IN" } as const;

export function makeAuthTables(connection: Connection): AuthTables {
  return {
    insert(table, row) {
      const columns = Object.keys(row).map(columnOf);
      const marks = columns.map(() => "?").join(", ");
      const sql = `INSERT INTO ${known(table)} (${columns.join(", ")}) VALUES (${marks})`;
      connection.run(sql, ...Object.values(row));
    },
    select({ sortBy, rowsMax = -1, offset = 0, ...query }) {
      const { sql, values } = conditions(query);
      const order = sortBy === undefined ? "" : ` ORDER BY ${columnOf(sortBy.field)}`;
      const direction = sortBy?.direction === "desc" ? " DESC" : "";
      const limited = `${sql}${order}${direction} LIMIT ? OFFSET ?`;
      return connection.all(`SELECT * ${limited}`, ...values, rowsMax, offset).map(decode);
    },
    count(query) {
      const { sql, values } = conditions(query);
      return Number(connection.get(`SELECT count(*) AS n ${sql}`, ...values)?.["n"]);
    },
    update({ table, where }, changes) {
      const fields = Object.keys(changes);
      if (fields.length === 0) return 0;
      const set = fields.map((field) => `${columnOf(field)} = ?`).join(", ");
      const { filter, values } = filterOf(where);
      const sql = `UPDATE ${known(table)} SET ${set}${filter}`;
      return connection.run(sql, ...Object.values(changes), ...values);
    },
    delete(query) {
      const { sql, values } = conditions(query);
      return connection.run(`DELETE ${sql}`, ...values);
    },
  };
}

function conditions({ table, where }: Pick<AuthQuery, "table" | "where">) {
  const { filter, values } = filterOf(where);
  return { sql: `FROM ${known(table)}${filter}`, values };
}

function filterOf(where: readonly AuthCondition[]) {
  const tests = where.map(({ field, operator, value }) => {
    const column = columnOf(field);
    if (Array.isArray(value)) return `${column} IN (SELECT value FROM json_each(?))`;
    if (value === null) return `${column} IS ${operator === "ne" ? "NOT " : ""}NULL`;
    return `${column} ${operators[operator]} ?`;
  });
  const values: SQLInputValue[] = where.flatMap(({ value }) => {
    if (value === null) return [];
    return [Array.isArray(value) ? JSON.stringify(value) : (value as string | number)];
  });
  return { filter: tests.length === 0 ? "" : ` WHERE ${tests.join(" AND ")}`, values };
}

function known(table: string): AuthTable {
  const found = tables.find((name) => name === table);
  assert(found !== undefined, `${table} is a table of the authentication library`);
  return found;
}

/** `userId` as `user_id`. */
function columnOf(field: string): string {
  assert(/^[a-z][a-zA-Z]{0,40}$/.test(field), "a field has letters only");
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function fieldOf(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}

function decode(row: Row): AuthRow {
  const cells = Object.entries(row).map(([column, value]) => [fieldOf(column), value as AuthValue]);
  return Object.fromEntries(cells) as AuthRow;
}
