import {
  fullPath,
  isAllowed,
  type Operation,
  operations,
  type Permission,
  permissions,
  plainRoutes,
  type Problem,
  type Role,
  roles,
  streamRoute,
} from "@stepwell/api";
import pino from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { expectNoInside, expectProblem } from "./checked-client.suite.ts";
import { makeApp } from "./http/app.ts";
import { useTestServer } from "./open-test-server.suite.ts";

/*
 * Every route with every role and every kind of bad key: the declared permission decides, and
 * nothing else. What is let through is made to fail later, so that nothing is changed.
 */

const test = useTestServer();

type Answer = "unauthorized" | "forbidden" | "cross_origin" | "let through";

interface Asked {
  readonly permission: Permission;
  readonly isInstallation: boolean;
  readonly method: string;
}

interface Caller {
  readonly name: string;
  readonly headers: { readonly [name: string]: string };
  /** What must happen, by the permission declared. */
  expected(asked: Asked): Answer;
}

const dayMs = 86_400_000;
let callers: readonly Caller[] = [];

beforeAll(async () => {
  const key = async (role: Role, more: object = {}) =>
    `Bearer ${await test().key({ role, ...more })}`;
  const good = await key("owner");
  const revoked = await test().key({ role: "owner" });
  const { keys } = test().server.parts.installation;
  await keys.revoke(revoked.split(".")[0] ?? "", Date.now());
  const stranger = (name: string, headers: Caller["headers"]): Caller => ({
    name,
    headers,
    expected: ({ permission }) => (permission === "public" ? "let through" : "unauthorized"),
  });
  const refused = (name: string, authorization: string): Caller =>
    stranger(name, { authorization });
  const ofRole = (role: Role, authorization: string): Caller => ({
    name: role,
    headers: { authorization },
    expected: ({ permission }) => (isAllowed(role, permission) ? "let through" : "forbidden"),
  });
  const origin = test().url;
  const ofMember = async (role: Role): Promise<Caller> => ({
    name: `a member who is ${role}`,
    headers: { cookie: (await test().person({ live: role })).cookie, origin },
    expected: ({ permission }) => (isAllowed(role, permission) ? "let through" : "forbidden"),
  });
  const { cookie } = await test().person();
  const ended = await test().person();
  const { sessions } = test().server.parts.installation;
  for (const { id } of sessions.list(ended.id, Date.now())) sessions.end(ended.id, id);
  /** Sent from a page of another site, or by who does not say from where. */
  const forged = (name: string, headers: Caller["headers"], isRefusedToAll: boolean): Caller => ({
    name,
    headers: { cookie, ...headers },
    expected: ({ method, permission }) =>
      method === "GET" || (permission === "public" && !isRefusedToAll)
        ? "let through"
        : "cross_origin",
  });
  callers = [
    stranger("no key", {}),
    refused("an empty header", ""),
    refused("a key of another form", "Bearer letmein"),
    refused("a key under another scheme", good.replace("Bearer", "Basic")),
    refused("a wrong secret", `${good.slice(0, -1)}${good.endsWith("0") ? "1" : "0"}`),
    refused("a cut secret", good.slice(0, -1)),
    refused("an unknown key", good.replace(/key_.{4}/, "key_0000")),
    refused("an expired key", await key("owner", { expiresAt: Date.now() - dayMs })),
    refused("a revoked key", `Bearer ${revoked}`),
    {
      name: "a key of the other environment",
      headers: { authorization: await key("owner", { environment: "sandbox" }) },
      expected: ({ isInstallation }) => (isInstallation ? "let through" : "forbidden"),
    },
    {
      name: "a member of the other environment",
      headers: { cookie: (await test().person({ sandbox: "owner" })).cookie, origin },
      expected: ({ isInstallation }) => (isInstallation ? "let through" : "forbidden"),
    },
    {
      name: "a member whose role here is another one",
      headers: { cookie: (await test().person({ "*": "owner", live: "viewer" })).cookie, origin },
      expected: ({ permission, isInstallation }) =>
        isInstallation || isAllowed("viewer", permission) ? "let through" : "forbidden",
    },
    stranger("an ended session", { cookie: ended.cookie, origin }),
    stranger("a cookie with another signature", {
      cookie: `${cookie.slice(0, -8)}aaaaaa%3D`,
      origin,
    }),
    stranger("a cookie without a signature", { cookie: cookie.split(".")[0] ?? "", origin }),
    stranger("a cookie of another name", { cookie: cookie.replace("stepwell", "other"), origin }),
    stranger("a wrong key beside a good cookie", { cookie, origin, authorization: "Bearer x" }),
    forged("a cookie from an unknown page", {}, false),
    forged("a cookie from another site", { origin: "https://evil.example" }, true),
    forged("a cookie from a sandboxed page", { origin: "null" }, true),
    forged("a cookie with a form of a neighbour", { origin, "sec-fetch-site": "same-site" }, true),
    ...(await Promise.all(roles.map(ofMember))),
    ...(await Promise.all(roles.map(async (role) => ofRole(role, await key(role))))),
  ];
});

