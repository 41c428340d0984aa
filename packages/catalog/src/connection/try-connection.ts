import { type ActionContext, type ActionRunner, type Json, StepError } from "@stepwell/core";
import { makeTokens } from "../outbound/oauth2-tokens.ts";
import type { OutboundClient } from "../outbound/outbound-client.ts";
import { mailError } from "../steps/email/mail-error.ts";
import type { MailConnection } from "../steps/email/mail-message.ts";
import { type MailOptions, verifyMail } from "../steps/email/mail-transports.ts";
import { httpRunner } from "../steps/http/run.ts";

/** What `definition.ts` gives. */
interface ConnectionTrial {
  readonly connection: string;
  readonly url?: string | undefined;
}

const timeoutMs = 20_000;

/** Gives how far it came, as `connections.test` tells it; what fails is thrown. */
export function connectionTrier(client: OutboundClient, options: MailOptions = {}): ActionRunner {
  const request = httpRunner(client);
  return async (context, resolved): Promise<Json> => {
    const { connection: name, url } = resolved as unknown as ConnectionTrial;
    const connection = await context.connection(name);
    if (connection.kind === "smtp") return tryMail(client, connection, { context, options });
    if (url !== undefined) return ask(request, context, { name, url });
    if (connection.kind !== "oauth2_client") return { outcome: "address_needed" };
    // Not one that is kept: it is to be seen whether there are new ones.
    const token = await makeTokens(client, Date.now).get(connection, context);
    context.conceal(token);
    return { outcome: "token_received" };
  };
}

interface Address {
  readonly name: string;
  readonly url: string;
}

/** These say that who asks is not known, or say nothing of it; any other answer is one to a known caller. */
function isRefusal(status: number): boolean {
  return [401, 403, 407, 429].includes(status) || status >= 500;
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof StepError) || error.failure.code !== "http_status") return undefined;
  const { details } = error.failure as { readonly details?: { readonly status?: number } };
  return details?.status;
}

/** A redirect may lead to a page for signing in, which answers well to anybody. */
async function ask(
  request: ActionRunner,
  context: ActionContext,
  { name, url }: Address,
): Promise<Json> {
  if (!/^https?:/i.test(url.trim()))
    throw new StepError({ code: "invalid_url", message: "the URL is not a complete web address" });
  const asked = { method: "GET", url, connection: name, bodyType: "none", output: "full" };
  try {
    const answer = await request(context, {
      ...asked,
      timeoutMs,
      followRedirects: false,
      atMostOnce: true,
    });
    return { outcome: "answered", status: (answer as { readonly status: number }).status };
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || isRefusal(status)) throw error;
    return { outcome: "answered", status };
  }
}

interface MailTrial {
  readonly context: ActionContext;
  readonly options: MailOptions;
}

async function tryMail(
  client: OutboundClient,
  connection: MailConnection,
  { context, options }: MailTrial,
): Promise<Json> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([context.signal, timeout]);
  try {
    await verifyMail(client, connection, { ...options, signal });
  } catch (error) {
    const { signal: caller, redact } = context;
    throw mailError(error, { atMostOnce: true, timeoutMs, caller, timeout, redact });
  }
  return { outcome: connection.settings.username === undefined ? "connected" : "signed_in" };
}
