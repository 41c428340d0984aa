import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@stepwell/core";
import { deliver, nowS, verdict } from "./delivery.suite.ts";
import { type SigningScheme, signWebhook } from "./signature.ts";

const otherSecrets = {
  standard_webhooks: "whsec_b3RoZXItc2VjcmV0LW90aGVy",
  stripe: "whsec_other",
  github: "other",
  hmac: "other",
  hmac_timestamp: "other",
};
const body = '{"id":"evt_1","amount":5}';
const stamp = { id: "msg_1", timestamp: nowS };

interface Case {
  readonly name: keyof typeof otherSecrets;
  readonly secret: string;
  readonly auth: JsonObject;
  readonly scheme: SigningScheme;
  /** The header that holds the signature. */
  readonly header: string;
}

const hmac = {
  header: "x-signature",
  algorithm: "sha512",
  encoding: "base64",
  prefix: "v0=",
} as const;
const stamped = {
  header: "x-sign",
  algorithm: "sha256",
  encoding: "hex",
  prefix: "",
  timestampHeader: "x-time",
} as const;

const cases: readonly Case[] = [
  {
    name: "standard_webhooks",
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    auth: { scheme: "standard_webhooks" },
    scheme: "standard_webhooks",
    header: "webhook-signature",
  },
  {
    name: "stripe",
    secret: "whsec_test_secret",
    auth: { scheme: "stripe" },
    scheme: "stripe",
    header: "stripe-signature",
  },
  {
    name: "github",
    secret: "It's a Secret to Everybody",
    auth: { scheme: "github" },
    scheme: "github",
    header: "x-hub-signature-256",
  },
  {
    name: "hmac",
    secret: "plain",
    auth: { scheme: "hmac", ...hmac, header: "X-Signature" },
    scheme: hmac,
    header: "x-signature",
  },
  {
    name: "hmac_timestamp",
    secret: "plain",
    auth: { scheme: "hmac", ...stamped, signedContent: "timestamp.body" },
    scheme: stamped,
    header: "x-sign",
  },
];
const timed = cases.filter(({ name }) => name !== "github" && name !== "hmac");

function configFor({ auth, secret }: Case, secrets: readonly string[] = [secret]): JsonObject {
  return { auth: { kind: "signature", secrets, ...auth } };
}

function headersOf({ scheme, secret }: Case, timestamp = nowS): Readonly<Record<string, string>> {
  return signWebhook(scheme, secret, body, { ...stamp, timestamp });
}

const digestText = /[0-9a-f]{64}$|[A-Za-z0-9+/]{43,86}={1,2}$/;

/** The same digest in base64 where it was hex, in hex where it was base64. */
function recoded(text: string): string {
  const isHex = /^[0-9a-f]+$/.test(text);
  return Buffer.from(text, isHex ? "hex" : "base64").toString(isHex ? "base64" : "hex");
}

