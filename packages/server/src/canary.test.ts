import { readdirSync, readFileSync } from "node:fs";
import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from "node:http";
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
} from "node:net";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import {
  type Client,
  createConnection,
  fullPath,
  type Operation,
  operations,
  plainRoutes,
  setSecret,
  startRun,
  streamRoute,
} from "@stepwell/api";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deploy, endedRun, openTestServer, type TestServer } from "./open-test-server.suite.ts";
import { manual } from "./sample-definitions.suite.ts";

/*
 * Canaries as secrets: a workflow sends each of them to servers that give back all that they are
 * sent, in many forms. Afterwards no place where people or thieves look may hold one.
 */

const cores: string[] = [];

/** A secret with characters that encodings change; its core is what is looked for. */
function canary(): string {
  const core = randomBytes(12).toString("hex");
  cores.push(core);
  return `c"/+&=${core}\\%/z`;
}

const secret = canary();
const password = canary();
const token = canary();
const headerValue = canary();
const clientSecret = canary();
const accessToken = canary();
const mailPassword = canary();

const received: string[] = [];
let web: HttpServer;
let mail: TcpServer;
let test: TestServer;
let logged = "";

async function echoed(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { url, rawHeaders } = request;
  const told = JSON.stringify({ url, rawHeaders, body });
  received.push(told);
  const asBase64 = ["", "x", "xy"].map((before) => Buffer.from(before + told).toString("base64"));
  const hex = Buffer.from(told).toString("hex");
  return JSON.stringify({ told, decoded: decodeURIComponent(url ?? ""), body, asBase64, hex });
}

/** Only so much of an error's body is shown: the secret lies over the cut. */
const shownCharacters = 64 * 1024;

function answerOverTheCut(request: IncomingMessage, response: ServerResponse): void {
  response.statusCode = 500;
  response.setHeader("content-type", "text/plain");
  const token = String(request.headers["x-token"]);
  response.end("x".repeat(shownCharacters - token.length / 2) + token.repeat(2));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === "/cut") return answerOverTheCut(request, response);
  const text = await echoed(request);
  const token = JSON.stringify({ access_token: accessToken, expires_in: 3600 });
  response.statusCode = request.url?.startsWith("/fail") === true ? 500 : 200;
  response.setHeader("x-echo", encodeURIComponent(text.slice(0, 4000)));
  response.setHeader("content-type", "application/json");
  response.end(request.url === "/token" ? token : text);
}

/** Refuses every login, and repeats what it was given. */
function startMailEcho(): TcpServer {
  return createTcpServer((socket) => {
    socket.write("220 mail\r\n");
    socket
      .on("error", () => undefined)
      .on("data", (data) => {
        const line = data.toString().trim();
        if (line.startsWith("EHLO")) return socket.write("250-mail\r\n250 AUTH PLAIN\r\n");
        const decoded = Buffer.from(line.split(" ").at(-1) ?? "", "base64").toString();
        received.push(decoded);
        return socket.write(`535 no: ${line} ${JSON.stringify(decoded)}\r\n`);
      });
  });
}

function listening(server: HttpServer | TcpServer): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

beforeAll(async () => {
  web = createServer((request, response) => void answer(request, response));
  mail = startMailEcho();
  const write = (line: string): void => {
    logged += line;
  };
  const logger = pino({ level: "trace" }, { write });
  test = await openTestServer({ logger });
});
afterAll(async () => {
  await test.close();
  web.close();
  mail.close();
});

async function storeAll(call: Client, webPort: number, mailPort: number): Promise<void> {
  const hosts = [`127.0.0.1:${webPort}`];
  const tokenUrl = `http://127.0.0.1:${webPort}/token`;
  await call(setSecret, { params: { name: "TOKEN" }, body: { value: secret } });
  for (const body of [
    { kind: "basic", settings: { username: "ada" }, secrets: { password } },
    { kind: "bearer", settings: {}, secrets: { token } },
    { kind: "header", settings: { name: "x-key" }, secrets: { value: headerValue } },
    { kind: "oauth2_client", settings: { tokenUrl, clientId: "me" }, secrets: { clientSecret } },
  ] as const)
    await call(createConnection, { body: { ...body, hosts, name: body.kind } as never });
  const settings = { host: "127.0.0.1", port: mailPort, secure: false, requireTls: false };
  await call(createConnection, {
    body: {
      name: "mail",
      kind: "smtp",
      settings: { ...settings, username: "ada", from: "a@example.com" },
      secrets: { password: mailPassword },
    },
  });
}

