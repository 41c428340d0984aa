import type { Connection, Row } from "../sqlite/connection.ts";
import { numberOf, textIn, textOf } from "../sqlite/cells.ts";

export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  /** When it was begun or last renewed. */
  readonly updatedAt: number;
  readonly expiresAt: number;
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

/** The sessions of users; begun and renewed through the authentication library. */
export interface Sessions {
  /** Those that hold at a time, the newest first. */
  list(userId: string, at: number): readonly SessionRow[];
  /** From where it was begun: the library sees no connection. */
  setAddress(id: string, address: string): void;
  /** False where the user has none such. */
  end(userId: string, id: string): boolean;
  endOthers(userId: string, id: string): void;
  /** Those that have expired. */
  prune(before: number): void;
}

export function makeSessions(connection: Connection): Sessions {
  return {
    list: (userId, at) =>
      connection
        .all(
          "SELECT * FROM session WHERE user_id = ? AND expires_at > ? ORDER BY id DESC",
          userId,
          at,
        )
        .map(decode),
    setAddress(id, address) {
      connection.run("UPDATE session SET ip_address = ? WHERE id = ?", address, id);
    },
    end: (userId, id) =>
      connection.run("DELETE FROM session WHERE user_id = ? AND id = ?", userId, id) > 0,
    endOthers(userId, id) {
      connection.run("DELETE FROM session WHERE user_id = ? AND id <> ?", userId, id);
    },
    prune(before) {
      connection.run("DELETE FROM session WHERE expires_at < ?", before);
    },
  };
}

function decode(row: Row): SessionRow {
  return {
    id: textOf(row, "id"),
    userId: textOf(row, "user_id"),
    createdAt: numberOf(row, "created_at"),
    updatedAt: numberOf(row, "updated_at"),
    expiresAt: numberOf(row, "expires_at"),
    address: textIn(row, "ip_address"),
    userAgent: textIn(row, "user_agent"),
  };
}
