import { type Json, StepError } from "@stepwell/core";
import type { NodemailerError } from "nodemailer";

export interface MailAttempt {
  readonly atMostOnce: boolean;
  readonly timeoutMs: number;
  readonly caller: AbortSignal;
  readonly timeout: AbortSignal;
  redact(text: string): string;
}

/** Nothing of the message has left; a lost connection says nothing of how far it was. */
const earlyCodes: ReadonlySet<string> = new Set(["EDNS", "EAUTH", "ENOAUTH", "ECONFIG"]);

/** Whatever went wrong while a message was sent, as the error that the step shows. */
export function mailError(error: unknown, attempt: MailAttempt): StepError {
  const inner = stepErrorIn(error);
  if (inner) return inner;
  if (attempt.caller.aborted)
    return new StepError({ code: "canceled", message: "the sending was canceled" });
  if (attempt.timeout.aborted)
    return new StepError({
      code: "timeout",
      message: `the mail server has not taken the message within ${attempt.timeoutMs} ms`,
      retryable: !attempt.atMostOnce,
    });
  const failed = error as NodemailerError;
  if (isOfTls(failed))
    return new StepError({
      code: "smtp_tls_failed",
      message: `there is no secure connection: ${failed.message}`,
      details: { sent: false },
    });
  const { code = "unknown", responseCode } = failed;
  if (typeof responseCode === "number" && responseCode >= 400)
    return rejected(failed, responseCode, attempt);
  const isUnsent = earlyCodes.has(code);
  return new StepError({
    ...describe(code, failed),
    retryable: isTransient(code) && (isUnsent || !attempt.atMostOnce),
    details: { cause: code, sent: !isUnsent },
  });
}

/** The server has said no: nothing was sent. */
function rejected(
  error: NodemailerError,
  status: number,
  { redact }: Pick<MailAttempt, "redact">,
): StepError {
  const {
    code,
    response,
    rejected: recipients,
  } = error as NodemailerError & {
    readonly rejected?: readonly string[];
  };
  const isLogin = code === "EAUTH";
  const answer = redact(response ?? "").slice(0, 1000);
  const details: Json = {
    status,
    response: answer,
    ...(recipients && { rejected: [...recipients] }),
  };
  return new StepError({
    code: isLogin ? "smtp_login_failed" : "smtp_rejected",
    message: isLogin
      ? `the mail server does not accept user and password (${status})`
      : `the mail server refuses the message: ${answer}`,
    retryable: status < 500,
    details,
  });
}

function describe(code: string, { message }: NodemailerError) {
  if (code === "EAUTH" || code === "ENOAUTH")
    return { code: "smtp_login_failed", message: `the login failed: ${message}` };
  if (code === "ETIMEDOUT")
    return { code: "timeout", message: "the mail server did not answer in time" };
  return { code: "network_error", message: `the sending failed: ${message} (${code})` };
}

function isTransient(code: string): boolean {
  return !["EAUTH", "ENOAUTH", "ECONFIG", "EENVELOPE"].includes(code);
}

/** STARTTLS is not offered or fails; a certificate that is not trusted comes as a socket's error. */
function isOfTls({ code, message, responseCode = 500 }: NodemailerError): boolean {
  if (code === "ETLS" || code === "EREQUIRETLS") return responseCode >= 500;
  return code === "ESOCKET" && /certificate|self-signed|altnames|\bSSL\b/i.test(message);
}

function stepErrorIn(error: unknown): StepError | undefined {
  if (error instanceof StepError) return error;
  return error instanceof Error && error.cause instanceof StepError ? error.cause : undefined;
}
