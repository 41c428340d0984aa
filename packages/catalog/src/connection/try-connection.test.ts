import { connectionContent, type JsonObject, type OpenConnection } from "@stepwell/core";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { client, open, smtp } from "../steps/email/email-step.suite.ts";
import {
  type MailServer,
  password,
  startMailServer,
  trusted,
} from "../steps/email/mail-server.suite.ts";
import { context } from "../steps/http/http-step.suite.ts";
import { connectionTrier } from "./try-connection.ts";

const secret = "secret-83fa19";

/** Gives tokens to whoever knows the secret, and answers whoever brings one. */
const web = createServer(({ url = "", headers: { authorization = "" } }, response) => {
  const isKnown = authorization.includes(Buffer.from(`shop:${secret}`).toString("base64"));
  const isGood = isKnown || authorization === `Bearer ${secret}`;
  const status = isGood ? Number(url.slice(1)) || 200 : 401;
  const location = url === "/moved" ? { location: "/" } : {};
  response.writeHead(url === "/moved" ? 302 : status, location);
  response.end(JSON.stringify({ access_token: secret, token_type: "Bearer" }));
});
let origin = "";
let mail: MailServer | undefined;
beforeAll(async () => {
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  mail = await startMailServer();
});
afterAll(async () => {
  web.closeAllConnections();
  web.close();
  await mail?.close();
  await client.close();
});

const attempt = (on: OpenConnection, more: JsonObject = {}) =>
  connectionTrier(client, { trusted })(
    { ...context, connection: async () => on },
    { connection: on.name, ...more },
  );

function connection(content: JsonObject): OpenConnection {
  const parsed = connectionContent.parse({ hosts: ["127.0.0.1"], settings: {}, ...content });
  return { ...parsed, name: "one", version: 1 };
}

const bearer = (token: string) => connection({ kind: "bearer", secrets: { token } });
const oauth = (clientSecret: string) =>
  connection({
    kind: "oauth2_client",
    settings: { tokenUrl: `${origin}/token`, clientId: "shop" },
    secrets: { clientSecret },
  });

describe("the trial of a connection", () => {
  it("signs in to a mail server and sends nothing", async () => {
    const port = mail?.port ?? 0;
    const user = { username: "ada" };
    expect(await attempt(smtp(port, user, password))).toEqual({ outcome: "signed_in" });
    await expect(attempt(smtp(port, user, "wrong"))).rejects.toMatchObject({
      failure: { code: "smtp_login_failed" },
    });
    expect(mail?.deliveries).toEqual([]);
    expect(await attempt(smtp(port))).toEqual({ outcome: "connected" });
    await expect(attempt(smtp(1, open))).rejects.toMatchObject({
      failure: { code: "network_error" },
    });
  });

  it("ends where nobody waits for it any more", async () => {
    const signal = AbortSignal.abort();
    const given = { ...context, signal, connection: async () => smtp(mail?.port ?? 0) };
    await expect(connectionTrier(client, { trusted })(given, {})).rejects.toMatchObject({
      failure: { code: "canceled" },
    });
  });

  it("fetches a token", async () => {
    expect(await attempt(oauth(secret))).toEqual({ outcome: "token_received" });
    await expect(attempt(oauth("wrong"))).rejects.toMatchObject({
      failure: { code: "oauth2_token_refused" },
    });
  });

  it("asks the address that it is given, and follows it nowhere else", async () => {
    const good = bearer(secret);
    expect(await attempt(good)).toEqual({ outcome: "address_needed" });
    expect(await attempt(good, { url: origin })).toEqual({ outcome: "answered", status: 200 });
    const url = `${origin}/moved`;
    expect(await attempt(good, { url })).toEqual({ outcome: "answered", status: 302 });
    await expect(attempt(bearer("wrong"), { url: origin })).rejects.toMatchObject({
      failure: { code: "http_status", details: { status: 401 } },
    });
    expect(await attempt(oauth(secret), { url: origin })).toMatchObject({ status: 200 });
    expect(await attempt(good, { url: `${origin}/404` })).toMatchObject({ status: 404 });
    await expect(attempt(good, { url: `${origin}/503` })).rejects.toThrow("503");
  });

  it("sends credentials to no other host", async () => {
    for (const url of ["http://localhost/", "https://example.com/"])
      await expect(attempt(bearer(secret), { url })).rejects.toMatchObject({
        failure: { code: "connection_host_not_allowed" },
      });
    for (const url of ["file:///etc/passwd", "nonsense"])
      await expect(attempt(bearer(secret), { url })).rejects.toMatchObject({
        failure: { code: "invalid_url" },
      });
  });
});