describe("published vectors", () => {
  it("GitHub's documentation", () => {
    const signed = signWebhook("github", "It's a Secret to Everybody", "Hello, World!", stamp);
    expect(signed["x-hub-signature-256"]).toBe(
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    );
  });

  it("Standard Webhooks", () => {
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const signed = signWebhook("standard_webhooks", secret, '{"test": 2432232314}', {
      id,
      timestamp: 1_614_265_330,
    });
    expect(signed).toEqual({
      "webhook-id": id,
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  it("Stripe's scheme: time stamp, dot, raw body, keyed with the whole secret", () => {
    const expected = createHmac("sha256", "whsec_x").update(`${nowS}.${body}`).digest("hex");
    expect(signWebhook("stripe", "whsec_x", body, stamp)).toEqual({
      "stripe-signature": `t=${nowS},v1=${expected}`,
    });
  });

  it("are not made with an empty or unreadable secret", () => {
    expect(() => signWebhook("github", " ", body, stamp)).toThrow("secret");
    expect(() => signWebhook("standard_webhooks", "whsec_***", body, stamp)).toThrow("secret");
  });
});

describe.each(cases)("a webhook signed by $name", (scheme) => {
  const config = configFor(scheme);
  const headers = headersOf(scheme);
  const signature = headers[scheme.header] ?? "";
  const withSignature = (value: string) => ({ ...headers, [scheme.header]: value });

  it("is accepted with the right signature", () => {
    expect(verdict(config, { headers, text: body })).toBe("accepted");
  });

  it("is refused without a signature", () => {
    for (const name of Object.keys(headers).filter((name) => name !== "x-github-delivery")) {
      const rest = Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
      expect(verdict(config, { headers: rest, text: body })).toBe("401 signature_missing");
    }
    expect(verdict(config, { headers: withSignature(""), text: body })).toBe(
      "401 signature_missing",
    );
  });

  it("is refused with another secret", () => {
    const other = configFor(scheme, [otherSecrets[scheme.name]]);
    expect(verdict(other, { headers, text: body })).toBe("401 signature_invalid");
  });

  it("is refused with one byte changed, added or taken away", () => {
    for (const text of [body.replace("5", "6"), `${body} `, body.slice(0, -1), ""])
      expect(verdict(config, { headers, text })).toBe("401 signature_invalid");
  });

  it("is refused with the signature in another encoding, cut, or with another prefix", () => {
    const wrong = [
      signature.replace(digestText, (text) => recoded(text)),
      signature.slice(0, -1),
      `${signature}0`,
      `x${signature}`,
      signature.replace(digestText, ""),
      signature.replace(/^v0|v1|sha256/, "v9"),
    ].filter((value) => value !== signature);
    expect(wrong.length).toBeGreaterThanOrEqual(5);
    for (const value of wrong)
      expect(verdict(config, { headers: withSignature(value), text: body })).toMatch(
        /^401 signature_(invalid|missing)$/,
      );
  });

  it("is refused with the header given twice, in either form that a server gives it", () => {
    for (const value of [`${signature}, ${signature}`, [signature, signature]] as const) {
      const doubled = { ...headers, [scheme.header]: value };
      expect(verdict(config, { headers: doubled, text: body })).toMatch(/^401 signature_/);
    }
  });

  it("is accepted with either of two secrets while one is being changed", () => {
    const other = otherSecrets[scheme.name];
    for (const secrets of [
      [other, scheme.secret],
      [scheme.secret, other],
    ])
      expect(verdict(configFor(scheme, secrets), { headers, text: body })).toBe("accepted");
  });

  it("fails closed where the secret is missing or empty", () => {
    for (const secret of ["{{ secrets.unknown }}", "{{ secrets.empty }}", " "])
      expect(verdict(configFor(scheme, [secret]), { headers, text: body })).toBe(
        "401 webhook_secret_missing",
      );
  });

  it("shows nothing of the signature in the data", () => {
    const [shown = ""] = digestText.exec(signature) ?? [];
    expect(shown.length).toBeGreaterThanOrEqual(43);
    expect(JSON.stringify(deliver(config, { headers, text: body }))).not.toContain(shown);
  });
});

describe("a stored secret", () => {
  it("is looked up by its name", () => {
    const headers = signWebhook("github", "stored-secret", body, stamp);
    const auth = { kind: "signature", scheme: "github", secrets: ["{{ secrets.hook }}"] };
    expect(verdict({ auth }, { headers, text: body })).toBe("accepted");
    const two = { ...auth, secrets: ["{{ secrets.unknown }}", "{{secrets.hook}}"] };
    expect(verdict({ auth: two }, { headers, text: body })).toBe("accepted");
  });
});

describe.each(timed)("the replay window of $name", (scheme) => {
  const config = configFor(scheme);
  const at = (timestamp: number) =>
    verdict(config, { headers: headersOf(scheme, timestamp), text: body });

  it("refuses what is older than five minutes", () => {
    expect(at(nowS - 300)).toBe("accepted");
    expect(at(nowS - 301)).toBe("401 signature_expired");
  });

  it("refuses what is from the future, but for Stripe", () => {
    expect(at(nowS + 300)).toBe("accepted");
    expect(at(nowS + 301)).toBe(scheme.name === "stripe" ? "accepted" : "401 signature_expired");
  });

  it("can be chosen", () => {
    const chosen = { auth: { ...(config["auth"] as JsonObject), toleranceSeconds: 10 } };
    const old = (ageS: number) =>
      verdict(chosen, { headers: headersOf(scheme, nowS - ageS), text: body });
    expect([old(10), old(11)]).toEqual(["accepted", "401 signature_expired"]);
  });

  it("refuses a time stamp that was changed or is no number", () => {
    const headers = headersOf(scheme);
    const change = (to: string) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value.replace(String(nowS), to)]),
      );
    for (const to of [String(nowS + 1), "", "now", "1e9", "-5", `${nowS}.5`, "9".repeat(20)])
      expect(verdict(config, { headers: change(to), text: body })).toMatch(
        /^401 signature_(invalid|missing)$/,
      );
  });
});

describe("Stripe's signature header", () => {
  const auth = { kind: "signature", scheme: "stripe", secrets: ["whsec_x"] };
  const good = signWebhook("stripe", "whsec_x", body, stamp)["stripe-signature"] ?? "";
  const [time = "", v1 = ""] = good.split(",");
  const judge = (header: string, given: JsonObject = auth) =>
    verdict({ auth: given }, { headers: { "stripe-signature": header }, text: body });

  it("may hold several signatures and other schemes", () => {
    expect(judge(`${time},v1=00,${v1},v0=11`)).toBe("accepted");
    expect(judge(`v0=1,${v1},${time}`)).toBe("accepted");
  });

  it("needs one time stamp and a v1 signature", () => {
    for (const header of [v1, time, `${time},${time},${v1}`, `${time},v0=${v1.slice(3)}`, "x"])
      expect(judge(header)).toBe("401 signature_invalid");
  });

  it("does not try more signatures than a sender could mean", () => {
    expect(judge(`${time},${"v1=0,".repeat(9)}${v1}`)).toBe("accepted");
    expect(judge(`${time},${"v1=0,".repeat(10)}${v1}`)).toBe("401 signature_invalid");
  });

  it("is accepted at any age where the test is switched off", () => {
    const old = signWebhook("stripe", "whsec_x", body, { ...stamp, timestamp: 1 });
    expect(judge(old["stripe-signature"] ?? "")).toBe("401 signature_expired");
    expect(judge(old["stripe-signature"] ?? "", { ...auth, toleranceSeconds: 0 })).toBe("accepted");
  });
});

describe("the other schemes' details", () => {
  it("Standard Webhooks: several signatures, others than v1 are ignored, the id is signed", () => {
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const auth = { kind: "signature", scheme: "standard_webhooks", secrets: [secret] };
    const headers = signWebhook("standard_webhooks", secret, body, stamp);
    const v1 = headers["webhook-signature"] ?? "";
    const judge = (changed: Readonly<Record<string, string>>) =>
      verdict({ auth }, { headers: { ...headers, ...changed }, text: body });
    expect(judge({ "webhook-signature": `v1a,xx v1,AAAA ${v1}` })).toBe("accepted");
    expect(judge({ "webhook-signature": v1.replace("v1,", "v2,") })).toBe("401 signature_invalid");
    expect(judge({ "webhook-id": "msg_2" })).toBe("401 signature_invalid");
    const bare = { ...auth, secrets: [secret.slice("whsec_".length)] };
    expect(verdict({ auth: bare }, { headers, text: body })).toBe("accepted");
  });

  it("hex may be in capitals, base64 may not change", () => {
    const github = { kind: "signature", scheme: "github", secrets: ["s"] };
    const headers = signWebhook("github", "s", body, stamp);
    const hex = (headers["x-hub-signature-256"] ?? "").slice("sha256=".length);
    const capitals = { "x-hub-signature-256": `sha256=${hex.toUpperCase()}` };
    expect(verdict({ auth: github }, { headers: capitals, text: body })).toBe("accepted");
    const auth = {
      kind: "signature",
      scheme: "hmac",
      secrets: ["s"],
      header: "x",
      encoding: "base64",
    };
    const settings = { header: "x", algorithm: "sha256", encoding: "base64", prefix: "" } as const;
    const { x = "" } = signWebhook(settings, "s", body, stamp);
    expect(verdict({ auth }, { headers: { x }, text: body })).toBe("accepted");
    expect(verdict({ auth }, { headers: { x: x.toLowerCase() }, text: body })).toBe(
      "401 signature_invalid",
    );
  });

  it("GitHub: the old SHA-1 header alone is not enough", () => {
    const auth = { kind: "signature", scheme: "github", secrets: ["s"] };
    const sha1 = createHmac("sha1", "s").update(body).digest("hex");
    const headers = { "x-hub-signature": `sha1=${sha1}` };
    expect(verdict({ auth }, { headers, text: body })).toBe("401 signature_missing");
  });

  it("bytes are signed as they came, whatever they are", () => {
    const auth = { kind: "signature", scheme: "github", secrets: ["s"] };
    const rawBody = Uint8Array.from([0xff, 0x00, 0xfe]);
    const headers = signWebhook("github", "s", rawBody, stamp);
    expect(verdict({ auth }, { headers, rawBody })).toBe("400 malformed_text");
    expect(verdict({ auth }, { headers, rawBody: rawBody.slice(1) })).toBe("401 signature_invalid");
  });
});
