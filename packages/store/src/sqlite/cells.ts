import type { Row } from "./connection.ts";

/* The values of a row by the name of their column, as TypeScript's types. */

export function textOf(row: Row, column: string): string {
  return row[column] as string;
}

export function numberOf(row: Row, column: string): number {
  return row[column] as number;
}

export function textIn(row: Row, column: string): string | undefined {
  return (row[column] ?? undefined) as string | undefined;
}

export function numberIn(row: Row, column: string): number | undefined {
  return (row[column] ?? undefined) as number | undefined;
}