function workflowTo(webPort: number): object {
  const to = (path: string): string => `http://127.0.0.1:${webPort}${path}`;
  const goesOn = { onError: "continue" };
  const sent = "{{ secrets.TOKEN }}";
  const filled = {
    method: "POST",
    headers: { "x-token": `Token ${sent}` },
    query: { q: sent, [`p`]: [`a ${sent}`] },
    body: { deep: [{ text: sent }, "{{ trigger.forged }}"] },
  };
  const step = (id: string, config: object) => ({ id, type: "http", config, ...goesOn });
  const calls = ["basic", "bearer", "header", "oauth2_client"].map((connection) =>
    step(connection, { url: to("/x"), connection }),
  );
  return manual([
    step("filled", { url: to("/x"), ...filled }),
    step("fails", { url: to("/fail"), ...filled, bodyType: "form", body: { a: sent } }),
    step("multi", { url: to("/x"), ...filled, bodyType: "multipart", body: { a: sent } }),
    step("cut", { url: to("/cut"), headers: filled.headers }),
    ...calls,
    step("fails_basic", { url: to("/fail"), connection: "basic" }),
    {
      id: "mail",
      type: "email",
      config: { connection: "mail", to: "b@example.com", subject: "s", text: "t" },
      ...goesOn,
    },
    { id: "emit", type: "emit_event", config: { type: "told", data: "{{ steps.filled }}" } },
    { id: "out", type: "output", config: { value: "{{ steps.filled }}" } },
  ]);
}

/** Every form in which a text may hold the core: as it is, or inside base64 or hexadecimal. */
function holds(text: string, core: string): boolean {
  if (text.includes(core) || text.includes(Buffer.from(core).toString("hex"))) return true;
  return [...text.matchAll(/[\w+/-]{16,}/g)].some(([run]) =>
    [0, 1, 2, 3].some((start) => Buffer.from(run.slice(start), "base64").includes(core)),
  );
}

function found(where: string, text: string): readonly string[] {
  return cores.flatMap((core, index) => (holds(text, core) ? [`${where}: canary ${index}`] : []));
}

/** What every GET operation answers, of the run, its workflow and its events. */
async function answers(ids: Readonly<Record<string, string>>): Promise<Map<string, string>> {
  const authorization = `Bearer ${await test.key()}`;
  const all = new Map<string, string>();
  const gets = (Object.values(operations) as readonly Operation[]).filter(
    ({ method }) => method === "GET",
  );
  for (const operation of gets) {
    const id = ids[operation.id.split(".")[0] ?? ""] ?? "none";
    const names: Readonly<Record<string, string>> = { env: "live", n: "1", name: "basic", id };
    const path = fullPath(operation).replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => names[name] ?? "",
    );
    const query = operation.id === "workflows.diff" ? "?from=1&to=draft" : "";
    const response = await test.send(path + query, { headers: { authorization } });
    all.set(operation.id, await response.text());
  }
  for (const { method, path } of plainRoutes)
    if (method === "GET" && path !== streamRoute.path)
      all.set(path, await (await test.send(path)).text());
  return all;
}

it("no canary is in files, answers, events or logs", { timeout: 60_000 }, async () => {
  const [webPort, mailPort] = [await listening(web), await listening(mail)];
  const call = await test.client();
  await storeAll(call, webPort, mailPort);
  const { id: workflowId } = await deploy(call, workflowTo(webPort));
  const authorization = `Bearer ${await test.key()}`;
  const abort = new AbortController();
  const stream = await test.send("/api/v1/live/stream?topics=runs", {
    headers: { authorization },
    signal: abort.signal,
  });
  let streamed = "";
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) streamed += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  const input = { forged: "{{ secrets.TOKEN }}" };
  const { runId } = await call(startRun, { params: { id: workflowId }, body: { input } });
  const run = await endedRun(test, call, runId);

  // The servers were sent every canary, and gave it back: otherwise nothing is shown here.
  expect(cores.filter((core) => !holds(received.join("\n"), core))).toEqual([]);
  expect(run.status).toBe("succeeded");
  const filled = run.stepRuns.find(({ stepId }) => stepId === "filled");
  expect(filled?.input).toMatchObject({
    headers: { "x-token": "Token {{ secrets.TOKEN }}" },
    query: { q: "{{ secrets.TOKEN }}" },
    body: { deep: [{ text: "{{ secrets.TOKEN }}" }, "{{ secrets.TOKEN }}"] },
  });
  for (const { stepId, output, error } of run.stepRuns.filter(({ type }) => type !== "emit_event"))
    expect(JSON.stringify({ output, error }), stepId).toContain("•••");
  const body = JSON.parse(JSON.parse(received.find((one) => one.includes("deep")) ?? "{}").body);
  expect(body.deep).toEqual([{ text: secret }, "{{ secrets.TOKEN }}"]);

  const ids = { workflows: workflowId, runs: runId, events: run.event.id };
  const places = await answers(ids);
  expect(places.get("runs.get")).toContain("•••");
  for (const name of readdirSync(test.dataDir))
    places.set(name, readFileSync(join(test.dataDir, name)).toString("latin1"));
  expect([...places.keys()].some((name) => name.endsWith("-wal"))).toBe(true);
  abort.abort();
  await reading;
  expect(streamed).toContain(runId);
  places.set("stream", streamed).set("log", logged);
  expect([...places].flatMap(([where, text]) => found(where, text))).toEqual([]);

  await test.restart();
  for (const [where, text] of await answers(ids)) expect(found(`again ${where}`, text)).toEqual([]);
});
