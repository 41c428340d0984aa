import {
  createKey,
  getLimits,
  deleteSecret,
  listKeys,
  listSecrets,
  listWorkflows,
  makeClient,
  revokeKey,
  type Role,
  roles,
  setLimits,
  setSecret,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { checkedClient, refusal } from "./checked-client.suite.ts";
import { useTestServer } from "./open-test-server.suite.ts";
import { defaultLimits } from "@stepwell/core";

const test = useTestServer();

async function clientOf(order: { role: Role; environment?: string }) {
  const key = await test().key(order);
  const environment = order.environment ?? "live";
  return checkedClient({ url: test().url, key, environment, hidden: [test().dataDir] });
}

function works(key: string, environment = "live") {
  return makeClient({ url: test().url, key, environment })(listWorkflows).then(
    () => true,
    () => false,
  );
}

describe("making a key", () => {
  it("shows it once; it works at once, and lists do not show its secret", async () => {
    const call = await test().client("admin");
    const made = await call(createKey, { body: { name: "CI", role: "viewer" } });
    expect(made).toMatchObject({ name: "CI", role: "viewer", environment: null, revokedAt: null });
    expect(made.key.startsWith(`${made.id}.`)).toBe(true);
    expect(await works(made.key)).toBe(true);
    const { items } = await call(listKeys);
    const { key, ...shown } = made;
    expect(items).toContainEqual(shown);
    expect(JSON.stringify(items)).not.toContain(key.split(".")[1]);
  });

  it("for one environment makes one that works there only", async () => {
    const call = await test().client();
    const body = { name: "n", role: "viewer", environment: "sandbox" } as const;
    const { key } = await call(createKey, { body });
    expect([await works(key, "sandbox"), await works(key, "live")]).toEqual([true, false]);
  });

  it("for an environment that does not exist is refused", async () => {
    const call = await test().client();
    const body = { name: "n", role: "viewer", environment: "mars" } as const;
    const problem = await refusal(call(createKey, { body }));
    expect(problem).toMatchObject({
      code: "invalid_input",
      errors: [{ path: "body.environment", code: "unknown_environment" }],
    });
  });

  it("that expires makes one that ends at its time, even while it is in use", async () => {
    const call = await test().client();
    const expiresAt = new Date(Date.now() + 400).toISOString();
    const { key } = await call(createKey, { body: { name: "n", role: "viewer", expiresAt } });
    expect(await works(key)).toBe(true);
    while (Date.now() < Date.parse(expiresAt)) await works(key);
    expect(await works(key)).toBe(false);
  });

  it("gives nobody more than he has", async () => {
    for (const role of ["admin", "owner"] as const) {
      const call = await clientOf({ role });
      for (const wanted of roles) {
        const asked = call(createKey, { body: { name: "n", role: wanted } });
        if (roles.indexOf(wanted) <= roles.indexOf(role)) await asked;
        else expect((await refusal(asked)).code).toBe("forbidden");
      }
    }
    const bound = await clientOf({ role: "owner", environment: "sandbox" });
    for (const environment of ["live", undefined]) {
      const body = { name: "n", role: "viewer", environment } as const;
      expect((await refusal(bound(createKey, { body }))).code).toBe("forbidden");
    }
    await bound(createKey, { body: { name: "n", role: "viewer", environment: "sandbox" } });
  });
});

describe("revoking a key", () => {
  it("ends it at once, though it was in use a moment ago", async () => {
    const call = await test().client();
    const made = await call(createKey, { body: { name: "n", role: "viewer" } });
    expect(await works(made.key)).toBe(true);
    expect(await call(revokeKey, { params: { id: made.id } })).toBeNull();
    expect(await works(made.key)).toBe(false);
    const { items } = await call(listKeys);
    expect(items.find(({ id }) => id === made.id)?.revokedAt).toMatch(/Z$/);
  });

  it("of a higher role, or one that does not exist, is refused", async () => {
    const owner = await test().client("owner");
    const { id } = await owner(createKey, { body: { name: "boss", role: "owner" } });
    const admin = await test().client("admin");
    expect((await refusal(admin(revokeKey, { params: { id } }))).code).toBe("forbidden");
    const nobody = admin(revokeKey, { params: { id: "key_nobody" } });
    expect((await refusal(nobody)).code).toBe("not_found");
  });

  it("and listing reach no further than the key that asks", async () => {
    const owner = await test().client();
    const make = (environment?: string) =>
      owner(createKey, { body: { name: "n", role: "viewer", environment } });
    const [live, sandbox, all] = [await make("live"), await make("sandbox"), await make()];
    const bound = await clientOf({ role: "owner", environment: "sandbox" });
    const { items } = await bound(listKeys);
    const ids = items.map(({ id }) => id);
    expect(ids).toContain(sandbox.id);
    expect(ids).not.toContain(live.id);
    expect(ids).not.toContain(all.id);
    for (const { id, key } of [live, all]) {
      const problem = await refusal(bound(revokeKey, { params: { id } }));
      expect(problem.code).toBe("not_found");
      expect(await works(key)).toBe(true);
    }
    await bound(revokeKey, { params: { id: sandbox.id } });
  });
});

describe("secrets", () => {
  it("are stored, listed by name only, replaced and deleted", async () => {
    const call = await test().client("admin");
    for (const value of ["one", "two"])
      await call(setSecret, { params: { name: "api_key" }, body: { value } });
    await call(setSecret, { params: { name: "B" }, body: { value: "three" } });
    const listed = await (await test().client("builder"))(listSecrets);
    expect(listed).toEqual({ items: [{ name: "B" }, { name: "api_key" }] });
    await call(deleteSecret, { params: { name: "B" } });
    expect(await call(listSecrets)).toEqual({ items: [{ name: "api_key" }] });
    expect(test().environment().secrets.get("api_key")).toBe("two");
  });

  it("survive a restart", async () => {
    const call = await test().client();
    await call(setSecret, { params: { name: "kept" }, body: { value: "value" } });
    await test().restart();
    expect(test().environment().secrets.get("kept")).toBe("value");
  });
});

describe("limits", () => {
  it("have their defaults, can be changed one by one, and are kept", async () => {
    const call = await test().client("owner", "sandbox");
    const raised = { workflowsMax: 1000, activeWorkflowsMax: 1000 };
    expect((await call(getLimits)).limits).toEqual({ ...defaultLimits, ...raised });
    const { limits } = await call(setLimits, { body: { rerunDays: 90 } });
    expect(limits).toEqual({ ...defaultLimits, ...raised, rerunDays: 90 });
    await test().restart();
    const again = await test().client("viewer", "sandbox");
    expect((await again(getLimits)).limits).toEqual(limits);
  });

  it("cannot be set so low that they could not be raised again", async () => {
    const call = await test().client();
    const problem = await refusal(call(setLimits, { body: { eventBytesMax: 1023 } }));
    expect(problem.code).toBe("invalid_input");
    await call(setLimits, { body: { eventBytesMax: 1024 } });
    const { limits } = await call(setLimits, { body: { eventBytesMax: 1_048_576 } });
    expect(limits["eventBytesMax"]).toBe(1_048_576);
  });

  it("that nobody knows, or that are no whole numbers, are refused", async () => {
    const call = await test().client();
    for (const body of [{ coffee: 1 }, { rerunDays: -1 }, { rerunDays: 1.5 }, { rerunDays: "1" }]) {
      const problem = await refusal(call(setLimits, { body: body as never }));
      expect(problem.code).toBe("invalid_input");
    }
  });
});
