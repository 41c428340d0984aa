import type { IncomingMessage } from "node:http";
import { type IpRange, isInRange, parseIpAddress, parseIpRange } from "@stepwell/catalog";

/*
 * Who is at the other end. Behind a proxy every connection comes from the proxy: what it says of the
 * sender counts only where the operator has named the proxy (STEPWELL_TRUSTED_PROXIES), since anybody
 * can write such headers.
 */

interface Peer {
  readonly address: string;
  /** The name that the sender has asked for. */
  readonly host: string | undefined;
}

export type ReadPeer = (request: Pick<IncomingMessage, "headers" | "socket">) => Peer;

export type TrustedProxiesParse =
  | { readonly ok: true; readonly ranges: readonly IpRange[] }
  | { readonly ok: false; readonly message: string };

export function parseTrustedProxies(entries: readonly string[]): TrustedProxiesParse {
  const ranges: IpRange[] = [];
  for (const entry of entries) {
    const range = parseIpRange(entry);
    if (!range)
      return {
        ok: false,
        message: `“${entry}” is not an address or a CIDR range such as 10.0.0.0/8`,
      };
    ranges.push(range);
  }
  return { ok: true, ranges };
}

export function makePeerReader(trusted: readonly IpRange[]): ReadPeer {
  const isTrusted = (text: string): boolean => {
    const address = parseIpAddress(text);
    return address !== undefined && trusted.some((range) => isInRange(range, address));
  };
  return ({ headers, socket }) => {
    const peer = socket.remoteAddress ?? "";
    const { host } = headers;
    if (!isTrusted(peer)) return { address: peer, host };
    const [forwardedHost] = wordsOf(headers["x-forwarded-host"]).slice(-1);
    return {
      address: senderOf(peer, wordsOf(headers["x-forwarded-for"]), isTrusted),
      host: forwardedHost ?? host,
    };
  };
}

/** From the nearest on: each proxy adds whom it has seen; the first who is no proxy of ours is the sender. */
function senderOf(
  peer: string,
  forwarded: readonly string[],
  isTrusted: (text: string) => boolean,
): string {
  let sender = peer;
  for (const word of forwarded.toReversed()) {
    const address = withoutPort(word);
    // What is no address was written by nobody who could be trusted.
    if (!parseIpAddress(address)) return sender;
    sender = address;
    if (!isTrusted(address)) return sender;
  }
  return sender;
}

function wordsOf(header: string | readonly string[] | undefined): readonly string[] {
  const lines = [header ?? []].flat();
  return lines.flatMap((line) => line.split(",").map((word) => word.trim())).filter(Boolean);
}

/** `203.0.113.9:4711`, `[2001:db8::1]:4711` and `[2001:db8::1]` as some proxies write them. */
function withoutPort(word: string): string {
  const [, inBrackets] = /^\[([^\]]*)\](?::\d+)?$/.exec(word) ?? [];
  return inBrackets ?? word.replace(/^([\d.]+):\d+$/, "$1");
}
