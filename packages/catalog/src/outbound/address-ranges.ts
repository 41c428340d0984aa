import { contains, type IpAddress, type IpRange, parseIpRange, sameAddress } from "./ip-address.ts";
import { required } from "@stepwell/core";

/*
 * Addresses that are not hosts of the public internet, as data. Source: the IANA registries of
 * IPv4 and IPv6 special-purpose addresses (RFC 6890 with its updates), and for IPv6 also what IANA
 * has not allocated: only 2000::/3 is global unicast. The first range that holds an address names it.
 */

interface NamedRange {
  readonly range: IpRange;
  readonly name: string;
}

const special: readonly NamedRange[] = table([
  ["0.0.0.0/8", "this network"],
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "shared by a carrier"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local"],
  ["172.16.0.0/12", "private"],
  ["192.0.0.0/24", "reserved for protocols"],
  ["192.0.2.0/24", "for documentation"],
  ["192.88.99.0/24", "6to4 relay"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "for benchmarks"],
  ["198.51.100.0/24", "for documentation"],
  ["203.0.113.0/24", "for documentation"],
  ["224.0.0.0/4", "multicast"],
  ["255.255.255.255/32", "broadcast"],
  ["240.0.0.0/4", "reserved"],
  ["::/128", "unspecified"],
  ["::1/128", "loopback"],
  ["::/96", "IPv4-compatible"],
  ["64:ff9b:1::/48", "local NAT64"],
  ["100::/64", "discard-only"],
  ["2001::/32", "Teredo"],
  ["2001::/23", "reserved for protocols"],
  ["2001:db8::/32", "for documentation"],
  ["2002::/16", "6to4"],
  ["3fff::/20", "for documentation"],
  ["5f00::/16", "segment routing"],
  ["fc00::/7", "private"],
  ["fe80::/10", "link-local"],
  ["fec0::/10", "site-local"],
  ["ff00::/8", "multicast"],
]);

/** The well-known NAT64 prefix is global; the IPv4 address inside is judged by itself. */
const nat64 = rangeOf("64:ff9b::/96");
const globalUnicast = rangeOf("2000::/3");

/** Where clouds hand credentials to whoever asks from inside. 168.63.129.16 is a public address. */
const metadata: readonly IpAddress[] = [
  "169.254.169.254",
  "169.254.170.2",
  "169.254.170.23",
  "169.254.0.23",
  "169.254.42.42",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "fd00:ec2::254",
  "fd00:ec2::23",
  "fd00:42::42",
  "fd20:ce::254",
].map((text) => rangeOf(text).base);

const own: readonly IpRange[] = ["0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"].map(rangeOf);

/** What kind of special address it is; undefined for hosts of the public internet. */
export function specialRangeName(address: IpAddress): string | undefined {
  const named = special.find(({ range }) => contains(range, address));
  if (named) return named.name;
  if (address.family === 4 || contains(globalUnicast, address) || contains(nat64, address))
    return undefined;
  return "not allocated";
}

export function isMetadataAddress(address: IpAddress): boolean {
  return metadata.some((known) => sameAddress(known, address));
}

/** Addresses that always mean this machine. */
export function isThisMachine(address: IpAddress): boolean {
  return own.some((range) => contains(range, address));
}

function table(rows: readonly (readonly [string, string])[]): readonly NamedRange[] {
  return rows.map(([text, name]) => ({ range: rangeOf(text), name }));
}

function rangeOf(text: string): IpRange {
  return required(parseIpRange(text), `not an address range: ${text}`);
}
