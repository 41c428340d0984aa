import { type ActionRunner, StepError } from "@stepwell/core";
import type { OutboundClient } from "../../outbound/outbound-client.ts";
import type { EmailRequest } from "./definition.ts";
import { mailError } from "./mail-error.ts";
import { mailMessage } from "./mail-message.ts";
import { makeMailTransports, type MailOptions } from "./mail-transports.ts";

export function emailRunner(client: OutboundClient, options: MailOptions = {}): ActionRunner {
  const transports = makeMailTransports(client, options);
  return async (context, resolved) => {
    const request = resolved as unknown as EmailRequest;
    const connection = await context.connection(request.connection);
    if (connection.kind !== "smtp") throw notForMail(request.connection, connection.kind);
    const message = mailMessage(request, connection, context);
    const { timeoutMs, atMostOnce } = request;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([context.signal, timeout]);
    try {
      const sent = await transports.send(connection, message, signal);
      const { accepted = [], rejected = [], response = "" } = sent;
      const lists = { accepted: [...accepted], rejected: [...rejected] };
      return { messageId: message.messageId, ...lists, response };
    } catch (error) {
      const { signal: caller, redact } = context;
      throw mailError(error, { atMostOnce, timeoutMs, caller, timeout, redact });
    }
  };
}

function notForMail(name: string, kind: string): StepError {
  return new StepError({
    code: "connection_unusable",
    message: `the connection “${name}” is of kind ${kind}; an e-mail needs one of kind smtp`,
  });
}
