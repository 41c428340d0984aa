import {
  acceptInvitation,
  type Client,
  createInvitation,
  createKey,
  deleteInvitation,
  getMe,
  listInvitations,
  listMembers,
  listWorkflows,
  removeMember,
  type Role,
  signIn,
  updateMe,
  updateMember,
} from "@stepwell/api";
import { unitMs } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { testPassword, useTestServer } from "./open-test-server.suite.ts";

const test = useTestServer();

type Roles = Record<string, Role>;

const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => "done",
    async () => (await refusal(call)).code,
  );

async function sees(call: Client): Promise<boolean> {
  return (await codeOf(call(listWorkflows))) === "done";
}

async function invite(call: Client, roles: Roles, email = `new${Math.random()}@example.com`) {
  const made = await call(createInvitation, { body: { email, roles } });
  const token = new URL(made.url).searchParams.get("token") ?? "";
  return { ...made, token };
}

const newcomer = { name: "New", password: testPassword };

describe("an invitation", () => {
  it("is accepted once, by its link, and makes a member with its roles who is signed in", async () => {
    const call = await test().client("admin");
    const { token, url, id, email } = await invite(call, { live: "builder" });
    expect(url).toBe(`${test().url}/invitation?token=${token}`);
    const listed = await call(listInvitations);
    expect(listed.items.map((one) => one.id)).toContain(id);
    expect(JSON.stringify(listed)).not.toContain(token);
    const response = await test().send("/api/v1/invitations/accept", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...newcomer, token }),
    });
    expect(await response.json()).toMatchObject({ user: { name: "New", email } });
    expect(response.headers.getSetCookie()).toHaveLength(1);
    const { items } = await call(listMembers);
    expect(items.find((one) => one.email === email)?.roles).toEqual({ live: "builder" });
    expect((await call(listInvitations)).items.map((one) => one.id)).not.toContain(id);
    const again = call(acceptInvitation, { body: { ...newcomer, token } });
    expect(await codeOf(again)).toBe("invalid_token");
  });

  it("that was taken back, replaced or has expired makes nobody a member", async () => {
    const call = await test().client();
    const accept = (token: string) =>
      codeOf(call(acceptInvitation, { body: { ...newcomer, token } }));
    const back = await invite(call, { "*": "viewer" });
    await call(deleteInvitation, { params: { id: back.id } });
    expect(await accept(back.token)).toBe("invalid_token");
    const first = await invite(call, { "*": "admin" }, "twice@example.com");
    const second = await invite(call, { "*": "viewer" }, "Twice@Example.com");
    expect(await accept(first.token)).toBe("invalid_token");
    expect(await accept(second.token)).toBe("done");
    const old = await invite(call, { "*": "viewer" });
    const { invitations } = test().server.parts.installation;
    const row = invitations.find(old.id);
    expect((row?.expiresAt ?? 0) - (row?.createdAt ?? 0)).toBe(7 * unitMs.days);
    if (row) invitations.put({ ...row, expiresAt: Date.now() - 1 });
    expect(await accept(old.token)).toBe("invalid_token");
  });

  it("is there once for two who come at the same time", async () => {
    const call = await test().client();
    const { token } = await invite(call, { "*": "viewer" });
    const both = [1, 2].map(() => codeOf(call(acceptInvitation, { body: { ...newcomer, token } })));
    expect((await Promise.all(both)).toSorted()).toEqual(["done", "invalid_token"]);
  });
});

