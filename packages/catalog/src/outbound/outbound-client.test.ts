import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { bodyOf, startLoopbackServer } from "./loopback-server.suite.ts";
import { createOutboundClient } from "./outbound-client.ts";
import { echo, textOf, useOutside } from "./outside.suite.ts";

const outside = useOutside();

describe("an outbound request", () => {
  it("sends method, path, query, headers and body", async () => {
    outside.handle = echo;
    const got = await outside.seen({
      method: "PUT",
      url: `${outside.url}/a/b?c=d#e`,
      headers: { "X-One": "1", "User-Agent": "mine" },
      body: "content",
    });
    expect(got).toMatchObject({ method: "PUT", url: "/a/b?c=d", body: "content" });
    expect(got.headers).toMatchObject({ "x-one": "1", "user-agent": "mine" });
  });

  it("sends bytes as they are", async () => {
    outside.handle = async (request, response) => {
      response.end(await bodyOf(request));
    };
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(new Uint8Array((await outside.request({ method: "POST", body })).body)).toEqual(body);
  });

  it("gives status, lower-case headers with joined values, body and address", async () => {
    outside.handle = (_, response) => {
      response.writeHead(404, { "X-A": ["1", "2"], "Set-Cookie": ["a=1", "b=2"] }).end("no");
    };
    const got = await outside.request({ url: `${outside.url}/x` });
    expect(got.status).toBe(404);
    expect(got.headers).toMatchObject({ "x-a": "1, 2", "set-cookie": "a=1, b=2" });
    expect(textOf(got.body)).toBe("no");
    expect(got.url).toBe(`${outside.url}/x`);
  });

  it("names itself and accepts compressed answers", async () => {
    outside.handle = echo;
    const { headers } = await outside.seen({});
    expect(headers).toMatchObject({
      "user-agent": "Stepwell",
      "accept-encoding": "gzip, deflate, br",
    });
  });

  it("keeps header names such as __proto__ away from prototypes", async () => {
    outside.handle = (_, response) => response.setHeader("__proto__", "x").end();
    const { headers } = await outside.request();
    expect(Object.hasOwn(headers, "__proto__")).toBe(true);
    expect(({} as { readonly x?: unknown }).x).toBeUndefined();
  });

  it("refuses a header Host, broken headers and methods", async () => {
    expect(await outside.failureOf({ headers: { HOST: "x" } })).toMatchObject({
      code: "invalid_request",
    });
    expect(await outside.failureOf({ headers: { a: "b\r\nc: d" } })).toMatchObject({
      code: "invalid_request",
    });
    expect(await outside.failureOf({ method: "G T" })).toMatchObject({ code: "invalid_request" });
  });
});

describe("host names", () => {
  it("are resolved by the system", async () => {
    const named = createOutboundClient({ allow: ["localhost"] });
    const shared = { method: "GET", timeoutMs: 5000, maxBytes: 100 };
    const response = await named.request({ url: `http://localhost:${outside.port}/`, ...shared });
    expect(textOf(response.body)).toBe("hello");
    await named.close();
  });
});

describe("what goes wrong", () => {
  it("is a retryable time-out where no answer comes", async () => {
    outside.handle = () => undefined;
    expect(await outside.failureOf({ timeoutMs: 30 })).toMatchObject({
      code: "timeout",
      retryable: true,
    });
  });

  it("is a time-out where the body does not end, or redirects take too long together", async () => {
    outside.handle = (_, response) => void response.write("begin");
    expect(await outside.failureOf({ timeoutMs: 30 })).toMatchObject({
      code: "timeout",
      retryable: true,
    });
  });

  it("is a time-out where the name is not resolved in time", async () => {
    const slow = createOutboundClient({ allow: [], resolve: () => new Promise(() => undefined) });
    const shared = { method: "GET", url: "http://a.example/", timeoutMs: 5000, maxBytes: 1 };
    await expect(slow.request({ ...shared, connectTimeoutMs: 20 })).rejects.toMatchObject({
      failure: { code: "timeout", details: { cause: "UND_ERR_CONNECT_TIMEOUT", sent: false } },
    });
    await expect(slow.request({ ...shared, timeoutMs: 20 })).rejects.toMatchObject({
      failure: { code: "timeout" },
    });
    await slow.close();
  });

  it("is canceled by the caller's signal, before and during the request", async () => {
    expect(await outside.failureOf({ signal: AbortSignal.abort() })).toMatchObject({
      code: "canceled",
    });
    const abort = new AbortController();
    outside.handle = () => abort.abort();
    expect(await outside.failureOf({ signal: abort.signal })).toMatchObject({
      code: "canceled",
      retryable: false,
    });
    const late = new AbortController();
    outside.handle = (_, response) => {
      response.write("begin", () => late.abort());
    };
    expect(await outside.failureOf({ signal: late.signal })).toMatchObject({ code: "canceled" });
  });

  it("is a retryable network error with its cause where nothing listens", async () => {
    const gone = await startLoopbackServer(() => undefined);
    await gone.close();
    expect(await outside.failureOf({ url: gone.url })).toMatchObject({
      code: "network_error",
      retryable: true,
      details: { cause: "ECONNREFUSED", sent: false },
    });
  });

  it("is a network error where the name has no address", async () => {
    const empty = createOutboundClient({ allow: [], resolve: () => Promise.resolve([]) });
    const unknown = createOutboundClient({
      allow: [],
      resolve: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
    });
    const wrong = createOutboundClient({
      allow: [],
      resolve: () => Promise.resolve([{ address: "somewhere", family: 4 }]),
    });
    const shared = { method: "GET", url: "http://a.example/", timeoutMs: 5000, maxBytes: 1 };
    const failure = { code: "network_error", details: { cause: "ENOTFOUND", sent: false } };
    await expect(empty.request(shared)).rejects.toMatchObject({ failure });
    await expect(unknown.request(shared)).rejects.toMatchObject({ failure });
    await expect(wrong.request(shared)).rejects.toMatchObject({
      failure: { code: "address_not_allowed" },
    });
    await Promise.all([empty, unknown, wrong].map((one) => one.close()));
  });

  it("is a network error where the server breaks off or talks nonsense", async () => {
    outside.handle = (request) => request.socket.destroy();
    expect(await outside.failureOf()).toMatchObject({
      code: "network_error",
      retryable: true,
      details: { sent: true },
    });
    const tcp = createTcpServer((socket) => socket.end("nonsense\r\n\r\n"));
    await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
    const { port } = tcp.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    expect(await outside.failureOf({ url })).toMatchObject({ code: "network_error" });
    tcp.close();
  });
});
