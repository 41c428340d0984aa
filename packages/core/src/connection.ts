import { z } from "zod";

/*
 * Connections: stored settings and credentials of outside systems, which definitions refer to by
 * name. Kinds are a closed union; what is public and what is secret stand apart, so that nothing
 * secret can be shown by mistake.
 */

const visible = /^[\u0021-\u007e]+$/;
const withoutControl = /^[^\p{Cc}]*$/u;
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\u0020-\u007e\u0080-\u00ff]+$/;

const line = z
  .string()
  .min(1)
  .max(1000)
  .regex(withoutControl, "must be one line without control characters");
const secretLine = z
  .string()
  .min(1)
  .max(16_384)
  .regex(withoutControl, "must be one line without control characters");

/** Settings anyone who may read connections sees; secrets nobody sees again. */
const kinds = {
  basic: {
    settings: z.strictObject({
      username: line.refine((name) => !name.includes(":"), "must not contain a colon"),
    }),
    secrets: z.strictObject({ password: secretLine }),
  },
  bearer: {
    settings: z.strictObject({}),
    secrets: z.strictObject({
      token: secretLine.regex(visible, "must be visible characters without spaces"),
    }),
  },
  header: {
    settings: z.strictObject({
      name: line.max(200).regex(headerName, "must be the name of a header"),
    }),
    secrets: z.strictObject({
      value: secretLine.regex(headerValue, "has characters that no header may have"),
    }),
  },
  oauth2_client: {
    settings: z.strictObject({
      tokenUrl: z.url({ protocol: /^https?$/, error: "must be a complete web address" }),
      clientId: line,
      scope: line.optional(),
      audience: line.optional(),
    }),
    secrets: z.strictObject({ clientSecret: secretLine }),
  },
  smtp: {
    settings: z.strictObject({
      host: line.max(253).regex(/^[\w.:-]+$/, "must be a host name or an address"),
      port: z.int().min(1).max(65_535).default(465),
      /** TLS from the first byte; otherwise STARTTLS. */
      secure: z.boolean().default(true),
      /** Where it is not: the server must offer STARTTLS. False sends everything in plain. */
      requireTls: z.boolean().default(true),
      username: line.optional(),
      from: line.optional(),
    }),
    secrets: z.strictObject({ password: secretLine.optional() }),
  },
} as const;

type Kinds = typeof kinds;
export type ConnectionKind = keyof Kinds;
export const connectionKinds = Object.keys(kinds) as readonly ConnectionKind[];

export const connectionName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, {
  error: "a name has letters, digits, _ and -, and begins with a letter",
});

const hostPattern =
  /^(?=.{1,259}$)(?:\*\.[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[\da-f:.]+\])(?::\d{1,5})?$/;

/** `api.example.com`, `*.example.com` (any depth below, not itself), each with or without `:port`. */
const hostPatterns = z
  .array(
    z.string().toLowerCase().regex(hostPattern, {
      error: "must be a host such as api.example.com or *.example.com, with or without :port",
    }),
  )
  .min(1)
  .max(50);

/** What a connection is, whole: its kind, where its credentials may go, settings and secrets. */
export const connectionContent = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("basic"), hosts: hostPatterns, ...kinds.basic }),
  z.strictObject({ kind: z.literal("bearer"), hosts: hostPatterns, ...kinds.bearer }),
  z.strictObject({ kind: z.literal("header"), hosts: hostPatterns, ...kinds.header }),
  z.strictObject({ kind: z.literal("oauth2_client"), hosts: hostPatterns, ...kinds.oauth2_client }),
  // Bound to its own host.
  z.strictObject({
    kind: z.literal("smtp"),
    hosts: z.array(z.never()).max(0).default([]),
    ...kinds.smtp,
  }),
]);

export type ConnectionContent = z.output<typeof connectionContent>;

/** A connection with its secrets, as an action is given it. */
export type OpenConnection = ConnectionContent & {
  readonly name: string;
  /** Grows with each change, also over deletion: what is kept under it is never another's. */
  readonly version: number;
};

/** Where the gate gets connections from. */
export interface ConnectionPort {
  /** Undefined where there is none of the name; rejects where it cannot be read. */
  open(name: string): Promise<OpenConnection | undefined>;
}

/** May credentials of these hosts go to the URL? */
export function isHostOf(hosts: readonly string[], url: URL): boolean {
  const standardPort = url.protocol === "https:" ? "443" : "80";
  const port = url.port === "" ? standardPort : url.port;
  const name = url.hostname.toLowerCase().replace(/\.$/, "");
  return hosts.some((pattern) => {
    const colon = pattern.search(/:\d+$/);
    if (colon >= 0 && pattern.slice(colon + 1) !== port) return false;
    const host = colon < 0 ? pattern : pattern.slice(0, colon);
    return host.startsWith("*.") ? name.endsWith(host.slice(1)) : name === host;
  });
}

/** Every secret value of a connection. */
export function secretsOf({ secrets }: Pick<ConnectionContent, "secrets">): readonly string[] {
  return Object.values(secrets).filter((value) => value !== undefined);
}
