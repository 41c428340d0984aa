import { isJsonObject, type Json, type OpenConnection, StepError } from "@stepwell/core";
import type { OutboundClient, OutboundResponse } from "./outbound-client.ts";

type OAuth2Connection = OpenConnection & { readonly kind: "oauth2_client" };

/** Tokens by the OAuth 2.0 client credentials grant, kept in memory until shortly before their end. */
export interface Tokens {
  /** A token that is not the refused one. @throws StepError */
  get(connection: OAuth2Connection, asking: Asking): Promise<string>;
}

interface Asking {
  readonly refused?: string | undefined;
  /** Hides the connection's secrets. */
  redact(text: string): string;
}

interface Kept {
  readonly version: number;
  readonly promise: Promise<string>;
  /** Undefined while it is fetched. */
  value: string | undefined;
  staleAt: number;
}

const timeoutMs = 10_000;
const maxBytes = 64 * 1024;
/** Where the server does not say how long a token lasts. */
const usualSeconds = 300;
const marginMs = 30_000;

export function makeTokens(client: OutboundClient, nowMs: () => number): Tokens {
  const known = new Map<string, Kept>();

  function begin(connection: OAuth2Connection, redact: Asking["redact"]): Kept {
    const { name, version } = connection;
    const fetching = async (): Promise<string> => {
      try {
        const { token, lifeMs } = await fetchToken(client, connection, redact);
        kept.value = token;
        kept.staleAt = nowMs() + lifeMs - Math.min(marginMs, lifeMs / 10);
        return token;
      } catch (error) {
        if (known.get(name) === kept) known.delete(name);
        throw error;
      }
    };
    const kept: Kept = { version, promise: fetching(), value: undefined, staleAt: Infinity };
    return kept;
  }

  return {
    get(connection, { refused, redact }) {
      const { name, version } = connection;
      const kept = known.get(name);
      const isGood = kept?.version === version && kept.staleAt > nowMs();
      if (kept && isGood && (refused === undefined || kept.value !== refused)) return kept.promise;
      const made = begin(connection, redact);
      known.set(name, made);
      return made.promise;
    },
  };
}

interface Token {
  readonly token: string;
  readonly lifeMs: number;
}

async function fetchToken(
  client: OutboundClient,
  connection: OAuth2Connection,
  redact: Asking["redact"],
): Promise<Token> {
  const { settings, secrets, name } = connection;
  const url = new URL(settings.tokenUrl);
  if (url.protocol !== "https:" && !client.isListed(url))
    throw new StepError({
      code: "connection_unusable",
      message: `the token address of the connection “${name}” is not https: its secret would be sent in plain. An operator can allow its host with STEPWELL_OUTBOUND_ALLOW.`,
    });
  const { clientId, scope, audience } = settings;
  const response = await client.request({
    method: "POST",
    url: url.href,
    headers: {
      accept: "application/json",
      authorization: basicOf(encodeForm(clientId), encodeForm(secrets.clientSecret)),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      ...(scope !== undefined && { scope }),
      ...(audience !== undefined && { audience }),
    }).toString(),
    timeoutMs,
    maxBytes,
    followRedirects: false,
  });
  return tokenIn(response, { name, redact });
}

/** The header of HTTP Basic (RFC 7617), in UTF-8. */
export function basicOf(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/** RFC 6749 §2.3.1: id and secret are form-encoded before they become user and password. */
function encodeForm(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

interface Asked {
  /** Of the connection. */
  readonly name: string;
  readonly redact: Asking["redact"];
}

function tokenIn({ status, body }: OutboundResponse, asked: Asked): Token {
  const { name } = asked;
  const answer = parsed(body);
  if (status !== 200) throw refusal(status, answer, asked);
  const { access_token: token, token_type: type = "bearer", expires_in: seconds } = answer;
  const isBearer = typeof type === "string" && type.toLowerCase() === "bearer";
  if (typeof token !== "string" || !/^[\u0021-\u007e]+$/.test(token) || !isBearer)
    throw new StepError({
      code: "oauth2_token_invalid",
      message: `the token server of the connection “${name}” gave no bearer token`,
    });
  const life = Number(seconds ?? usualSeconds);
  return { token, lifeMs: (Number.isFinite(life) && life > 0 ? life : usualSeconds) * 1000 };
}

function parsed(body: Uint8Array): { readonly [name: string]: Json } {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function refusal(
  status: number,
  { error }: { readonly [name: string]: Json },
  { name, redact }: Asked,
): StepError {
  const why = typeof error === "string" ? ` (${redact(error).slice(0, 100)})` : "";
  return new StepError({
    code: "oauth2_token_refused",
    message: `the token server of the connection “${name}” answered with status ${status}${why}`,
    retryable: status === 429 || status >= 500,
    details: { status },
  });
}
