import { connectionContent, type JsonObject, required } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../outbound/outside.suite.ts";
import { context } from "../http/http-step.suite.ts";
import { email } from "./definition.ts";
import { client, type Given, open, smtp, useEmailStep, usual } from "./email-step.suite.ts";
import { type Delivery, password } from "./mail-server.suite.ts";
import { emailRunner } from "./run.ts";

const step = useEmailStep();

/** The only message that came of it. */
async function delivered(config: JsonObject, given?: Given): Promise<Delivery> {
  const { deliveries } = step.plain;
  const before = deliveries.length;
  await step.send(config, given);
  expect(deliveries).toHaveLength(before + 1);
  return required(deliveries.at(-1), "a delivery");
}

describe("a message", () => {
  it("has sender, recipients, subject and text", async () => {
    const output = await step.send({ cc: ["carl@example.org"], bcc: "dora@example.org" });
    const { from, to, text } = step.plain.deliveries.at(-1) ?? { from: "", to: [], text: "" };
    expect([from, to]).toEqual([
      "shop@example.com",
      ["bob@example.org", "carl@example.org", "dora@example.org"],
    ]);
    expect(text).toContain("From: Shop <shop@example.com>");
    expect(text).toContain("To: bob@example.org");
    expect(text).toContain("Cc: carl@example.org");
    expect(text).not.toContain("dora");
    expect(text).toContain("Subject: Hello");
    expect(text).toMatch(/\r\n\r\nA line/);
    expect(output).toMatchObject({
      messageId: expect.stringMatching(/^<[\da-f]{40}@example\.com>$/),
      accepted: ["bob@example.org", "carl@example.org", "dora@example.org"],
      rejected: [],
    });
  });

  it("has the same id at every attempt of a step run, and another in another one", async () => {
    const ids: unknown[] = [];
    for (const idempotencyKey of ["run_1:a", "run_1:a", "run_1:b"]) {
      const { text } = await delivered({}, { idempotencyKey });
      ids.push(/^Message-ID: (.*)$/im.exec(text)?.[1]?.trim());
    }
    expect(ids[0]).toMatch(/@example\.com>$/);
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
  });

  it("may have several recipients in one text, with names, commas and Unicode", async () => {
    const to = '"Doe, Jane" <jane@example.org>, Jörg <joerg@example.org> , kim@example.org,';
    const { to: sent, text } = await delivered({ to, subject: "Grüße 🎉" });
    expect(sent).toEqual(["jane@example.org", "joerg@example.org", "kim@example.org"]);
    expect(text).toContain("=?UTF-8?");
    expect(text).toContain('"Doe, Jane" <jane@example.org>');
  });

  it("may have HTML, an answer's address and attachments", async () => {
    const { text } = await delivered({
      html: "<b>größer</b>",
      replyTo: "help@example.com",
      attachments: [
        { filename: "räum.csv", contentType: "text/csv", content: "a;b" },
        { filename: "x.bin", base64: "AAEC" },
        { filename: "copied.bin", content: { base64: "AwQF" } },
      ],
    });
    expect(text).toContain("multipart/alternative");
    expect(text).toContain("Reply-To: help@example.com");
    expect(text).toContain(Buffer.from("a;b").toString("base64"));
    expect(text).toContain("AAEC");
    expect(text).toContain("AwQF");
    expect(text).toContain("filename=x.bin");
  });

  it("never reads a file or an address that its data names", async () => {
    const { text } = await delivered({
      text: "file:///etc/passwd",
      html: '<img src="file:///etc/passwd">',
      attachments: [{ filename: "/etc/passwd", content: "/etc/passwd" }],
    });
    expect(text).not.toContain("root:");
  });

  it.each<[string, JsonObject]>([
    ["a line break in the subject", { subject: "Hi\r\nBcc: eve@example.org" }],
    ["a line break in an address", { to: "bob@example.org\r\nBcc: eve@example.org" }],
    ["a line break in a name", { to: ["Bob\nBcc: eve@example.org <bob@example.org>"] }],
    ["a line break in the sender", { from: "a@example.com\r\nX: y" }],
    ["a line break in a file name", { attachments: [{ filename: "a\r\nb", content: "" }] }],
    [
      "a line break in a content type",
      {
        attachments: [{ filename: "a", contentType: "a/b\r\nX: y", content: "" }],
      },
    ],
    ["two addresses in brackets", { to: "x <a@example.org,b@example.org>" }],
    ["an address with a quoted local part", { to: '"a@evil.org x"@example.org' }],
    ["quotes that do not end", { to: '"a <a@example.org>' }],
    ["no recipient", { to: " , " }],
    ["no address", { to: "bob" }],
    ["an attachment without content", { attachments: [{ filename: "a" }] }],
    ["bytes that are not base64", { attachments: [{ filename: "a", base64: "%" }] }],
  ])("is refused with %s", async (_what, config) => {
    const before = step.plain.deliveries.length;
    expect(await failureOf(step.send(config))).toMatchObject({
      code: "invalid_value",
      retryable: false,
    });
    expect(step.plain.deliveries).toHaveLength(before);
  });

  it("needs a sender, here or in the connection", async () => {
    const on = smtp(step.plain.port, { ...open, from: undefined });
    expect(await failureOf(step.send({}, { on }))).toMatchObject({ code: "invalid_value" });
    const { from } = await delivered({ from: "me@example.com" }, { on });
    expect(from).toBe("me@example.com");
  });
});

