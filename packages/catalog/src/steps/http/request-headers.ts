import { causesHeader, StepError } from "@stepwell/core";
import { headerName } from "../../http-syntax.ts";
import type { Pair } from "./named-values.ts";

/** An author's value for these could split the message, or the check of the host from the host. */
const reserved: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  causesHeader,
]);

/** Tab, visible Latin-1 and space: no line break can end the header. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The author's headers, checked, with lower-case names. @throws StepError */
export function requestHeaders(pairs: readonly Pair[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase();
    const problem = headerProblem(lower, value);
    if (problem !== undefined)
      throw new StepError({
        code: "invalid_header",
        message: `the header ${JSON.stringify(name)} ${problem}`,
      });
    const before = headers.get(lower);
    headers.set(lower, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

function headerProblem(lower: string, value: string): string | undefined {
  if (!headerName.test(lower)) return "has a name with characters that are not allowed";
  if (reserved.has(lower)) return "is set by Stepwell and cannot be given";
  return headerValue.test(value) ? undefined : "has a value with characters that are not allowed";
}
