/* The filter of a list of runs as the address has it, and as the server wants it. */

export const filterStatuses = [
  "queued",
  "running",
  "waiting",
  "succeeded",
  "failed",
  "canceled",
] as const;
export type FilterStatus = (typeof filterStatuses)[number];

export interface RunFilter {
  readonly status?: string | undefined;
  readonly workflow?: string | undefined;
  /** Days, as `2026-11-22`, in the time zone of who looks. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly version?: number | undefined;
  readonly q?: string | undefined;
}

export function runFilterOf(search: Readonly<Record<string, unknown>>): RunFilter {
  return {
    status: statusesIn(search["status"]).join(",") || undefined,
    workflow: textOf(search["workflow"]),
    from: dayOf(search["from"]),
    to: dayOf(search["to"]),
    version: versionOf(search["version"]),
    q: textOf(search["q"]),
  };
}

export function statusesIn(status: unknown): readonly FilterStatus[] {
  const names = typeof status === "string" ? status.split(",") : [];
  return filterStatuses.filter((name) => names.includes(name));
}

export function isFiltered(filter: RunFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

export interface RunQuery {
  readonly status?: string;
  readonly workflow?: string;
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
  readonly q?: string;
}

/** Both days are meant whole. */
export function queryOf({ status, workflow, from, to, version, q }: RunFilter): RunQuery {
  return {
    ...(status !== undefined && { status }),
    ...(workflow !== undefined && { workflow }),
    ...(from !== undefined && { from: startOfDay(from, 0) }),
    ...(to !== undefined && { to: startOfDay(to, 1) }),
    ...(version !== undefined && { version }),
    ...(q !== undefined && { q }),
  };
}

export function startOfDay(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

/** The address is read as JSON: a text of digits arrives as a number. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function dayOf(value: unknown): string | undefined {
  return typeof value === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

function versionOf(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
