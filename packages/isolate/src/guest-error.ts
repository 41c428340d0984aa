import { scriptPlace, type SourcePlace, placeAt } from "./script-source.ts";
import type { GuestFault, GuestOrder } from "./worker-messages.ts";

/** An error as the prelude describes it. */
export interface GuestError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly kind: "error" | "syntax";
  /** Character of the expression, from 0; -1 where the library does not know. */
  readonly offset: number;
  readonly isNull: boolean;
}

export function faultOf(error: GuestError, order: GuestOrder): GuestFault {
  if (error.name === "InternalError" && error.message === "out of memory")
    return { kind: "memory" };
  return order.language === "javascript" ? scriptFault(error, order) : queryFault(error, order);
}

function scriptFault(error: GuestError, { source }: GuestOrder): GuestFault {
  const place = scriptPlace(error.stack, source);
  const isSyntax = error.name === "SyntaxError" && isOfCompiler(error.stack);
  return { kind: isSyntax ? "syntax" : "error", message: messageOf(error), ...place };
}

/** The compiler's own errors have no function in their stack. */
function isOfCompiler(stack: string): boolean {
  return /^\s*at script\.js:\d+/.test(stack);
}

function messageOf({ name, message, isNull }: GuestError): string {
  if (isNull) return "The script threw null, as the engine does when no memory is left at all.";
  if (name === "") return `The script threw ${message === "" ? "something empty" : message}`;
  return message === "" ? name : `${name}: ${message}`;
}

function queryFault({ kind, message, offset }: GuestError, { source }: GuestOrder): GuestFault {
  const place: SourcePlace = offset < 0 ? {} : placeAt(source, offset);
  return { kind, message, ...place };
}
