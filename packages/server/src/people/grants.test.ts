import { type Role, roles } from "@stepwell/api";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forbiddenChange, isAtLeast, reachOf, roleIn } from "./grants.ts";

const environments = ["live", "sandbox"];
const scopes = ["*", ...environments, "future"];
const role = fc.constantFrom<Role>(...roles);
const grants = fc.dictionary(fc.constantFrom(...scopes), role, { maxKeys: 4 });

describe("roles by environment", () => {
  it("count where they are named, else the one for all", () => {
    const own = { "*": "admin", live: "viewer" };
    expect(["live", "sandbox", "future"].map((name) => roleIn(own, name))).toEqual([
      "viewer",
      "admin",
      "admin",
    ]);
    expect(roleIn({ live: "viewer" }, "sandbox")).toBeUndefined();
    expect(roleIn({ "*": "viewer" }, "constructor")).toBe("viewer");
    expect(roleIn({}, "constructor")).toBeUndefined();
  });

  it("reach nowhere further than each of them does", () => {
    fc.assert(
      fc.property(grants, (own) => {
        const reach = reachOf(own, environments);
        const held = environments.map((name) => roleIn(own, name));
        expect(reach === undefined).toBe(held.every((one) => one === undefined));
        if (!reach) return;
        // Everywhere is also in environments that will be made, but for those that are named.
        const isEverywhere = reach.environments.length === 0;
        const where = isEverywhere ? [...environments, "another"] : reach.environments;
        for (const name of where) expect(isAtLeast(roleIn(own, name), reach.role), name).toBe(true);
      }),
    );
  });

  it("that are given are never above those of the giver, in any environment", () => {
    fc.assert(
      fc.property(grants, grants, grants, (giver, before, after) => {
        if (forbiddenChange(giver, { before, after }) !== undefined) return;
        for (const scope of [...scopes, "another"]) {
          const [from, to] = [roleIn(before, scope), roleIn(after, scope)];
          if (from === to) continue;
          expect(isAtLeast(roleIn(giver, scope), from)).toBe(true);
          expect(isAtLeast(roleIn(giver, scope), to)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("an owner of all gives anything, and anybody leaves things as they are", () => {
    fc.assert(
      fc.property(grants, grants, (before, after) => {
        expect(forbiddenChange({ "*": "owner" }, { before, after })).toBeUndefined();
        expect(forbiddenChange({}, { before, after: { ...before } })).toBeUndefined();
      }),
    );
  });
});
