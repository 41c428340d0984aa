import { guestSourcesIn, type GuestSource } from "@stepwell/catalog";
import { type Definition, failureOf, type Finding } from "@stepwell/core";
import type { ServerParts } from "../../call.ts";

/*
 * What is wrong with the code and the expressions that guests run. The checker is pure and works in
 * a browser; only the isolate can compile them.
 */

type Check = ServerParts["checkGuest"];

export async function guestFindings(
  definition: Definition,
  check: Check,
): Promise<readonly Finding[]> {
  const found = guestSourcesIn(definition).map((source) => findingOf(source, check));
  return (await Promise.all(found)).flatMap((finding) => finding ?? []);
}

async function findingOf(source: GuestSource, check: Check): Promise<Finding | undefined> {
  const { stepId, path, language } = source;
  const place = { severity: "error" as const, stepId, path: path.map(String).join(".") };
  const result = await check(language, source.source).catch(failureOf);
  if (!("ok" in result)) {
    const message = `it could not be checked: ${result.message}`;
    return { ...place, code: "syntax_not_checked", message, hint: "Try again later." };
  }
  if (result.ok) return undefined;
  const { line, column } = result;
  return {
    ...place,
    code: language === "javascript" ? "script_syntax" : "expression_syntax",
    message: located(result.message, line, column),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

function located(message: string, line: number | undefined, column: number | undefined): string {
  if (line === undefined) return message;
  return `${message} (line ${line}${column === undefined ? "" : `, column ${column}`})`;
}
