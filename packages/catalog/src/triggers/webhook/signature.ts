import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { HmacAuth, SignatureAuth } from "./auth-config.ts";

/*
 * Signatures over the raw bytes of a body, for four schemes. A scheme says what was signed and
 * which texts claim to be its signature; comparing is the same for all.
 */

export interface SignedDelivery {
  readonly headers: DeliveryHeaders;
  readonly rawBody: Uint8Array;
  readonly nowMs: number;
}

/** Lower-case names; a header that came several times as a list or joined with a comma. */
export type DeliveryHeaders = { readonly [name: string]: string | readonly string[] | undefined };

export type SignatureCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: SignatureRefusal; readonly message: string };
export type SignatureRefusal =
  | "signature_missing"
  | "signature_invalid"
  | "signature_expired"
  | "webhook_secret_missing";

const valid: SignatureCheck = { ok: true };

function refuse(code: SignatureRefusal, message: string): SignatureCheck & { readonly ok: false } {
  return { ok: false, code, message };
}

/** What the sender claims. */
interface Claim {
  readonly ok: true;
  readonly signatures: readonly string[];
  readonly timestamp: string | undefined;
  readonly content: readonly (string | Uint8Array)[];
}

type ClaimRead = Claim | (SignatureCheck & { readonly ok: false });

export function verifySignature(
  auth: SignatureAuth,
  delivery: SignedDelivery,
  secrets: readonly string[],
): SignatureCheck {
  const keys = secrets.flatMap((secret) => keyOf(auth.scheme, secret) ?? []);
  if (keys.length === 0)
    return refuse(
      "webhook_secret_missing",
      "the secret of this webhook is missing or not readable",
    );
  const claim = readClaim(auth, delivery);
  if (!claim.ok) return claim;
  const isSigned = keys.some((key) => {
    const expected = digest(digestFormat(auth), key, claim.content);
    return claim.signatures.some((given) => sameText(given, expected));
  });
  if (!isSigned) return refuse("signature_invalid", "the signature does not match the body");
  return checkAge(auth, claim.timestamp, delivery.nowMs);
}

/** Compares hashes of both texts, so that neither content nor length shows in the time it takes. */
export function sameText(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}

function checkAge(
  auth: SignatureAuth,
  timestamp: string | undefined,
  nowMs: number,
): SignatureCheck {
  if (timestamp === undefined || auth.scheme === "github") return valid;
  const { toleranceSeconds } = auth;
  const ageSeconds = nowMs / 1000 - Number(timestamp);
  // The Stripe scheme knows no "too early", and 0 switches the test off.
  const isTooOld =
    ageSeconds > toleranceSeconds && !(auth.scheme === "stripe" && toleranceSeconds === 0);
  const isTooEarly = -ageSeconds > toleranceSeconds && auth.scheme !== "stripe";
  if (!isTooOld && !isTooEarly) return valid;
  return refuse(
    "signature_expired",
    `the time stamp is ${isTooOld ? "too old" : "in the future"}: at most ${toleranceSeconds} s are accepted`,
  );
}

function readClaim(auth: SignatureAuth, delivery: SignedDelivery): ClaimRead {
  if (auth.scheme === "standard_webhooks") return standardClaim(delivery);
  if (auth.scheme === "stripe") return stripeClaim(delivery);
  if (auth.scheme === "hmac") return hmacClaim(auth, delivery);
  return plainClaim(delivery, { header: "x-hub-signature-256", prefix: "sha256=", isHex: true });
}

const seconds = /^\d{1,11}$/;
const signaturesMax = 10;

function standardClaim({ headers, rawBody }: SignedDelivery): ClaimRead {
  const id = singleHeader(headers, "webhook-id");
  const timestamp = singleHeader(headers, "webhook-timestamp");
  const list = singleHeader(headers, "webhook-signature");
  if (id === undefined || timestamp === undefined || list === undefined)
    return missing("webhook-id, webhook-timestamp and webhook-signature");
  const signatures = list.split(" ").flatMap((item) => afterPrefix(item, "v1,"));
  return claimOf({ signatures, timestamp, content: [`${id}.${timestamp}.`, rawBody] });
}

function stripeClaim({ headers, rawBody }: SignedDelivery): ClaimRead {
  const list = singleHeader(headers, "stripe-signature");
  if (list === undefined) return missing("stripe-signature");
  const items = list.split(",");
  const [timestamp = "", ...moreTimes] = items.flatMap((item) => afterPrefix(item, "t="));
  if (moreTimes.length > 0)
    return refuse("signature_invalid", "the header has several time stamps");
  const signatures = items.flatMap((item) => afterPrefix(item, "v1="));
  return claimOf({ signatures, timestamp, content: [`${timestamp}.`, rawBody] });
}