async function send(method: string, path: string, { headers }: Caller): Promise<Answer> {
  const names: Readonly<Record<string, string>> = { env: "live", n: "1", name: "1-no-name" };
  const url = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => names[name] ?? "nobody");
  const response = await test().send(`${url}?no_such_field=1`, {
    method,
    headers: {
      ...headers,
      ...(method !== "GET" && { "content-type": "application/json" }),
    },
    ...(method !== "GET" && { body: '{"no_such_field":1}' }),
  });
  if (response.status === 200) {
    await response.body?.cancel();
    return "let through";
  }
  const problem = (await response.json()) as Problem;
  expectProblem(response, problem);
  expectNoInside(JSON.stringify(problem), [test().dataDir]);
  const { code } = problem;
  if (code === "unauthorized") expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
  const isRefused = code === "unauthorized" || code === "forbidden" || code === "cross_origin";
  return isRefused ? code : "let through";
}

describe("operations", () => {
  it.each(Object.values(operations).map((one: Operation) => [one.id, one] as const))(
    "%s: the declared permission decides",
    async (_id, operation) => {
      const { permission, method, isInstallation = false } = operation;
      const seen: Record<string, Answer> = {};
      const wanted: Record<string, Answer> = {};
      for (const caller of callers) {
        seen[caller.name] = await send(method, fullPath(operation), caller);
        wanted[caller.name] = caller.expected({ permission, isInstallation, method });
      }
      expect(seen).toEqual(wanted);
    },
  );

  it("public are those of people who are on their way in; every permission is needed somewhere", () => {
    const all: readonly Operation[] = Object.values(operations);
    const used = new Set(
      all.flatMap(({ permission, payloadPermission = permission }) => [
        permission,
        payloadPermission,
      ]),
    );
    const open = all.filter(({ permission }) => permission === "public").map(({ id }) => id);
    expect(open.toSorted()).toEqual([
      "invitations.accept",
      "sessions.current",
      "sessions.sign_in",
      "sessions.sign_out",
      "setup.complete",
      "setup.get",
    ]);
    used.delete("public");
    expect([...used].toSorted()).toEqual(Object.keys(permissions).toSorted());
  });
});

describe("other routes", () => {
  it("the stream: the declared permission decides", async () => {
    for (const caller of callers) {
      const seen = await send(streamRoute.method, streamRoute.path, caller);
      const { permission, method } = streamRoute;
      const wanted = caller.expected({ permission, isInstallation: false, method });
      expect(seen, caller.name).toBe(wanted);
    }
  });

  it.each(plainRoutes.filter(({ permission }) => permission === "public"))(
    "$path is public: no key is asked for",
    async ({ method, path }) => {
      for (const caller of callers)
        expect(await send(method, path, caller), caller.name).toBe("let through");
    },
  );

  it("every route of the server is an operation or a declared other one", async () => {
    const logger = pino({ enabled: false });
    const authenticate = () => undefined;
    const { http } = makeApp({ server: test().server.parts, authenticate, logger });
    await http.ready();
    const registered = routesOf(http.printRoutes({ commonPrefix: false }));
    const all: readonly Operation[] = Object.values(operations);
    const declared = [
      ...all.map((operation) => `${operation.method} ${fullPath(operation)}`),
      ...plainRoutes.map(({ method, path }) => `${method} ${path}`),
    ];
    // Webhooks have a door of their own, before the router.
    const routed = declared.filter((route) => !route.includes("/hooks/"));
    expect(registered.toSorted()).toEqual(routed.toSorted());
  });

  it("what is none is not found", async () => {
    for (const path of ["/api", "/api/v1", "/api/v1/live", "/api/v1/live/nothing", "/admin"]) {
      const response = await test().send(path);
      expectProblem(response, (await response.json()) as Problem);
      expect(response.status).toBe(404);
    }
  });
});

/** `GET /api/v1/{env}/runs` … from the tree that Fastify prints. */
function routesOf(tree: string): readonly string[] {
  const parents: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const start = line.search(/[^│├└─\s]/);
    const [, segment = "", methods = ""] = /([^│├└─\s]\S*) \(([A-Z, ]+)\)/.exec(line) ?? [];
    if (start < 0) return [];
    parents.length = start / 4 - 1;
    const path = parents.join("") + segment;
    parents.push(segment);
    const named = path.replaceAll(/:(\w+)/g, "{$1}");
    return methods.split(", ").map((method) => `${method} ${named}`);
  });
}
