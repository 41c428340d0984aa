import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { textOf, useOutside } from "./outside.suite.ts";

const outside = useOutside();

describe("the response's size", () => {
  const encoders = {
    identity: (body: Buffer) => body,
    gzip: (body: Buffer) => gzipSync(body),
    "x-gzip": (body: Buffer) => gzipSync(body),
    deflate: (body: Buffer) => deflateSync(body),
    "Deflate ": (body: Buffer) => deflateRawSync(body),
    br: (body: Buffer) => brotliCompressSync(body),
    "gzip, br": (body: Buffer) => brotliCompressSync(gzipSync(body)),
  };

  it.each(Object.entries(encoders))("is counted after undoing %s", async (encoding, encode) => {
    const size = 100_000;
    const body = Buffer.from(Array.from({ length: size }, (_, index) => (index * 7919) % 251));
    outside.handle = (_, response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(encode(body));
    };
    for (const maxBytes of [size + 1, size])
      expect(Buffer.from((await outside.request({ maxBytes })).body).equals(body)).toBe(true);
    expect(await outside.failureOf({ maxBytes: size - 1 })).toMatchObject({
      code: "response_too_large",
      retryable: false,
      message: expect.stringContaining(`httpResponseBytesMax (${size - 1})`),
    });
  });

  it("holds back a decompression bomb without unpacking it", async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(100_000_000)));
    outside.handle = (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip, gzip" }).end(bomb);
    const before = process.memoryUsage().arrayBuffers;
    expect(await outside.failureOf({ maxBytes: 1_000_000 })).toMatchObject({
      code: "response_too_large",
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it("ends an endless answer at the limit", async () => {
    let isClosed = false;
    outside.handle = (_, response) => {
      response.on("close", () => {
        isClosed = true;
      });
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(10_000)));
        response.once("drain", more);
      };
      more();
    };
    expect(await outside.failureOf()).toMatchObject({ code: "response_too_large" });
    await expect.poll(() => isClosed).toBe(true);
  });

  it("is accepted where the announced length is just the limit, or of the compressed body", async () => {
    const body = Buffer.alloc(10_000, "x");
    outside.handle = (_, response) => response.setHeader("content-length", 10_000).end(body);
    expect((await outside.request()).body).toHaveLength(10_000);
    const packed = gzipSync(body, { level: 0 });
    outside.handle = (_, response) => {
      response.setHeader("content-encoding", "gzip");
      response.setHeader("content-length", packed.length).end(packed);
    };
    expect(packed.length).toBeGreaterThan(10_000);
    expect((await outside.request()).body).toHaveLength(10_000);
  });

  it("is refused by its announced length before it is read", async () => {
    outside.handle = (_, response) =>
      response.writeHead(200, { "content-length": 10_001 }).flushHeaders();
    expect(await outside.failureOf()).toMatchObject({ code: "response_too_large" });
  });

  it("leaves an unknown coding as it is, and refuses a chain that is too long", async () => {
    outside.handle = (_, response) =>
      response.writeHead(200, { "content-encoding": "zz" }).end("raw");
    expect(textOf((await outside.request()).body)).toBe("raw");
    outside.handle = (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip, gzip, gzip, gzip" }).end("x");
    };
    expect(await outside.failureOf()).toMatchObject({ code: "invalid_response" });
  });

  it("reads an empty body whatever its coding", async () => {
    outside.handle = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end();
    expect((await outside.request()).body).toHaveLength(0);
    outside.handle = (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": 99_999 }).end();
    };
    expect((await outside.request({ method: "HEAD" })).body).toHaveLength(0);
  });

  it("reports a damaged body as a network error", async () => {
    const cut = gzipSync(Buffer.alloc(1000)).subarray(0, 20);
    outside.handle = (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(cut);
    expect(await outside.failureOf()).toMatchObject({ code: "network_error", retryable: true });
    outside.handle = (_, response) =>
      response.writeHead(200, { "content-encoding": "br" }).end("not brotli");
    expect(await outside.failureOf()).toMatchObject({ code: "network_error", retryable: true });
  });
});