function hmacClaim(auth: HmacAuth, delivery: SignedDelivery): ClaimRead {
  const { header, prefix, timestampHeader } = auth;
  const plain = plainClaim(delivery, { header, prefix, isHex: auth.encoding === "hex" });
  if (timestampHeader === undefined || !plain.ok) return plain;
  const timestamp = singleHeader(delivery.headers, timestampHeader);
  if (timestamp === undefined) return missing(timestampHeader);
  return claimOf({ ...plain, timestamp, content: [`${timestamp}.`, ...plain.content] });
}

interface PlainHeader {
  readonly header: string;
  readonly prefix: string;
  readonly isHex: boolean;
}

function plainClaim({ headers, rawBody }: SignedDelivery, plain: PlainHeader): ClaimRead {
  const value = singleHeader(headers, plain.header);
  if (value === undefined) return missing(plain.header);
  const signatures = afterPrefix(value, plain.prefix).map((text) =>
    plain.isHex ? text.toLowerCase() : text,
  );
  return claimOf({ signatures, timestamp: undefined, content: [rawBody] });
}

function claimOf({ signatures, timestamp, content }: Omit<Claim, "ok">): ClaimRead {
  if (timestamp !== undefined && !seconds.test(timestamp))
    return refuse("signature_invalid", "the time stamp is not a number of seconds");
  if (signatures.length === 0 || signatures.length > signaturesMax)
    return refuse("signature_invalid", "the signature header holds no signature of this scheme");
  return { ok: true, signatures, timestamp, content };
}

function missing(names: string): ClaimRead {
  return refuse("signature_missing", `${names} must be given, each once`);
}

function singleHeader(headers: DeliveryHeaders, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  // Servers join what came twice with a comma and a space: which of them was meant is unknown.
  if (typeof value !== "string" || value.includes(", ")) return undefined;
  return value === "" ? undefined : value;
}

function afterPrefix(text: string, prefix: string): readonly string[] {
  return text.startsWith(prefix) ? [text.slice(prefix.length)] : [];
}

interface DigestFormat {
  readonly algorithm: string;
  readonly encoding: "hex" | "base64";
}

type DigestChoice = Pick<SignatureAuth, "scheme"> &
  Partial<Pick<HmacAuth, "algorithm" | "encoding">>;

function digestFormat({ scheme, algorithm, encoding }: DigestChoice): DigestFormat {
  const standard = scheme === "standard_webhooks" ? "base64" : "hex";
  return { algorithm: algorithm ?? "sha256", encoding: encoding ?? standard };
}

function digest(
  { algorithm, encoding }: DigestFormat,
  key: Uint8Array,
  content: Claim["content"],
): string {
  const hmac = createHmac(algorithm, key);
  for (const part of content) hmac.update(part);
  return hmac.digest(encoding);
}

const standardSecret = /^(?:whsec_)?([A-Za-z0-9+/_-]+={0,2})$/;

/** The HMAC key of a secret; undefined for one that is empty or not of the scheme's form. */
function keyOf(scheme: SignatureAuth["scheme"], secret: string): Uint8Array | undefined {
  if (secret.trim() === "") return undefined;
  if (scheme !== "standard_webhooks") return Buffer.from(secret, "utf8");
  const base64 = standardSecret.exec(secret)?.[1];
  return base64 === undefined ? undefined : Buffer.from(base64, "base64");
}

/** A scheme to sign with: by name, or the settings of the generic one. */
export type SigningScheme =
  | Exclude<SignatureAuth["scheme"], "hmac">
  | (Pick<HmacAuth, "header" | "algorithm" | "encoding" | "prefix"> & {
      readonly timestampHeader?: string | undefined;
    });

export interface SigningStamp {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** The headers that a sender of the scheme sends with a body. */
export function signWebhook(
  scheme: SigningScheme,
  secret: string,
  body: string | Uint8Array,
  { id, timestamp }: SigningStamp,
): Readonly<Record<string, string>> {
  const name = typeof scheme === "string" ? scheme : "hmac";
  const key = keyOf(name, secret);
  if (!key) throw new RangeError("the secret is empty or not of the scheme's form");
  const choice = typeof scheme === "string" ? {} : scheme;
  const sign = (...content: Claim["content"]): string =>
    digest(digestFormat({ scheme: name, ...choice }), key, content);
  if (scheme === "standard_webhooks") {
    const signature = `v1,${sign(`${id}.${timestamp}.`, body)}`;
    const stamps = { "webhook-id": id, "webhook-timestamp": String(timestamp) };
    return { ...stamps, "webhook-signature": signature };
  }
  if (scheme === "stripe")
    return { "stripe-signature": `t=${timestamp},v1=${sign(`${timestamp}.`, body)}` };
  if (scheme === "github")
    return { "x-hub-signature-256": `sha256=${sign(body)}`, "x-github-delivery": id };
  const { header, prefix, timestampHeader } = scheme;
  if (timestampHeader === undefined) return { [header]: prefix + sign(body) };
  return {
    [header]: prefix + sign(`${timestamp}.`, body),
    [timestampHeader]: String(timestamp),
  };
}