describe("nobody gives or takes a role above his own", () => {
  const cases: readonly (readonly [Roles, Roles, string])[] = [
    [{ "*": "owner" }, { "*": "owner" }, "done"],
    [{ "*": "admin" }, { "*": "admin" }, "done"],
    [{ "*": "admin" }, { "*": "owner" }, "forbidden"],
    [{ "*": "admin" }, { sandbox: "owner" }, "forbidden"],
    [{ sandbox: "admin" }, { sandbox: "admin" }, "done"],
    [{ sandbox: "admin" }, { "*": "viewer" }, "forbidden"],
    [{ sandbox: "admin" }, { live: "viewer" }, "forbidden"],
    [{ "*": "admin", live: "viewer" }, { live: "builder" }, "forbidden"],
    [{ "*": "admin", live: "viewer" }, { "*": "builder" }, "forbidden"],
    [{ "*": "builder" }, { "*": "viewer" }, "forbidden"],
  ];

  it.each(cases)("%j inviting with %j: %s", async (own, roles, wanted) => {
    const { client } = await test().person(own);
    const body = { email: `c${Math.random()}@example.com`, roles };
    expect(await codeOf(client()(createInvitation, { body }))).toBe(wanted);
  });

  it("also not to himself, nor by taking away the exception that holds him down", async () => {
    const held = await test().person({ "*": "admin", live: "viewer" });
    const up = { params: { id: held.id }, body: { roles: { "*": "admin" } as Roles } };
    expect(await codeOf(held.client()(updateMember, up))).toBe("forbidden");
    const body = { name: "n", role: "admin", environment: "live" } as const;
    expect(await codeOf(held.client()(createKey, { body }))).toBe("forbidden");
    const { environment: _environment, ...everywhere } = body;
    expect(await codeOf(held.client()(createKey, { body: everywhere }))).toBe("forbidden");
    const admin = await test().person({ "*": "admin" });
    const crown = { params: { id: admin.id }, body: { roles: { "*": "owner" } as Roles } };
    expect(await codeOf(admin.client()(updateMember, crown))).toBe("forbidden");
  });

  it("nor removes whoever is above him", async () => {
    const [owner, admin] = [await test().person(), await test().person({ "*": "admin" })];
    const remove = admin.client()(removeMember, { params: { id: owner.id } });
    expect(await codeOf(remove)).toBe("forbidden");
  });
});

describe("a member", () => {
  it("has his new roles with the next request, and none once removed", async () => {
    const call = await test().client();
    const member = await test().person({ "*": "builder" });
    const theirs = member.client();
    expect(await sees(theirs)).toBe(true);
    await call(updateMember, { params: { id: member.id }, body: { roles: { sandbox: "viewer" } } });
    expect(await sees(theirs)).toBe(false);
    expect(await sees(member.client("sandbox"))).toBe(true);
    await call(removeMember, { params: { id: member.id } });
    expect(await codeOf(member.client("sandbox")(listWorkflows))).toBe("unauthorized");
    const body = { email: member.email, password: testPassword };
    expect(await codeOf(call(signIn, { body }))).toBe("invalid_credentials");
  });

  it("who is the last owner can neither leave nor be made less", async () => {
    const { people } = test().server.parts.installation;
    const last = await test().person();
    for (const { id } of people.list()) if (id !== last.id) people.setRoles(id, { "*": "viewer" });
    const params = { id: last.id };
    const call = last.client();
    const roles: readonly Roles[] = [{ "*": "admin" }, { live: "owner" }];
    for (const less of roles)
      expect(await codeOf(call(updateMember, { params, body: { roles: less } }))).toBe(
        "last_owner",
      );
    expect(await codeOf(call(removeMember, { params }))).toBe("last_owner");
    const heir = await test().person();
    await call(removeMember, { params });
    expect(await codeOf(call(getMe))).toBe("unauthorized");
    expect(await codeOf(heir.client()(getMe))).toBe("done");
  });

  it("sees himself in the list; who reaches the sandbox only sees nobody of live alone", async () => {
    const bound = await test().person({ sandbox: "admin" });
    const live = await test().person({ live: "viewer" });
    const { items } = await bound.client("sandbox")(listMembers);
    expect(items.filter(({ isYou }) => isYou).map(({ id }) => id)).toEqual([bound.id]);
    expect(items.map(({ id }) => id)).not.toContain(live.id);
    const change = { params: { id: live.id }, body: { roles: { sandbox: "viewer" } as Roles } };
    expect(await codeOf(bound.client()(updateMember, change))).toBe("not_found");
  });

  it("keeps his name, language and theme", async () => {
    const { client, id } = await test().person({ live: "viewer" });
    const call = client();
    await call(updateMe, { body: { language: "sv", theme: "dark" } });
    const { user } = await call(updateMe, { body: { name: " Åsa ", theme: null } });
    expect(user).toMatchObject({ id, name: "Åsa", language: "sv", theme: null });
    expect((await call(getMe)).user).toEqual(user);
  });
});

it("an API key is told its own place", async () => {
  const call = await test().client("operator");
  const me = await call(getMe);
  expect(me).toMatchObject({
    user: null,
    key: { name: "test" },
    installation: { role: "operator" },
  });
  expect(me.environments.map(({ name }) => name)).toEqual(["live", "sandbox"]);
});
