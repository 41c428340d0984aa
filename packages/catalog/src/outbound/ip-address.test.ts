import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { required } from "@stepwell/core";
import {
  contains,
  embeddedAddresses,
  type IpAddress,
  isSingle,
  parseIpAddress,
  parseIpRange,
} from "./ip-address.ts";

function address(text: string): IpAddress {
  return required(parseIpAddress(text), text);
}

describe("parseIpAddress", () => {
  it.each([
    ["127.0.0.1", 4, 0x7f00_0001n],
    ["255.255.255.255", 4, 0xffff_ffffn],
    ["::", 6, 0n],
    ["::1", 6, 1n],
    ["2001:db8::8:800:200c:417a", 6, 0x20010db8_00000000_00080800_200c417an],
    ["FE80::1%eth0", 6, (0xfe80n << 112n) | 1n],
    ["64:ff9b::127.0.0.1", 6, (0x64_ff9bn << 96n) | 0x7f00_0001n],
  ] as const)("reads %s", (text, family, value) => {
    expect(parseIpAddress(text)).toEqual({ family, value });
  });

  it.each(["::ffff:127.0.0.1", "::FFFF:7f00:1", "0:0:0:0:0:ffff:7f00:0001"])(
    "reads the IPv4-mapped %s as IPv4",
    (text) => {
      expect(parseIpAddress(text)).toEqual(address("127.0.0.1"));
    },
  );

  it.each(["", "localhost", "127.1", "0x7f000001", "256.0.0.1", ":::", "1::2::3", "[::1]"])(
    "refuses %s",
    (text) => {
      expect(parseIpAddress(text)).toBeUndefined();
    },
  );

  it("reads every IPv6 address in full and in short form to the same value", () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(groups, (parts) => {
        const full = parts.map((part) => part.toString(16).padStart(4, "0")).join(":");
        const short = new URL(`http://[${full}]/`).hostname.slice(1, -1);
        expect(parseIpAddress(short)).toEqual(parseIpAddress(full));
      }),
    );
  });
});

describe("parseIpRange", () => {
  it("holds exactly the addresses of its prefix", () => {
    const range = required(parseIpRange("172.16.0.0/12"), "range");
    expect(contains(range, address("172.16.0.0"))).toBe(true);
    expect(contains(range, address("172.31.255.255"))).toBe(true);
    expect(contains(range, address("172.32.0.0"))).toBe(false);
    expect(contains(range, address("172.15.255.255"))).toBe(false);
    expect(contains(range, address("::1"))).toBe(false);
  });

  it("knows a single address from a range", () => {
    expect(isSingle(required(parseIpRange("10.0.0.1"), "range"))).toBe(true);
    expect(isSingle(required(parseIpRange("10.0.0.1/32"), "range"))).toBe(true);
    expect(isSingle(required(parseIpRange("10.0.0.1/31"), "range"))).toBe(false);
    expect(isSingle(required(parseIpRange("::1"), "range"))).toBe(true);
  });

  it.each([
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "fd00::/129",
    "fe80::1%eth0",
    "a/8",
    "10/8",
  ])("refuses %s", (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });
});

describe("embeddedAddresses", () => {
  it.each([
    ["NAT64", "64:ff9b::7f00:1"],
    ["local NAT64", "64:ff9b:1::7f00:1"],
    ["6to4", "2002:7f00:1::1"],
    ["Teredo", "2001:0:102:304::80ff:fffe"],
    ["IPv4-translated", "::ffff:0:7f00:1"],
    ["ISATAP", "2a00:1450::5efe:7f00:1"],
    ["ISATAP with the universal bit", "2a00:1450::200:5efe:7f00:1"],
  ])("finds 127.0.0.1 in a %s address", (_, text) => {
    expect(embeddedAddresses(address(text))).toEqual([address("127.0.0.1")]);
  });

  it.each(["127.0.0.1", "2606:4700::1111", "::1"])("finds none in %s", (text) => {
    expect(embeddedAddresses(address(text))).toEqual([]);
  });
});
