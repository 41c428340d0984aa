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

type Answer = "unauthorized" | "forbidden" | "let through";

interface Caller {
  readonly name: string;
  readonly authorization: string | undefined;
  /** What must happen, by the permission declared. */
  expected(permission: Permission, isInstallation: boolean): Answer;
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
  const refused = (name: string, authorization: string | undefined): Caller => ({
    name,
    authorization,
    expected: () => "unauthorized",
  });
  const ofRole = (role: Role, authorization: string): Caller => ({
    name: role,
    authorization,
    expected: (permission) => (isAllowed(role, permission) ? "let through" : "forbidden"),
  });
  callers = [
    refused("no key", undefined),
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
      authorization: await key("owner", { environment: "sandbox" }),
      expected: (_permission, isInstallation) => (isInstallation ? "let through" : "forbidden"),
    },
    ...(await Promise.all(roles.map(async (role) => ofRole(role, await key(role))))),
  ];
});

async function send(method: string, path: string, { authorization }: Caller): Promise<Answer> {
  const names: Readonly<Record<string, string>> = { env: "live", n: "1", name: "1-no-name" };
  const url = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => names[name] ?? "nobody");
  const response = await test().send(`${url}?no_such_field=1`, {
    method,
    headers: {
      ...(authorization !== undefined && { authorization }),
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
  return code === "unauthorized" || code === "forbidden" ? code : "let through";
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
        wanted[caller.name] = caller.expected(permission, isInstallation);
      }
      expect(seen).toEqual(wanted);
    },
  );

  it("none is public, and every permission is needed somewhere", () => {
    const all: readonly Operation[] = Object.values(operations);
    const used = new Set(
      all.flatMap(({ permission, payloadPermission = permission }) => [
        permission,
        payloadPermission,
      ]),
    );
    expect([...used].toSorted()).toEqual(Object.keys(permissions).toSorted());
  });
});

describe("other routes", () => {
  it("the stream: the declared permission decides", async () => {
    for (const caller of callers) {
      const seen = await send(streamRoute.method, streamRoute.path, caller);
      expect(seen, caller.name).toBe(caller.expected(streamRoute.permission, false));
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
    for (const path of ["/", "/api", "/api/v1", "/api/v1/live", "/api/v1/live/nothing", "/admin"]) {
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
    const start = line.indexOf("/");
    const [, segment = "", methods = ""] = /(\/\S*) \(([A-Z, ]+)\)/.exec(line) ?? [];
    if (start < 0) return [];
    parents.length = start / 4 - 1;
    const path = parents.join("") + segment;
    parents.push(segment);
    const named = path.replaceAll(/:(\w+)/g, "{$1}");
    return methods.split(", ").map((method) => `${method} ${named}`);
  });
}
