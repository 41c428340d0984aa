import {
  connectionName,
  defineAction,
  type Expression,
  jsonField,
  listOf,
  objectOf,
  type RequestOf,
  textField,
  textType,
} from "@stepwell/core";
import { z } from "zod";

const attachmentsMax = 50;

/** A list, or one text with commas between the addresses. */
const writtenAddresses = z.union([z.string(), z.array(z.string()).max(200)]);
const addresses = writtenAddresses.pipe(
  jsonField() as z.ZodType<Expression, z.output<typeof writtenAddresses>>,
);

const attachment = z.strictObject({
  filename: textField().meta({ title: "File name" }),
  contentType: textField().optional().meta({ title: "Content type" }),
  content: jsonField().optional().meta({ title: "Content" }),
  base64: textField().optional().meta({ title: "Content as base64" }),
});

const config = z
  .strictObject({
    connection: connectionName.meta({ title: "Connection", ui: "connection" }),
    from: textField().optional().meta({
      title: "From",
      description: "The connection's own sender where nothing is given.",
    }),
    to: addresses.meta({ title: "To" }),
    cc: addresses.optional().meta({ title: "Cc" }),
    bcc: addresses.optional().meta({ title: "Bcc" }),
    replyTo: addresses.optional().meta({ title: "Reply to" }),
    subject: textField().meta({ title: "Subject" }),
    text: textField().optional().meta({ title: "Text", ui: "long_text" }),
    html: textField().optional().meta({ title: "HTML", ui: "long_text" }),
    attachments: z.array(attachment).max(attachmentsMax).optional().meta({ title: "Attachments" }),
    timeoutMs: z.int().min(1).max(300_000).default(30_000).meta({ title: "Time-out (ms)" }),
    atMostOnce: z.boolean().default(false).meta({
      title: "At most once",
      description: "After a crash or a lost answer the message is not sent again.",
    }),
  })
  .refine(({ text, html }) => text !== undefined || html !== undefined, {
    path: ["text"],
    message: "a message has a text, HTML or both",
  });

export type EmailRequest = RequestOf<typeof config>;

export const email = defineAction({
  type: "email",
  group: "connect",
  title: "Send e-mail",
  summary: "Sends an e-mail through a mail server.",
  icon: "mail",
  sample: {
    connection: "mail",
    to: "{{ trigger.body.email }}",
    subject: "Your order {{ trigger.body.number }}",
    text: "Thank you for your order.",
  },
  config,
  connectionKinds: ["smtp"],
  output: () =>
    objectOf({
      messageId: textType,
      accepted: listOf(textType),
      rejected: listOf(textType),
      response: textType,
    }),
  promise: ({ atMostOnce }) => (atMostOnce ? "at_most_once" : "at_least_once"),
});
