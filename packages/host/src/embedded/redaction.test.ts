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
});
