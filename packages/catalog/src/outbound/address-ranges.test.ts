import { describe, expect, it } from "vitest";
import { required } from "@stepwell/core";
import { isMetadataAddress, isThisMachine, specialRangeName } from "./address-ranges.ts";
import { parseIpAddress } from "./ip-address.ts";

function nameOf(text: string): string | undefined {
  return specialRangeName(required(parseIpAddress(text), text));
}

describe("special address ranges", () => {
  it.each([
    ["0.0.0.0", "this network"],
    ["0.255.255.255", "this network"],
    ["10.255.0.1", "private"],
    ["100.64.0.1", "shared by a carrier"],
    ["100.127.255.255", "shared by a carrier"],
    ["127.8.8.8", "loopback"],
    ["169.254.1.1", "link-local"],
    ["172.31.0.1", "private"],
    ["192.168.1.1", "private"],
    ["198.19.0.1", "for benchmarks"],
    ["224.0.0.1", "multicast"],
    ["255.255.255.255", "broadcast"],
    ["250.0.0.1", "reserved"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["::7f00:1", "IPv4-compatible"],
    ["::ffff:10.0.0.1", "private"],
    ["64:ff9b:1::1", "local NAT64"],
    ["2001::1", "Teredo"],
    ["2001:1ff::1", "reserved for protocols"],
    ["2001:db8::1", "for documentation"],
    ["2002:808:808::1", "6to4"],
    ["fd12::1", "private"],
    ["fe80::1", "link-local"],
    ["febf::1", "link-local"],
    ["fec0::1", "site-local"],
    ["ff02::1", "multicast"],
    ["1::1", "not allocated"],
    ["4000::1", "not allocated"],
  ])("names %s %s", (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  it.each([
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.169.0.1",
    "223.255.255.255",
    "2001:200::1",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
    "64:ff9b::808:808",
  ])("leaves the public %s alone", (text) => {
    expect(nameOf(text)).toBeUndefined();
  });

  it("knows metadata services, also at public addresses", () => {
    const isMetadata = (text: string) => isMetadataAddress(required(parseIpAddress(text), text));
    expect(["169.254.169.254", "168.63.129.16", "fd00:ec2::254"].every(isMetadata)).toBe(true);
    expect(["169.254.169.253", "8.8.8.8", "fd00:ec2::1"].some(isMetadata)).toBe(false);
  });

  it("knows addresses that always mean this machine", () => {
    const isOwn = (text: string) => isThisMachine(required(parseIpAddress(text), text));
    expect(["127.0.0.1", "127.9.9.9", "0.0.0.0", "::", "::1"].every(isOwn)).toBe(true);
    expect(["10.0.0.1", "8.8.8.8"].some(isOwn)).toBe(false);
  });
});
