import type { AuthCondition, AuthRow, AuthTables } from "@stepwell/store";
import { createAdapterFactory } from "better-auth/adapters";

/*
 * What better-auth asks of a database, on the installation's own connection: a connection of its own
 * would hold transactions open between two turns of the event loop, and whoever writes meanwhile
 * would wait for a lock that nobody can release.
 */

type Value = string | number | boolean | null | undefined | Date | readonly (string | number)[];
type Fields = { readonly [field: string]: Value };

interface Condition {
  readonly field: string;
  readonly operator: string | undefined;
  readonly connector: string | undefined;
  readonly value: Value;
}

export function makeAuthAdapter(tables: AuthTables) {
  const select = (table: string, where: readonly Condition[], rowsMax?: number) =>
    tables.select({ table, where: conditions(where), ...(rowsMax !== undefined && { rowsMax }) });
  return createAdapterFactory({
    config: {
      adapterId: "stepwell",
      supportsBooleans: false,
      supportsNumericIds: false,
      transaction: false,
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === "date" && typeof data === "number" ? new Date(data) : data,
    },
    adapter: () => ({
      async create({ model, data }) {
        tables.insert(model, cells(data));
        return data;
      },
      async findOne<T>({ model, where }: Ask) {
        return (select(model, where, 1)[0] ?? null) as T | null;
      },
      async findMany<T>({ model, where = [], limit, offset = 0, sortBy }: AskMany) {
        const query = { table: model, where: conditions(where), rowsMax: limit, offset };
        return tables.select({ ...query, ...(sortBy && { sortBy }) }) as T[];
      },
      count: async ({ model, where = [] }) =>
        tables.count({ table: model, where: conditions(where) }),
      async update<T>({ model, where, update }: Ask & { readonly update: T }) {
        tables.update({ table: model, where: conditions(where) }, cells(update as Fields));
        return (select(model, where, 1)[0] ?? null) as T | null;
      },
      updateMany: async ({ model, where, update }) =>
        tables.update({ table: model, where: conditions(where) }, cells(update)),
      async delete({ model, where }) {
        tables.delete({ table: model, where: conditions(where) });
      },
      deleteMany: async ({ model, where }) =>
        tables.delete({ table: model, where: conditions(where) }),
    }),
  });
}

interface Ask {
  readonly model: string;
  readonly where: readonly Condition[];
}

interface AskMany {
  readonly model: string;
  readonly where?: readonly Condition[] | undefined;
  readonly limit: number;
  readonly offset?: number | undefined;
  readonly sortBy?: { field: string; direction: "asc" | "desc" } | undefined;
}

const operators = ["eq", "ne", "gt", "gte", "lt", "lte", "in"] as const;

/** @throws Error at what we have no need of: better-auth asks for it in none of the calls we make */
function conditions(where: readonly Condition[]): readonly AuthCondition[] {
  return where.map(({ field, operator, connector, value }) => {
    const known = operators.find((name) => name === (operator ?? "eq"));
    if (known === undefined || (connector === "OR" && where.length > 1))
      throw new Error(`the condition ${operator} ${connector} is not supported`);
    return {
      field,
      operator: known,
      value: Array.isArray(value) ? value : cell(value),
    };
  });
}

function cells(record: { readonly [field: string]: Value }): AuthRow {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([field, value]) => [field, cell(value)]));
}

function cell(value: Value): string | number | null {
  if (value instanceof Date) return value.getTime();
  if (typeof value === "boolean") return value ? 1 : 0;
  return (value ?? null) as string | number | null;
}
