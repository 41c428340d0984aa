import type { Connection } from "./connection.ts";

export type TimedTable = "event" | "run";

const queries: Readonly<Record<TimedTable, string>> = {
  event: "SELECT id, received_at AS at FROM event WHERE id >= ? ORDER BY id LIMIT 1",
  run: "SELECT id, created_at AS at FROM run WHERE id >= ? ORDER BY id LIMIT 1",
};

/**
 * The last id from before a time, or "" where there is none: bounds of time become bounds of the
 * key, because ids sort by time. A search from letter to letter, some 200 look-ups in a key, in
 * place of an index that every insert would pay for.
 */
export function lastIdBefore(connection: Connection, table: TimedTable, time: number): string {
  const isBefore = (key: string): boolean => {
    const row = connection.get(queries[table], key);
    return row !== undefined && Number(row["at"]) < time;
  };
  let prefix = "";
  for (;;) {
    const letter = lastLetter((letter) => isBefore(prefix + letter));
    if (letter === undefined) return prefix;
    prefix += letter;
  }
}

const firstCode = " ".charCodeAt(0);
const lastCode = "~".charCodeAt(0);

/** The last printable letter for which a test holds that holds for all letters before it. */
function lastLetter(holds: (letter: string) => boolean): string | undefined {
  let low = firstCode - 1;
  let high = lastCode;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(String.fromCharCode(middle))) low = middle;
    else high = middle - 1;
  }
  return low < firstCode ? undefined : String.fromCharCode(low);
}
