import { createHash } from "node:crypto";
import { type ActionContext, type Json, type OpenConnection, StepError } from "@stepwell/core";
import { contentBytes } from "../../content-bytes.ts";
import type { EmailRequest } from "./definition.ts";
import { type MailAddress, mailAddress, mailAddresses } from "./mail-address.ts";

export type MailConnection = OpenConnection & { readonly kind: "smtp" };

/** A message with every field checked: what is written into headers has no line breaks. */
export interface MailMessage {
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly MailAttachment[];
}

interface MailAttachment {
  readonly filename: string;
  readonly contentType?: string;
  readonly content: Buffer;
}

const subjectCharactersMax = 998;
const attachmentBytesMax = 25 * 1024 * 1024;

/** @throws StepError */
export function mailMessage(
  request: EmailRequest,
  { settings, name }: MailConnection,
  { idempotencyKey, redact }: Pick<ActionContext, "idempotencyKey" | "redact">,
): MailMessage {
  const { subject, text, html } = request;
  const sender = request.from ?? settings.from;
  if (sender === undefined || sender.trim() === "")
    throw invalid(`there is no sender: give “from” here, or in the connection “${name}”`);
  const addresses = (value: Json | undefined, field: string) =>
    mailAddresses(value, { field, redact });
  const from = mailAddress(sender, { field: "from", redact });
  const to = addresses(request.to, "to");
  const cc = addresses(request.cc, "cc");
  const bcc = addresses(request.bcc, "bcc");
  if (to.length + cc.length + bcc.length === 0) throw invalid("there is no recipient");
  checkLine(subject, "subject");
  return {
    messageId: messageIdOf(idempotencyKey, from),
    from,
    to,
    cc,
    bcc,
    replyTo: addresses(request.replyTo, "replyTo"),
    subject,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    attachments: attachmentsOf(request),
  };
}

/** The same at every attempt of a step run: servers and readers can recognise a repeat. */
function messageIdOf(idempotencyKey: string, { address }: MailAddress): string {
  const hash = createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 40);
  return `<${hash}@${address.slice(address.lastIndexOf("@") + 1)}>`;
}

function attachmentsOf({ attachments = [] }: EmailRequest): readonly MailAttachment[] {
  const made = attachments.map(({ filename, contentType, content, base64 }, index) => {
    const place = `the attachment ${index + 1}`;
    checkLine(filename, `file name of ${place}`);
    if (contentType !== undefined) checkContentType(contentType, place);
    return {
      filename,
      ...(contentType !== undefined && { contentType }),
      content: contentBytes({ content, base64 }, place),
    };
  });
  const size = made.reduce((sum, { content }) => sum + content.length, 0);
  if (size <= attachmentBytesMax) return made;
  throw invalid(`the attachments have ${size} bytes; at most ${attachmentBytesMax} can be sent`);
}

/** Line breaks would begin a header of the author's data. */
function checkLine(text: string, field: string): void {
  if (/\p{Cc}/u.test(text))
    throw invalid(`the ${field} has a line break or another control character`);
  if (text.length > subjectCharactersMax)
    throw invalid(`the ${field} has more than ${subjectCharactersMax} characters`);
}

function checkContentType(text: string, place: string): void {
  if (!/^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=[\w.+"-]+)*$/.test(text))
    throw invalid(`the content type of ${place} is not valid`);
}

function invalid(message: string): StepError {
  return new StepError({ code: "invalid_value", message });
}
