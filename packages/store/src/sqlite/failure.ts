/** What a failed write means for the whole store. */
type FailureKind =
  /** A mistake of one unit (a constraint): the others are not concerned. */
  | "unit"
  /** No room, or no leave to write: nothing is lost, it is tried again. */
  | "read_only"
  /** Nobody knows what the disk holds now: the process must end, a restart reads what is there. */
  | "fatal";

export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  /** SQLite's extended result code. */
  readonly code: number;
}

const readOnlyCodes: ReadonlySet<number> = new Set([
  5, // BUSY: another program holds the file
  6, // LOCKED
  8, // READONLY
  13, // FULL
]);
/** The shared index of the write-ahead log could not grow: no room as well. */
const noRoomForIndex = 4874;
const unitCodes: ReadonlySet<number> = new Set([
  1, // ERROR
  18, // TOOBIG
  19, // CONSTRAINT
  20, // MISMATCH
  25, // RANGE
]);

export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return { kind: kindOf(code), message, code };
}

/** Does a read or write that threw lack room, or leave, for now? It is worth another try. */
export function isReadOnlyFailure(error: unknown): boolean {
  return failureOf(error).kind === "read_only";
}

/** Errors without a code are thrown before SQLite sees the values. */
function kindOf(code: number): FailureKind {
  const primary = code & 0xff;
  if (code === 0 || unitCodes.has(primary)) return "unit";
  if (code === noRoomForIndex || readOnlyCodes.has(primary)) return "read_only";
  return "fatal";
}

function codeOf(error: unknown): number {
  const code = error instanceof Error && "errcode" in error ? error.errcode : 0;
  return typeof code === "number" ? code : 0;
}