describe("the way to the mail server", () => {
  it("is open for several messages, until the connection changes", async () => {
    const on = smtp(step.plain.port, open);
    const before = step.plain.connections();
    await step.send({}, { on });
    await step.send({}, { on });
    expect(step.plain.connections()).toBe(before + 1);
    await step.send({}, { on: { ...on, version: on.version + 1000 } });
    expect(step.plain.connections()).toBe(before + 2);
  });

  it("can be TLS from the first byte", async () => {
    const server = await step.started({ secure: true });
    await step.send({}, { on: smtp(server.port, { secure: true, username: "ada" }, password) });
    expect(server.deliveries).toMatchObject([{ isSecure: true, user: "ada" }]);
  });

  it("becomes secure with STARTTLS before the password is sent", async () => {
    const server = await step.started({});
    await step.send({}, { on: smtp(server.port, { username: "ada" }, password) });
    expect(server.deliveries).toMatchObject([{ isSecure: true, user: "ada" }]);
  });

  it("is not used in plain where TLS is wanted and not offered", async () => {
    const server = await step.started({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"] });
    const on = smtp(server.port, { username: "ada" }, password);
    expect(await failureOf(step.send({}, { on }))).toMatchObject({
      code: "smtp_tls_failed",
      retryable: false,
    });
  });

  it("is not used with a certificate that nobody knows", async () => {
    const server = await step.started({ secure: true });
    const strict = emailRunner(client);
    const on = smtp(server.port, { secure: true, username: "ada" }, password);
    const request = { connection: on.name, ...usual, timeoutMs: 5000, atMostOnce: false };
    const failure = await failureOf(strict({ ...context, connection: async () => on }, request));
    expect(failure).toMatchObject({ code: "smtp_tls_failed", retryable: false });
    expect(server.deliveries).toEqual([]);
  });

  it("does not lead to private addresses that the operator has not listed", async () => {
    for (const host of ["127.0.0.2", "10.0.0.1", "0x7f.2", "169.254.169.254"]) {
      const on = smtp(step.plain.port, { ...open, host });
      expect(await failureOf(step.send({}, { on })), host).toMatchObject({
        code: "address_not_allowed",
      });
    }
  });

  it("of another kind of connection is none", async () => {
    const bearer = {
      kind: "bearer",
      hosts: ["a.example.com"],
      settings: {},
      secrets: { token: "t" },
    };
    const on = { ...connectionContent.parse(bearer), name: "api", version: 1 };
    expect(await failureOf(step.send({}, { on }))).toMatchObject({ code: "connection_unusable" });
  });
});

describe("the config", () => {
  it.each<[JsonObject, string]>([
    [{ connection: "{{ trigger.x }}", ...usual }, "connection"],
    [{ ...usual }, "connection"],
    [{ connection: "mail", to: "a@b.c", subject: "x" }, "text"],
    [{ connection: "mail", ...usual, bcc: 5 }, "bcc"],
  ])("refuses %j", (config, path) => {
    const result = email.compile(config);
    expect(result.ok ? [] : result.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("is at least once unless asked otherwise", () => {
    const promiseOf = (more: object) => {
      const result = email.compile({ connection: "mail", ...usual, ...more });
      return result.ok && result.compiled.kind === "action" && result.compiled.promise;
    };
    expect([promiseOf({}), promiseOf({ atMostOnce: true })]).toEqual([
      "at_least_once",
      "at_most_once",
    ]);
  });
});
