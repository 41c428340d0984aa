import { connectionContent, type JsonObject, type OpenConnection } from "@stepwell/core";
import { beforeEach, describe, expect, it } from "vitest";
import { echo } from "../../outbound/outside.suite.ts";
import { type Handler } from "../../outbound/loopback-server.suite.ts";
import { useHttpStep } from "./http-step.suite.ts";

const step = useHttpStep();

let versions = 0;

function connection(content: object, hosts: readonly string[] = ["127.0.0.1"]) {
  versions += 1;
  const parsed = connectionContent.parse({ hosts, settings: {}, ...content });
  return { ...parsed, name: `c${versions}`, version: versions };
}

function oauth2(more: object = {}, content: object = {}): OpenConnection {
  return connection({
    kind: "oauth2_client",
    settings: { tokenUrl: `${step.outside.url}/token`, clientId: "my id", ...more },
    secrets: { clientSecret: "s:cret/ü" },
    ...content,
  });
}

/** Runs the step with the connection; what the server has echoed. */
async function seenWith(given: OpenConnection, config: JsonObject = {}) {
  const context = { connection: async () => given };
  const output = await step.run({ output: "body", connection: given.name, ...config }, {}, context);
  return output as unknown as { url: string; headers: Record<string, string> };
}

function failureWith(given: OpenConnection, config: JsonObject = {}) {
  const context = { connection: async () => given };
  return step.failureOf({ connection: given.name, ...config }, {}, context);
}

describe("a connection's credentials", () => {
  it.each<[string, object, string, string]>([
    [
      "basic",
      { kind: "basic", settings: { username: "ada" }, secrets: { password: "pä:ss" } },
      "authorization",
      `Basic ${Buffer.from("ada:pä:ss").toString("base64")}`,
    ],
    ["bearer", { kind: "bearer", secrets: { token: "tok" } }, "authorization", "Bearer tok"],
    [
      "header",
      { kind: "header", settings: { name: "X-Api-Key" }, secrets: { value: "k 1" } },
      "x-api-key",
      "k 1",
    ],
  ])("of kind %s are sent as a header, instead of the author's", async (_, content, name, sent) => {
    const seen = await seenWith(connection(content), { headers: { [name]: "mine" } });
    expect(seen.headers[name]).toBe(sent);
  });

  it("go to its hosts only", async () => {
    const bearer = { kind: "bearer", secrets: { token: "tok" } };
    expect(await failureWith(connection(bearer, ["api.example.com"]))).toMatchObject({
      code: "connection_host_not_allowed",
      retryable: false,
    });
    const port = String(step.outside.port);
    expect(await failureWith(connection(bearer, ["127.0.0.1:1"]))).toMatchObject({
      code: "connection_host_not_allowed",
    });
    await seenWith(connection(bearer, [`127.0.0.1:${port}`]));
  });

  it("of a mail server are of no use here", async () => {
    const smtp = connection({
      kind: "smtp",
      hosts: [],
      settings: { host: "m.example.com" },
      secrets: {},
    });
    const wide = { ...smtp, hosts: ["127.0.0.1"] } as unknown as OpenConnection;
    expect(await failureWith(wide)).toMatchObject({ code: "connection_unusable" });
  });

  it("that no header can carry are refused", async () => {
    const reserved = { kind: "header", settings: { name: "Host" }, secrets: { value: "x" } };
    expect(await failureWith(connection(reserved))).toMatchObject({ code: "invalid_header" });
  });
});

describe("a redirect with credentials", () => {
  const secret = { kind: "header", settings: { name: "x-key" }, secrets: { value: "tok" } };

  function redirecting(to: () => string): Handler {
    return (request, response) => {
      if (request.url !== "/start") return echo(request, response);
      return response.writeHead(307, { location: to() }).end();
    };
  }

  it("to one of its hosts keeps them, on another origin too", async () => {
    step.outside.handle = redirecting(() => `http://localhost:${step.outside.port}/there`);
    const two = connection(secret, ["127.0.0.1", "localhost"]);
    const seen = await seenWith(two, { url: `${step.outside.url}/start` });
    expect(seen).toMatchObject({ url: "/there", headers: { "x-key": "tok" } });
  });

  it("to another host drops them", async () => {
    step.outside.handle = redirecting(() => `http://localhost:${step.outside.port}/there`);
    const seen = await seenWith(connection(secret), { url: `${step.outside.url}/start` });
    expect(seen.url).toBe("/there");
    expect(seen.headers["x-key"]).toBeUndefined();
  });

  it("that comes back from elsewhere does not get them again", async () => {
    step.outside.handle = (request, response) => {
      const next = {
        "/start": `http://localhost:${step.outside.port}/away`,
        "/away": step.outside.url,
      };
      const location = next[request.url as keyof typeof next];
      return location ? response.writeHead(307, { location }).end() : echo(request, response);
    };
    const seen = await seenWith(connection(secret), { url: `${step.outside.url}/start` });
    expect(seen.url).toBe("/");
    expect(seen.headers["x-key"]).toBeUndefined();
  });

  it("does not take a body with secrets to another origin", async () => {
    step.outside.handle = redirecting(() => `http://localhost:${step.outside.port}/there`);
    const config = {
      url: `${step.outside.url}/start`,
      method: "POST",
      body: "x",
      bodyType: "text",
    };
    expect(await step.failureOf(config, {}, { holdsSecrets: true })).toMatchObject({
      code: "redirect_not_allowed",
    });
    expect(await step.failureOf(config)).toBeUndefined();
  });
});

