import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePeerReader, parseTrustedProxies } from "./peer.ts";

function readerOf(...entries: readonly string[]) {
  const parsed = parseTrustedProxies(entries);
  if (!parsed.ok) throw new Error(parsed.message);
  const read = makePeerReader(parsed.ranges);
  return (remoteAddress: string, headers: Record<string, string>) =>
    read({ headers, socket: { remoteAddress } } as never);
}

const forged = {
  "x-forwarded-for": "203.0.113.9",
  "x-forwarded-host": "evil.example",
  host: "own",
};

describe("the other end of a connection", () => {
  it("is whoever has connected, whatever he says, where no proxy is named", () => {
    expect(readerOf()("127.0.0.1", forged)).toEqual({ address: "127.0.0.1", host: "own" });
  });

  it("is what a named proxy says, and nobody else", () => {
    const read = readerOf("10.0.0.0/8", "fd00::1");
    expect(read("10.1.2.3", forged)).toEqual({ address: "203.0.113.9", host: "evil.example" });
    expect(read("fd00::1", forged).address).toBe("203.0.113.9");
    expect(read("::ffff:10.1.2.3", forged).address).toBe("203.0.113.9");
    expect(read("11.1.2.3", forged)).toEqual({ address: "11.1.2.3", host: "own" });
    expect(read("10.1.2.3", { host: "own" })).toEqual({ address: "10.1.2.3", host: "own" });
  });

  it("is the nearest who is no proxy: what he has written before himself counts for nothing", () => {
    const read = readerOf("10.0.0.0/8");
    const from = (list: string) => read("10.0.0.1", { "x-forwarded-for": list }).address;
    expect(from("198.51.100.7, 203.0.113.9")).toBe("203.0.113.9");
    expect(from("198.51.100.7, 203.0.113.9, 10.0.0.2")).toBe("203.0.113.9");
    expect(from("10.0.0.3, 10.0.0.2")).toBe("10.0.0.3");
    expect(from("203.0.113.9:4711")).toBe("203.0.113.9");
    expect(from("[2001:db8::1]:4711")).toBe("2001:db8::1");
    expect(from("203.0.113.9, unknown")).toBe("10.0.0.1");
  });

  it("law: whatever the sender writes, a proxy's own word comes last and wins", () => {
    const read = readerOf("10.0.0.0/8");
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (written, sender) => {
        fc.pre(!sender.startsWith("10."));
        const headers = { "x-forwarded-for": `${written}, ${sender}` };
        expect(read("10.0.0.1", headers).address).toBe(sender);
      }),
    );
  });

  it("is refused where an entry is no address", () => {
    for (const entry of ["proxy.example", "10.0.0.0/33", "*", ""])
      expect(parseTrustedProxies([entry])).toMatchObject({ ok: false });
  });
});
