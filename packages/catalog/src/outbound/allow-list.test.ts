import { describe, expect, it } from "vitest";
import { required } from "@stepwell/core";
import { type AllowRule, covers, namesExactly, normalHost, parseAllowList } from "./allow-list.ts";
import { parseIpAddress } from "./ip-address.ts";

function ruleOf(entry: string): AllowRule {
  const parsed = parseAllowList([entry]);
  return required(parsed.ok ? parsed.rules[0] : undefined, entry);
}

function isCovered(entry: string, host: string, address: string, port = 80): boolean {
  return covers(ruleOf(entry), { host, port }, required(parseIpAddress(address), address));
}

describe("parseAllowList", () => {
  it.each([
    ["intern.example", { kind: "host", host: "intern.example" }],
    [" Intern.Example. ", { kind: "host", host: "intern.example" }],
    ["db_1:8080", { kind: "host", host: "db_1", port: 8080 }],
  ])("reads the host %s", (entry, rule) => {
    expect(ruleOf(entry)).toEqual(rule);
  });

  it.each([
    "10.0.0.0/8",
    "10.0.0.0/8:8080",
    "127.0.0.1:80",
    "::1",
    "fd00::/8",
    "[::1]:80",
    "[fd00::/8]:80",
  ])("reads the range %s", (entry) => {
    expect(ruleOf(entry).kind).toBe("range");
  });

  it.each([
    "",
    "*",
    "*.example",
    "http://x",
    "a b",
    "10.0.0.0/33",
    "10.0.0",
    "1234",
    "x:0",
    "x:65536",
    "x:",
    "[x]:80",
    "-x",
    "x/8",
  ])("refuses %j and says what is accepted", (entry) => {
    const parsed = parseAllowList(["ok.example", entry]);
    expect(parsed.ok ? "" : parsed.message).toContain(`STEPWELL_OUTBOUND_ALLOW: "${entry}"`);
  });
});

describe("allow rules", () => {
  it("let a named host be reached at any address, another host not", () => {
    expect(isCovered("a.example", "a.example", "10.0.0.1")).toBe(true);
    expect(isCovered("a.example", "b.a.example", "10.0.0.1")).toBe(false);
  });

  it("let any host be reached inside a range", () => {
    expect(isCovered("10.0.0.0/8", "a.example", "10.1.2.3")).toBe(true);
    expect(isCovered("10.0.0.0/8", "a.example", "11.1.2.3")).toBe(false);
  });

  it("hold for one port where they name one", () => {
    expect(isCovered("10.0.0.1:8080", "x", "10.0.0.1", 8080)).toBe(true);
    expect(isCovered("10.0.0.1:8080", "x", "10.0.0.1", 8081)).toBe(false);
    expect(isCovered("x:8080", "x", "10.0.0.1", 8081)).toBe(false);
  });

  it("name an address exactly only as that address", () => {
    const address = required(parseIpAddress("169.254.169.254"), "address");
    const names = (entry: string, port = 80) =>
      namesExactly(ruleOf(entry), { host: "x", port }, address);
    expect(names("169.254.169.254")).toBe(true);
    expect(names("169.254.169.254/32")).toBe(true);
    expect(names("[::ffff:169.254.169.254]:80")).toBe(true);
    expect(names("169.254.169.254:81")).toBe(false);
    expect(names("169.254.0.0/16")).toBe(false);
    expect(names("x")).toBe(false);
  });
});

describe("normalHost", () => {
  it("has one spelling for a host", () => {
    expect(normalHost("LOCALHOST.")).toBe("localhost");
    expect(normalHost("[::1]")).toBe("::1");
  });
});
