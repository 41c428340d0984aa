import { describe, expect, it } from "vitest";
import { causesHeader } from "@stepwell/core";
import type { Handler } from "./loopback-server.suite.ts";
import { nextHop } from "./redirect.ts";
import { echo, textOf, useOutside } from "./outside.suite.ts";

const outside = useOutside();

describe("redirects", () => {
  function redirectTo(target: () => string, status: number): Handler {
    return (request, response) => {
      if (request.url !== "/start") return echo(request, response);
      return response.writeHead(status, { location: target() }).end("moved");
    };
  }

  it.each([
    [301, "POST", "GET", ""],
    [302, "POST", "GET", ""],
    [303, "POST", "GET", ""],
    [303, "PUT", "GET", ""],
    [301, "PUT", "PUT", "content"],
    [307, "POST", "POST", "content"],
    [308, "DELETE", "DELETE", "content"],
  ])("turn with %s a %s into %s", async (status, method, becomes, body) => {
    outside.handle = redirectTo(() => "/end", status);
    const headers = {
      "content-type": "text/plain",
      authorization: "Bearer x",
      "idempotency-key": "k",
    };
    const got = await outside.seen({
      method,
      url: `${outside.url}/start`,
      body: "content",
      headers,
    });
    expect(got).toMatchObject({ method: becomes, url: "/end", body });
    expect(got.headers).toMatchObject({ authorization: "Bearer x", "idempotency-key": "k" });
    expect(got.headers["content-type"]).toBe(body === "" ? undefined : "text/plain");
  });

  it("leave HEAD a HEAD", async () => {
    let last = "";
    outside.handle = (request, response) => {
      last = `${request.method} ${request.url}`;
      redirectTo(() => "/end", 303)(request, response);
    };
    expect((await outside.request({ method: "HEAD", url: `${outside.url}/start` })).url).toBe(
      `${outside.url}/end`,
    );
    expect(last).toBe("HEAD /end");
  });

  it("drop credentials and the author's own headers on another origin", async () => {
    outside.handle = redirectTo(() => `${outside.otherUrl}/end`, 307);
    const headers = {
      authorization: "Bearer x",
      cookie: "a=b",
      "x-api-key": "secret",
      "idempotency-key": "k",
      "content-type": "text/plain",
      accept: "text/html",
    };
    const got = await outside.seen({
      method: "POST",
      url: `${outside.url}/start`,
      body: "content",
      headers,
    });
    expect(got.headers).toMatchObject({ "content-type": "text/plain", accept: "text/html" });
    const dropped = ["authorization", "cookie", "x-api-key", "idempotency-key"];
    expect(dropped.filter((name) => Object.hasOwn(got.headers, name))).toEqual([]);
  });

  it("count another port or scheme of the same host as another origin", () => {
    const url = new URL("https://a.example/");
    const hop = { url, method: "GET", headers: { Authorization: "Bearer x" }, body: undefined };
    const headersAt = (location: string) => nextHop(hop, { status: 302, location })?.headers;
    expect(headersAt("https://a.example:443/b")).toEqual({ Authorization: "Bearer x" });
    expect(headersAt("https://a.example:444/")).toEqual({});
    expect(headersAt("http://a.example/")).toEqual({});
    expect(headersAt("//a.example.evil.example/")).toEqual({});
  });

  it("keep what tells a repetition and the causes on the same host, also where it turns to https", () => {
    const given = { "Idempotency-Key": "k", [causesHeader]: "c", "x-api-key": "secret" };
    const kept = { "Idempotency-Key": "k", [causesHeader]: "c" };
    const headersAt = (from: string, location: string) =>
      nextHop(
        { url: new URL(from), method: "POST", headers: given, body: "b" },
        { status: 308, location },
      )?.headers;
    expect(headersAt("http://a.example/", "https://a.example/b")).toEqual(kept);
    expect(headersAt("http://a.example/", "https://A.example:443/")).toEqual(kept);
    expect(headersAt("http://a.example:8080/", "https://a.example:8080/")).toEqual(kept);
    expect(headersAt("http://a.example/", "/b")).toEqual(given);
    for (const elsewhere of [
      "https://b.example/",
      "https://www.a.example/",
      "https://a.example.b.example/",
      "https://a.example:8443/",
      "http://a.example:8080/",
    ])
      expect(headersAt("http://a.example/", elsewhere)).toEqual({});
    // Once away from the host they do not come back.
    const away = nextHop(
      { url: new URL("http://a.example/"), method: "POST", headers: given, body: "b" },
      { status: 307, location: "http://b.example/" },
    );
    expect(away && nextHop(away, { status: 307, location: "http://a.example/" })?.headers).toEqual(
      {},
    );
  });

  it("are followed five times, not six", async () => {
    let left = 5;
    outside.handle = (_, response) => {
      if (left === 0) return response.end("there");
      left -= 1;
      return response.writeHead(302, { location: "/next" }).end();
    };
    expect(textOf((await outside.request()).body)).toBe("there");
    left = 6;
    expect(await outside.failureOf()).toMatchObject({
      code: "too_many_redirects",
      retryable: false,
    });
  });

  it("are given back where they are not followed or lead nowhere", async () => {
    outside.handle = redirectTo(() => "/end", 302);
    const url = `${outside.url}/start`;
    expect(await outside.request({ url, followRedirects: false })).toMatchObject({ status: 302 });
    outside.handle = (_, response) => response.writeHead(302).end();
    expect(await outside.request()).toMatchObject({ status: 302 });
    outside.handle = (_, response) => response.writeHead(304, { location: "/x" }).end();
    expect(await outside.request()).toMatchObject({ status: 304 });
    outside.handle = redirectTo(() => "http://", 302);
    expect(await outside.failureOf({ url })).toMatchObject({ code: "invalid_url" });
  });
});
