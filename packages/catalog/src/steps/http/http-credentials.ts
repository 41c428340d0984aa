import { type ActionContext, isHostOf, type OpenConnection, StepError } from "@stepwell/core";
import { basicOf, type Tokens } from "../../outbound/oauth2-tokens.ts";
import type { OutboundCredentials } from "../../outbound/outbound-credentials.ts";
import { requestHeaders } from "./request-headers.ts";

/** What a request carries of a connection. */
export interface Authorization {
  readonly credentials: OutboundCredentials;
  /** Where a new token may help, if this one is refused. */
  readonly token?: string;
}

export interface Wanted {
  readonly connection: string;
  readonly url: string;
  /** A token that the server did not take. */
  readonly refused?: string;
}

/** The headers of a connection, for the hosts that it names. @throws StepError */
export async function authorize(
  context: ActionContext,
  tokens: Tokens,
  { connection: name, url, refused }: Wanted,
): Promise<Authorization> {
  const connection = await context.connection(name);
  const mayGoTo = (to: URL): boolean => isHostOf(connection.hosts, to);
  if (!mayGoTo(new URL(url)))
    throw new StepError({
      code: "connection_host_not_allowed",
      message: `the connection “${name}” is not for ${new URL(url).host}; it is for ${connection.hosts.join(", ")}`,
    });
  const token =
    connection.kind === "oauth2_client"
      ? await tokenFor(context, tokens.get(connection, { refused, redact: context.redact }))
      : undefined;
  const header = headerOf(connection, token);
  // The value's own check, as for every header.
  const headers = Object.fromEntries(requestHeaders([header]));
  return { credentials: { headers, mayGoTo }, ...(token !== undefined && { token }) };
}

/** The fetch goes on for others who wait for it. */
async function tokenFor({ signal, conceal }: ActionContext, fetched: Promise<string>) {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void =>
    aborted.reject(new StepError({ code: "canceled", message: "the request was canceled" }));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const token = await Promise.race([fetched, aborted.promise]);
    conceal(token);
    return token;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function headerOf(connection: OpenConnection, token = ""): readonly [string, string] {
  switch (connection.kind) {
    case "basic":
      return ["authorization", basicOf(connection.settings.username, connection.secrets.password)];
    case "bearer":
      return ["authorization", `Bearer ${connection.secrets.token}`];
    case "header":
      return [connection.settings.name, connection.secrets.value];
    case "oauth2_client":
      return ["authorization", `Bearer ${token}`];
    case "smtp":
      throw new StepError({
        code: "connection_unusable",
        message: `the connection “${connection.name}” is one for e-mail; HTTP requests need another kind`,
      });
  }
}
