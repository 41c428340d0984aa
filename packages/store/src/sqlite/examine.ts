import { openReading } from "./connection.ts";
import { isOfOlderSchema } from "./migrate.ts";
import { verifyFile } from "./verify.ts";
import { checkWal } from "./wal-file.ts";

export type Examination =
  | { readonly kind: "examined"; readonly findings: readonly string[] }
  /** Its rows can be read when a start has brought it up to date. */
  | { readonly kind: "older_schema" };

const migrations = new URL("../migrations/", import.meta.url);

/**
 * Everything that is wrong with an environment's file, without a writer and without a change. Beside
 * a server its log is not looked at: it changes while it is read, and the server has checked it.
 */
export async function examineSqliteFile(
  path: string,
  { isServed }: { readonly isServed: boolean },
): Promise<Examination> {
  if (!isServed) checkWal(path);
  const connection = openReading(path);
  try {
    if (isOfOlderSchema(connection, migrations)) return { kind: "older_schema" };
  } finally {
    connection.close();
  }
  return { kind: "examined", findings: await verifyFile(path) };
}
