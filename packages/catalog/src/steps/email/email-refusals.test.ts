import { describe, expect, it } from "vitest";
import { failureOf } from "../../outbound/outside.suite.ts";
import { open, smtp, useEmailStep } from "./email-step.suite.ts";
import { mailError } from "./mail-error.ts";
import { startMailServer } from "./mail-server.suite.ts";

const step = useEmailStep();

describe("a mail server's refusal", () => {
  it.each([
    [550, false],
    [450, true],
  ])("of the only recipient with %i fails the step", async (status, retryable) => {
    expect(await failureOf(step.send({ to: `refuse-${status}@example.org` }))).toMatchObject({
      code: "smtp_rejected",
      retryable,
      details: { status },
    });
  });

  it("of one recipient among several is told", async () => {
    expect(await step.send({ to: "bob@example.org, refuse-550@example.org" })).toMatchObject({
      accepted: ["bob@example.org"],
      rejected: ["refuse-550@example.org"],
    });
  });

  it("of the password fails the step for good, without the password", async () => {
    const server = await step.started({});
    const on = smtp(server.port, { username: "ada" }, "wrong-passw0rd");
    const failure = await failureOf(step.send({}, { on }));
    expect(failure).toMatchObject({ code: "smtp_login_failed", retryable: false });
    expect(JSON.stringify(failure)).not.toContain("wrong-passw0rd");
  });

  it("is shown without a secret that lies over the cut", async () => {
    const redact = (text: string) => text.replaceAll("canary-secret", "•••");
    const to = `${"x".repeat(95)}canary-secret`;
    const failure = await failureOf(step.send({ to }, { redact }));
    expect(failure?.message).toContain("xxx•••");
    const answer = { code: "EMESSAGE", response: `${"x".repeat(995)}canary-secret` };
    const { signal } = new AbortController();
    const attempt = { atMostOnce: false, timeoutMs: 1, caller: signal, timeout: signal, redact };
    const refused = mailError({ ...answer, responseCode: 550 }, attempt).failure;
    expect(refused.details).toMatchObject({ response: `${"x".repeat(995)}•••` });
  });

  it("of a message that is too large fails the step for good", async () => {
    const server = await step.started({ authOptional: true, size: 1000 });
    const failure = await failureOf(
      step.send({ text: "x".repeat(5000) }, { on: smtp(server.port, open) }),
    );
    expect(failure).toMatchObject({ code: "smtp_rejected", retryable: false });
    expect(server.deliveries).toEqual([]);
  });

  it("to answer is tried again, unless at most once is asked for", async () => {
    const silent = await step.started({
      authOptional: true,
      onData: (stream) => void stream.resume(),
    });
    const on = smtp(silent.port, open);
    for (const atMostOnce of [false, true])
      expect(await failureOf(step.send({ timeoutMs: 300, atMostOnce }, { on }))).toMatchObject({
        code: "timeout",
        retryable: !atMostOnce,
      });
  });

  it("to be there is tried again, also with at most once: nothing was sent", async () => {
    const gone = await startMailServer();
    await gone.close();
    const failure = await failureOf(step.send({ atMostOnce: true }, { on: smtp(gone.port, open) }));
    expect(failure).toMatchObject({ code: "network_error", retryable: true });
  });

  it("to go on after a lost connection is tried again, unless at most once is asked for", async () => {
    const breaking = await step.started({
      authOptional: true,
      onData(stream) {
        stream.resume().on("end", () => breaking.drop());
      },
    });
    const on = smtp(breaking.port, open);
    for (const atMostOnce of [false, true])
      expect(await failureOf(step.send({ atMostOnce }, { on }))).toMatchObject({
        code: "network_error",
        retryable: !atMostOnce,
      });
  });

  it("is not waited for by a run that was canceled", async () => {
    const silent = await step.started({
      authOptional: true,
      onData: (stream) => void stream.resume(),
    });
    const abort = new AbortController();
    const sending = failureOf(step.send({}, { on: smtp(silent.port, open), signal: abort.signal }));
    setTimeout(() => abort.abort(), 100);
    expect(await sending).toMatchObject({ code: "canceled" });
  });
});
