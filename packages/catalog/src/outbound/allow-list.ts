import {
  contains,
  type IpAddress,
  type IpRange,
  isSingle,
  parseIpRange,
  sameAddress,
} from "./ip-address.ts";

/** What an operator lets actions reach on private networks (STEPWELL_OUTBOUND_ALLOW). */
export type AllowRule =
  | { readonly kind: "host"; readonly host: string; readonly port?: number }
  | { readonly kind: "range"; readonly range: IpRange; readonly port?: number };

export type AllowListParse =
  | { readonly ok: true; readonly rules: readonly AllowRule[] }
  | { readonly ok: false; readonly message: string };

/** Where a request goes: the host as the URL has it, without brackets and final dot. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Each entry: a host name, an address or a CIDR range, each optionally with `:port`. */
export function parseAllowList(entries: readonly string[]): AllowListParse {
  const rules: AllowRule[] = [];
  for (const entry of entries) {
    const rule = parseEntry(entry.trim());
    if (!rule) return { ok: false, message: refusal(entry) };
    rules.push(rule);
  }
  return { ok: true, rules };
}

function refusal(entry: string): string {
  return `STEPWELL_OUTBOUND_ALLOW: "${entry}" is not a host name, an address or a CIDR range, with or without :port (an IPv6 address with a port stands in brackets)`;
}

const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/;
const plain = /^([^:]*)(?::(\d{1,5}))?$/;
const hostName =
  /^(?=.{1,253}$)(?!\d+$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;
const dottedNumbers = /^[\d./]+$/;

function parseEntry(entry: string): AllowRule | undefined {
  const whole = parseIpRange(entry);
  if (whole) return { kind: "range", range: whole };
  const inBrackets = bracketed.exec(entry);
  const [, name = "", portText] = inBrackets ?? plain.exec(entry) ?? [];
  if (!isPort(portText)) return undefined;
  const withPort = portText === undefined ? {} : { port: Number(portText) };
  const range = parseIpRange(name);
  if (range) return { kind: "range", range, ...withPort };
  const host = normalHost(name);
  if (inBrackets || dottedNumbers.test(name) || !hostName.test(host)) return undefined;
  return { kind: "host", host, ...withPort };
}

function isPort(text: string | undefined): boolean {
  return text === undefined || (Number(text) >= 1 && Number(text) <= 65_535);
}

/** One spelling for a host: lower case, no final dot, no brackets. */
export function normalHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, "")
    .replaceAll(/^\[|\]$/g, "");
}

/** Does a rule let the target be reached at this address? */
export function covers(rule: AllowRule, target: Target, address: IpAddress): boolean {
  if (rule.port !== undefined && rule.port !== target.port) return false;
  return rule.kind === "host" ? rule.host === target.host : contains(rule.range, address);
}

/** Does a rule name this one address, not a range that happens to hold it? */
export function namesExactly(rule: AllowRule, target: Target, address: IpAddress): boolean {
  if (rule.kind === "host" || (rule.port !== undefined && rule.port !== target.port)) return false;
  return isSingle(rule.range) && sameAddress(rule.range.base, address);
}
