import { assert, pre, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRedaction } from "./redaction.ts";

function hiding(...secrets: readonly string[]) {
  const redaction = makeRedaction();
  for (const secret of secrets) redaction.add(secret);
  return redaction;
}

describe("hiding a secret", () => {
  it("finds it anywhere in a value, in keys too", () => {
    const { value } = hiding("hunter22");
    expect(value({ a: ["is hunter22!", 1, null, true], hunter22: { b: "x" } })).toEqual({
      a: ["is •••!", 1, null, true],
      "•••": { b: "x" },
    });
  });

  it("finds a number that is the secret", () => {
    expect(hiding("12345678").value([12_345_678, 1234])).toEqual(["•••", 1234]);
  });

  it.each<[string, (secret: string) => string]>([
    ["JSON", (secret) => JSON.stringify({ echo: secret })],
    [
      "JSON in JSON",
      (secret) => JSON.stringify(JSON.stringify(JSON.stringify(secret).slice(1, -1))),
    ],
    ["an address", encodeURIComponent],
    ["a form", (secret) => new URLSearchParams({ q: secret }).toString()],
    ["hexadecimal", (secret) => Buffer.from(secret).toString("hex")],
    ["base64", (secret) => Buffer.from(secret).toString("base64")],
    ["base64 of user and password", (secret) => Buffer.from(`me:${secret}`).toString("base64")],
    ["base64url of more", (secret) => Buffer.from(`ab${secret}cd`).toString("base64url")],
  ])("finds it in %s", (_form, write) => {
    const secret = "canary-7f3a91c0";
    const shown = hiding(secret).text(write(secret));
    expect(shown).toContain("•••");
    expect(shown).not.toContain(secret);
  });

  it("leaves nothing of it in any text around it", () => {
    const secrets = string({ unit: "grapheme", minLength: 6, maxLength: 30 });
    assert(
      property(secrets, string(), string(), (secret, before, after) => {
        pre(!"•••".includes(secret));
        const { text } = hiding(secret);
        expect(text(before + secret + after)).not.toContain(secret);
        const encoded = Buffer.from(before + secret + after).toString("base64");
        const restored = Buffer.from(text(encoded), "base64").toString();
        if (Buffer.byteLength(secret) > 8) expect(restored).not.toContain(secret);
      }),
    );
  });

  it("hides the longer one first where one is a part of the other", () => {
    expect(hiding("secret", "secret-long").text("secret-long secret")).toBe("••• •••");
  });

  it("replaces a short one only where it stands alone", () => {
    const { text } = hiding("abc");
    expect(text("abc abcd xabc (abc) abc.abc 1abc")).toBe("••• abcd xabc (•••) •••.••• 1abc");
  });

  it("gives the same value back where there is nothing to hide", () => {
    const given = { a: "b" };
    expect(makeRedaction().value(given)).toBe(given);
    expect(hiding("").value(given)).toBe(given);
  });

  it("leaves no end of one where two overlap", () => {
    expect(hiding("xabcde", "abcdefgh").text("xabcdefgh abcdefgh")).toBe("••• •••");
  });

  it("takes a short one beside a long one for alone", () => {
    expect(hiding("abc", "hunter22").text("hunter22abc abcd")).toBe("•••••• abcd");
  });

  it("is as quick in 5 MiB with a short one at every place", () => {
    const text = "1234x".repeat((5 * 1024 * 1024) / 5);
    const { ms, result } = timed(() => hiding("1234").value({ text: `${text} 1234` }));
    expect(result.text.endsWith("x •••")).toBe(true);
    expect(ms).toBeLessThan(1000);
  });

  it("is as quick in 5 MiB of small objects, with long ones in them or without", () => {
    const secrets = ["a", "b", "c"].map((name) => `${name}/${"k3y+".repeat(20)}`);
    const items = Array.from({ length: 200_000 }, (_, id) => ({ id, name: `item ${id}` }));
    const none = timed(() => hiding(...secrets).value(items));
    expect(none.result).toBe(items);
    expect(none.ms).toBeLessThan(1000);
    const last = { id: 1, name: secrets[2] ?? "" };
    const one = timed(() => hiding(...secrets).value([...items, last]));
    expect(one.result.at(-1)).toEqual({ id: 1, name: "•••" });
    expect(one.ms).toBeLessThan(1000);
  });
});

function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}
