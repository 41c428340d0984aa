import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from "node:sqlite";

export type Row = Record<string, SQLOutputValue>;

export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** How long to wait for another process's lock. */
  readonly timeoutMs?: number;
}

/** A connection whose statements are compiled once. */
export class Connection {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, { readOnly, timeoutMs = 5000 }: ConnectionOptions) {
    this.path = path;
    this.#database = new DatabaseSync(path, { readOnly, timeout: timeoutMs });
  }

  /** Statements without parameters, whose rows nobody wants. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.statement(sql).all(...values);
  }

  /** How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.statement(sql).run(...values).changes);
  }

  /** All of it or nothing. */
  transaction<T>(work: () => T): T {
    this.run("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.run("COMMIT");
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** SQLite has rolled back by itself after some failures. */
  rollback(): void {
    if (this.#database.isTransaction) this.run("ROLLBACK");
  }

  close(): void {
    this.#database.close();
  }
}

export type Synchronous = "FULL" | "NORMAL";

/** The one writer: durable, and with room given back after deletions. */
export function openWriting(path: string, synchronous: Synchronous): Connection {
  const connection = new Connection(path, { readOnly: false });
  // Counts only before the first table, and must come before the journal mode.
  connection.execute("PRAGMA auto_vacuum = INCREMENTAL");
  connection.execute("PRAGMA journal_mode = WAL");
  connection.execute(`PRAGMA synchronous = ${synchronous}`);
  connection.execute("PRAGMA wal_autocheckpoint = 2000");
  connection.execute(`PRAGMA journal_size_limit = ${64 * 1024 * 1024}`);
  connection.execute("PRAGMA cache_size = -8000");
  connection.execute("PRAGMA temp_store = MEMORY");
  return connection;
}

export function openReading(path: string): Connection {
  const connection = new Connection(path, { readOnly: true });
  connection.execute("PRAGMA cache_size = -4000");
  connection.execute("PRAGMA query_only = ON");
  return connection;
}
