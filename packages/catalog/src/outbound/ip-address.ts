import { isIP } from "node:net";

/** An address as a number, so that every spelling of it is the same value. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address block: all addresses that share the first `prefix` bits. */
export interface IpRange {
  readonly base: IpAddress;
  readonly prefix: number;
}

const low32 = 0xffff_ffffn;

/**
 * Reads an address in any textual form that a resolver gives. IPv4-mapped IPv6 becomes IPv4 and a
 * zone id is dropped: both name the same host.
 */
export function parseIpAddress(text: string): IpAddress | undefined {
  const [plain = ""] = text.split("%");
  switch (isIP(plain)) {
    case 4:
      return { family: 4, value: ipv4Value(plain) };
    case 6:
      return unmapped(ipv6Value(plain));
    default:
      return undefined;
  }
}

function unmapped(value: bigint): IpAddress {
  const isMapped = value >> 32n === 0xffffn;
  return isMapped ? { family: 4, value: value & low32 } : { family: 6, value };
}

function ipv4Value(text: string): bigint {
  return text.split(".").reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6Value(text: string): bigint {
  const [head = "", tail = ""] = text.split("::");
  const left = groupsOf(head);
  const right = groupsOf(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0n);
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) | group, 0n);
}

function groupsOf(text: string): readonly bigint[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [BigInt(`0x${group}`)];
    const value = ipv4Value(group);
    return [value >> 16n, value & 0xffffn];
  });
}

/** `10.0.0.0/8`, `fd00::/8`, or one address. */
export function parseIpRange(text: string): IpRange | undefined {
  const [addressText = "", prefixText, ...more] = text.split("/");
  const base = parseIpAddress(addressText);
  if (!base || more.length > 0 || addressText.includes("%")) return undefined;
  const bits = bitsOf(base.family);
  if (prefixText === undefined) return { base, prefix: bits };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > bits) return undefined;
  return { base, prefix: Number(prefixText) };
}

export function contains(range: IpRange, address: IpAddress): boolean {
  if (range.base.family !== address.family) return false;
  const shift = BigInt(bitsOf(address.family) - range.prefix);
  return range.base.value >> shift === address.value >> shift;
}

export function isSingle(range: IpRange): boolean {
  return range.prefix === bitsOf(range.base.family);
}

export function sameAddress(left: IpAddress, right: IpAddress): boolean {
  return left.family === right.family && left.value === right.value;
}

function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/** Where an IPv6 transition mechanism keeps the IPv4 address that packets end at. */
interface Embedding {
  /** How many low bits are shifted away to get the fixed part. */
  readonly fixedShift: bigint;
  readonly fixedMask: bigint;
  readonly fixed: bigint;
  readonly read: (value: bigint) => bigint;
}

const lowWord = (value: bigint): bigint => value & low32;
const wholeMask = (1n << 128n) - 1n;
const isatapMask = ~(0x0200n << 16n) & low32;

const embeddings: readonly Embedding[] = [
  // IPv4-translated ::ffff:0:a.b.c.d, RFC 2765
  { fixedShift: 32n, fixedMask: wholeMask, fixed: 0xffff_0000n, read: lowWord },
  // NAT64 64:ff9b::/96, RFC 6052, and the local-use 64:ff9b:1::/48, RFC 8215
  { fixedShift: 32n, fixedMask: wholeMask, fixed: 0x64_ff9bn << 64n, read: lowWord },
  { fixedShift: 80n, fixedMask: wholeMask, fixed: 0x64_ff9b_0001n, read: lowWord },
  // 6to4 2002:aabb:ccdd::/16, RFC 3056
  {
    fixedShift: 112n,
    fixedMask: wholeMask,
    fixed: 0x2002n,
    read: (value) => lowWord(value >> 80n),
  },
  // Teredo 2001::/32, RFC 4380: the client's address with all bits flipped
  { fixedShift: 96n, fixedMask: wholeMask, fixed: 0x2001_0000n, read: (value) => lowWord(~value) },
  // ISATAP interface identifiers (0000|0200):5efe:a.b.c.d under any prefix, RFC 5214
  { fixedShift: 32n, fixedMask: isatapMask, fixed: 0x5efen, read: lowWord },
];

/** The IPv4 addresses inside an IPv6 address. */
export function embeddedAddresses(address: IpAddress): readonly IpAddress[] {
  if (address.family === 4) return [];
  return embeddings
    .filter(
      ({ fixedShift, fixedMask, fixed }) => ((address.value >> fixedShift) & fixedMask) === fixed,
    )
    .map(({ read }) => ({ family: 4, value: read(address.value) }));
}
