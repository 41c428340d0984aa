import type { LookupAddress } from "node:dns";
import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { makeAddressGuard } from "./address-guard.ts";
import { parseAllowList } from "./allow-list.ts";

function guardWith(allow: readonly string[], ...addresses: readonly LookupAddress[]) {
  const parsed = parseAllowList(allow);
  const rules = parsed.ok ? parsed.rules : [];
  return makeAddressGuard({ rules, ownPorts: [7400], resolve: () => Promise.resolve(addresses) });
}

type Answer = readonly [error: unknown, address: unknown, family: unknown];

function lookUp(guard: ReturnType<typeof guardWith>, all: boolean): Promise<Answer> {
  const lookup = guard.lookupFor(new URL("http://a.example/"));
  return new Promise((resolve) => {
    lookup("a.example", { all }, (...answer) => resolve([answer[0], answer[1], answer[2]]));
  });
}

describe("the address guard", () => {
  const first = { address: "1.1.1.1", family: 4 };
  const second = { address: "2606:4700::1111", family: 6 };

  it("gives a connection all addresses or the first, as it asks", async () => {
    const guard = guardWith([], first, second);
    expect(await lookUp(guard, true)).toEqual([null, [first, second], undefined]);
    expect(await lookUp(guard, false)).toEqual([null, "1.1.1.1", 4]);
  });

  it("gives no address at all where one of several is forbidden", async () => {
    const [error] = await lookUp(guardWith([], first, { address: "10.0.0.1", family: 4 }), true);
    expect(error).toMatchObject({ failure: { code: "address_not_allowed" } });
  });

  it("knows its own port on another machine from its own port here", () => {
    const guard = guardWith(["0.0.0.0/0", "::/0"]);
    expect(() => guard.checkUrl(new URL("http://203.0.113.77:7400/"))).not.toThrow();
    expect(() => guard.checkUrl(new URL("http://127.0.0.1:7400/"))).toThrow("Stepwell itself");
    for (const { address, family } of Object.values(networkInterfaces()).flatMap(
      (of) => of ?? [],
    )) {
      const host = family === "IPv6" ? `[${address}]` : address;
      expect(() => guard.checkUrl(new URL(`http://${host}:7400/`))).toThrow("Stepwell itself");
    }
  });

  it("takes the scheme's port where the URL has none", () => {
    const guard = guardWith(["10.0.0.1:443"]);
    expect(() => guard.checkUrl(new URL("https://10.0.0.1/"))).not.toThrow();
    expect(() => guard.checkUrl(new URL("http://10.0.0.1/"))).toThrow("10.0.0.1:80");
  });
});
