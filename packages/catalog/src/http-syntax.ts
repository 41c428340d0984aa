/* What HTTP's own words look like; in one place for requests, answers and webhooks. */

/** A header's name (RFC 9110 §5.1: a token). */
export const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/;

const jsonType = /^\s*(?:application\/(?:[\w.+-]+\+)?|text\/)json\s*(?:;|$)/i;

/** Is this content type JSON? `application/json`, `text/json` and all `application/…+json`. */
export function isJsonType(contentType: string): boolean {
  return jsonType.test(contentType);
}
