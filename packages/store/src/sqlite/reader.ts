import type { SQLInputValue } from "node:sqlite";
import { CorruptedError } from "../corrupted-error.ts";
import type { Connection, Row } from "./connection.ts";
import { failureOf } from "./failure.ts";

const corrupt = 11;
const notADatabase = 26;

/** Reads whose errors name the file. */
export class Reader {
  readonly connection: Connection;
  readonly path: string;

  constructor(connection: Connection) {
    this.connection = connection;
    this.path = connection.path;
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#guarded(sql, () => this.connection.get(sql, ...values));
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guarded(sql, () => this.connection.all(sql, ...values));
  }

  /** Several reads of one moment: the writer is another thread. */
  atOnce<T>(read: () => T): T {
    this.connection.execute("BEGIN");
    try {
      return read();
    } finally {
      this.connection.execute("COMMIT");
    }
  }

  #guarded<T>(sql: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      const { code, message } = failureOf(error);
      const primary = code & 0xff;
      if (primary !== corrupt && primary !== notADatabase) throw error;
      const table = /FROM (\w+)/.exec(sql)?.[1] ?? "unknown";
      throw new CorruptedError(`${this.path}: table ${table}: ${message}`, { cause: error });
    }
  }
}