const invalid = { code: "oauth2_token_invalid", retryable: false };

describe("OAuth 2.0 client credentials", () => {
  let asked: { readonly authorization: string | undefined; readonly form: string }[] = [];
  let answerToken: (count: number) => object = () => ({});
  let refusedTokens: readonly string[] = [];
  let tokenStatus = 200;

  beforeEach(() => {
    asked = [];
    answerToken = (count) => ({
      access_token: `t${count}`,
      token_type: "Bearer",
      expires_in: 3600,
    });
    refusedTokens = [];
    tokenStatus = 200;
    step.outside.handle = async (request, response) => {
      const { authorization } = request.headers;
      if (request.url !== "/token") {
        const token = authorization?.replace("Bearer ", "") ?? "";
        if (refusedTokens.includes(token)) response.statusCode = 401;
        return echo(request, response);
      }
      let form = "";
      for await (const chunk of request) form += String(chunk);
      asked.push({ authorization, form });
      response.statusCode = tokenStatus;
      return response.end(JSON.stringify(answerToken(asked.length)));
    };
  });

  it("are exchanged for a token, once for many requests at the same time", async () => {
    const given = oauth2({ scope: "read write", audience: "shop" });
    const all = await Promise.all(Array.from({ length: 5 }, () => seenWith(given)));
    expect(all.map(({ headers }) => headers["authorization"])).toEqual(Array(5).fill("Bearer t1"));
    const id = Buffer.from("my+id:s%3Acret%2F%C3%BC").toString("base64");
    const form = "grant_type=client_credentials&scope=read+write&audience=shop";
    expect(asked).toEqual([{ authorization: `Basic ${id}`, form }]);
    await seenWith(given);
    expect(asked).toHaveLength(1);
  });

  it("get a new token shortly before its end, and for a changed connection", async () => {
    answerToken = (count) => ({
      access_token: `t${count}`,
      expires_in: count === 1 ? 0.000_01 : 60,
    });
    const given = oauth2();
    await seenWith(given);
    // The test's clock stands still: only a life of nothing is over.
    expect((await seenWith({ ...given, version: given.version + 100 })).headers).toMatchObject({
      authorization: "Bearer t2",
    });
  });

  it("get a new token once where the old one is refused", async () => {
    const given = oauth2();
    await seenWith(given);
    refusedTokens = ["t1"];
    expect((await seenWith(given)).headers["authorization"]).toBe("Bearer t2");
    refusedTokens = ["t2", "t3"];
    expect(await failureWith(given)).toMatchObject({ code: "http_status" });
    expect(asked).toHaveLength(3);
  });

  it("conceal the token", async () => {
    const concealed: string[] = [];
    const given = oauth2();
    await step.run(
      { connection: given.name },
      {},
      {
        connection: async () => given,
        conceal: (value) => concealed.push(value),
      },
    );
    expect(concealed).toEqual(["t1"]);
  });

  it.each([
    [
      "refused",
      401,
      { error: "invalid_client" },
      { code: "oauth2_token_refused", retryable: false },
    ],
    ["a busy server", 503, {}, { code: "oauth2_token_refused", retryable: true }],
    ["no token", 200, { access_token: 7 }, invalid],
    ["a token of another kind", 200, { access_token: "x", token_type: "mac" }, invalid],
    ["a token that is two headers", 200, { access_token: "a\r\nb: c" }, invalid],
  ])(
    "fail the step with %s, and are tried again the next time",
    async (_what, status, answer, failure) => {
      tokenStatus = status;
      answerToken = () => answer;
      const given = oauth2();
      expect(await failureWith(given)).toMatchObject(failure);
      await failureWith(given);
      expect(asked).toHaveLength(2);
    },
  );

  it("are not in what is shown of the token server's error, by half neither", async () => {
    tokenStatus = 400;
    answerToken = () => ({ error: `${"x".repeat(95)}s:cret/ü` });
    const given = oauth2();
    const connectionOf = async () => given;
    const redact = (text: string) => text.replaceAll("s:cret/ü", "•••");
    const context = { connection: connectionOf, redact };
    const failure = await step.failureOf({ connection: given.name }, {}, context);
    expect(failure?.message).toContain("xxx•••)");
  });

  it("are not sent in plain to a host that the operator does not list", async () => {
    const given = oauth2({ tokenUrl: "http://auth.example.com/token" });
    expect(await failureWith(given)).toMatchObject({ code: "connection_unusable" });
  });

  it("end with the run, though others wait for the same token", async () => {
    const given = oauth2();
    const failure = step.failureOf(
      { connection: given.name },
      {},
      {
        connection: async () => given,
        signal: AbortSignal.abort(),
      },
    );
    expect(await failure).toMatchObject({ code: "canceled" });
  });
});
