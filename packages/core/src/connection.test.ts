import { describe, expect, it } from "vitest";
import { connectionContent, connectionName, isHostOf, secretsOf } from "./connection.ts";

describe("hosts of a connection", () => {
  it.each<[string, string, boolean]>([
    ["api.example.com", "https://api.example.com/x", true],
    ["api.example.com", "https://API.example.com./x", true],
    ["api.example.com", "http://api.example.com:8080/", true],
    ["api.example.com:443", "https://api.example.com/", true],
    ["api.example.com:443", "http://api.example.com/", false],
    ["api.example.com:8443", "https://api.example.com/", false],
    ["api.example.com", "https://example.com/", false],
    ["api.example.com", "https://api.example.com.evil.org/", false],
    ["api.example.com", "https://xapi.example.com/", false],
    ["api.example.com", "https://evil.org/api.example.com", false],
    ["api.example.com", "https://evil.org/?api.example.com", false],
    ["api.example.com", "https://api.example.com@evil.org/", false],
    ["*.example.com", "https://a.b.example.com/", true],
    ["*.example.com", "https://example.com/", false],
    ["*.example.com", "https://evilexample.com/", false],
    ["127.0.0.1", "http://127.0.0.1:5000/", true],
    ["[::1]:80", "http://[::1]/", true],
  ])("%s and %s: %s", (pattern, url, expected) => {
    expect(isHostOf([pattern], new URL(url))).toBe(expected);
  });

  it.each(["*", "*.com", "*.", "https://a.com", "a.com/x", "a b", "a.*.com", ""])(
    "%j is no pattern",
    (host) => {
      const content = { kind: "bearer", hosts: [host], settings: {}, secrets: { token: "t" } };
      expect(connectionContent.safeParse(content).success).toBe(false);
    },
  );
});

describe("connections", () => {
  const basic = {
    kind: "basic",
    hosts: ["API.example.com"],
    settings: { username: "ada" },
    secrets: { password: "pass:wörd" },
  };

  it("have settings and secrets apart, and hosts in lower case", () => {
    const parsed = connectionContent.parse(basic);
    expect(parsed.hosts).toEqual(["api.example.com"]);
    expect(secretsOf(parsed)).toEqual(["pass:wörd"]);
  });

  it.each<[string, object]>([
    ["no hosts", { ...basic, hosts: [] }],
    ["a user name with a colon", { ...basic, settings: { username: "a:b" } }],
    ["a secret among the settings", { ...basic, settings: { username: "a", password: "b" } }],
    ["a line break in a secret", { ...basic, secrets: { password: "a\r\nx: y" } }],
    ["an unknown kind", { ...basic, kind: "digest" }],
    [
      "another scheme for tokens",
      {
        kind: "oauth2_client",
        hosts: ["a.b"],
        settings: { tokenUrl: "file:///etc/passwd", clientId: "x" },
        secrets: { clientSecret: "y" },
      },
    ],
    [
      "hosts beside its own, for smtp",
      { kind: "smtp", hosts: ["a.b"], settings: { host: "mail.a.b" }, secrets: {} },
    ],
  ])("are refused with %s", (_what, content) => {
    expect(connectionContent.safeParse(content).success).toBe(false);
  });

  it("have names that fit into a path", () => {
    expect(connectionName.safeParse("Mail_server-2").success).toBe(true);
    for (const name of ["", "2x", "a b", "a/b", "ä", "x".repeat(65)])
      expect(connectionName.safeParse(name).success, name).toBe(false);
  });
});
