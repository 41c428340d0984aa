import {
  checkDefinition,
  type Client,
  createConnection,
  createWorkflow,
  deleteConnection,
  getConnection,
  getVariables,
  getWorkflow,
  listConnections,
  publishWorkflow,
  setSecret,
  setVariables,
  startRun,
  testConnection,
  updateConnection,
} from "@stepwell/api";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { manual, output } from "./sample-definitions.suite.ts";

const test = useTestServer();

const basic = {
  name: "shop",
  kind: "basic" as const,
  hosts: ["api.example.com"],
  settings: { username: "ada" },
  secrets: { password: "pass-7c1e" },
};

function calling(connection: string): object {
  return { id: "go", type: "http", config: { url: "https://api.example.com/x", connection } };
}

async function findingsOf(call: Client, steps: readonly object[]) {
  const { findings } = await call(checkDefinition, {
    body: { definition: manual(steps) as never },
  });
  return findings.map(({ code, path, hint = "" }) => [code, path, hint]);
}

describe("connections", () => {
  it("are stored, shown without secrets, changed and deleted", async () => {
    const call = await test().client("admin");
    const made = await call(createConnection, { body: basic });
    expect(made).toMatchObject({
      name: "shop",
      kind: "basic",
      hosts: ["api.example.com"],
      settings: { username: "ada" },
      secrets: { password: { isSet: true } },
    });
    const params = { name: "shop" };
    const changed = await call(updateConnection, {
      params,
      body: { settings: { username: "bob" }, hosts: ["*.example.com"] },
    });
    expect(changed).toMatchObject({ settings: { username: "bob" }, hosts: ["*.example.com"] });
    const { connections } = test().environment();
    expect(await connections.open("shop")).toMatchObject({
      settings: { username: "bob" },
      secrets: basic.secrets,
    });
    await call(updateConnection, { params, body: { secrets: { password: "other" } } });
    expect(await connections.open("shop")).toMatchObject({ secrets: { password: "other" } });
    const seen = await test().client("builder");
    expect((await seen(listConnections)).items).toEqual([await seen(getConnection, { params })]);
    await call(deleteConnection, { params });
    expect(await seen(listConnections)).toEqual({ items: [] });
  });

  it("may lose a secret that is optional", async () => {
    const call = await test().client();
    const settings = { host: "mail.example.com", port: 465, username: "ada" };
    const secrets = { password: "pass-7c1e" };
    const mail = { name: "mail", kind: "smtp", settings, secrets } as const;
    expect((await call(createConnection, { body: mail })).secrets).toEqual({
      password: { isSet: true },
    });
    const params = { name: "mail" };
    const changed = await call(updateConnection, { params, body: { secrets: { password: null } } });
    expect(changed.secrets).toEqual({});
    await call(deleteConnection, { params });
  });

  it("belong to their environment, and survive a restart", async () => {
    const call = await test().client();
    await call(createConnection, { body: basic });
    expect(await (await test().client("owner", "sandbox"))(listConnections)).toEqual({ items: [] });
    await test().restart();
    const again = await test().client();
    expect((await again(listConnections)).items.map(({ name }) => name)).toEqual(["shop"]);
    expect(await test().environment().connections.open("shop")).toMatchObject(basic);
    await again(deleteConnection, { params: { name: "shop" } });
  });

  it("must exist, and fit, before a definition that names them is published", async () => {
    const call = await test().client();
    await call(createConnection, { body: basic });
    expect(await findingsOf(call, [calling("shop")])).toEqual([]);
    expect(await findingsOf(call, [calling("shp")])).toEqual([
      ["unknown_connection", "steps.0.config.connection", "Did you mean “shop”?"],
    ]);
    const mail = { connection: "shop", to: "a@example.com", subject: "x", text: "y" };
    expect(await findingsOf(call, [{ id: "m", type: "email", config: mail }])).toEqual([
      ["unfit_connection", "steps.0.config.connection", ""],
    ]);
    const body = { definition: manual([calling("nobody")]) as never };
    const { id, draft } = await call(createWorkflow, { body });
    expect(draft.findings).toMatchObject([{ code: "unknown_connection", severity: "error" }]);
    const problem = await refusal(call(publishWorkflow, { params: { id }, body: {} }));
    expect(problem.code).toBe("definition_has_errors");
  });

  it("are not deleted while a draft or an active version uses them, unless forced", async () => {
    const call = await test().client();
    const body = { definition: manual([calling("shop")], {}, { name: "User" }) as never };
    const { id } = await call(createWorkflow, { body });
    const params = { name: "shop" };
    const problem = await refusal(call(deleteConnection, { params }));
    expect(problem).toMatchObject({
      code: "connection_in_use",
      errors: [{ path: id, code: "used_by", message: "User" }],
    });
    await call(deleteConnection, { params, query: { force: "true" } });
    const { draft } = await call(getWorkflow, { params: { id } });
    expect(draft.findings).toMatchObject([{ code: "unknown_connection" }]);
  });
});

describe("environment variables", () => {
  it("are what expressions see as env; runs that have begun keep theirs", async () => {
    const call = await test().client();
    const variables = { REGION: "eu", SHOP_2: "größer" };
    expect(await call(setVariables, { body: { variables } })).toEqual({ variables });
    expect(await (await test().client("viewer"))(getVariables)).toEqual({ variables });
    const wait = { id: "wait", type: "delay", config: { for: { amount: 1, unit: "seconds" } } };
    const { id } = await deploy(call, manual([wait, output("{{ env.REGION }} {{ env.SHOP_2 }}")]));
    const { runId } = await call(startRun, { params: { id }, body: {} });
    await call(setVariables, { body: { variables: { REGION: "us", SHOP_2: "x" } } });
    expect((await endedRun(test(), call, runId)).output).toBe("eu größer");
    const later = await call(startRun, { params: { id }, body: {} });
    expect((await endedRun(test(), call, later.runId)).output).toBe("us x");
    await test().restart();
    expect(await (await test().client())(getVariables)).toEqual({
      variables: { REGION: "us", SHOP_2: "x" },
    });
  });

  it("that are not there are findings, unless a default is given", async () => {
    const call = await test().client();
    await call(setVariables, { body: { variables: { REGION: "eu" } } });
    expect(
      await findingsOf(call, [output("{{ env.REGIN }}{{ env.NONE ?? 1 }}{{ env.REGION }}")]),
    ).toEqual([["unknown_env", "steps.0.config.value", "Did you mean “REGION”?"]]);
  });

  it.each<[string, Record<string, string>]>([
    ["a name in lower case", { region: "x" }],
    ["a long value", { A: "ü".repeat(2049) }],
    ["too many", Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`V${n}`, ""]))],
  ])("are refused with %s", async (_what, variables) => {
    const call = await test().client();
    const problem = await refusal(call(setVariables, { body: { variables } }));
    expect(problem.code).toBe("invalid_input");
  });
});

describe("secrets in a definition", () => {
  it("are only where a request takes them, and must exist", async () => {
    const call = await test().client();
    await call(setSecret, { params: { name: "TOKEN" }, body: { value: "x" } });
    const { TOKEN, TOKN } = { TOKEN: "{{ secrets.TOKEN }}", TOKN: "{{ secrets.TOKN }}" };
    const url = "https://example.com";
    const http = (config: object) => ({ id: "go", type: "http", config: { url, ...config } });
    const good = {
      headers: { a: TOKEN },
      query: { b: `x ${TOKEN}` },
      method: "POST",
      body: [TOKEN],
    };
    expect(await findingsOf(call, [http(good)])).toEqual([]);
    expect(await findingsOf(call, [http({ headers: { a: TOKN } })])).toEqual([
      ["unknown_secret", "steps.0.config.headers.a", "Did you mean “TOKEN”?"],
    ]);
    for (const step of [http({ url: `${url}/${TOKEN}` }), output(TOKEN)])
      expect((await findingsOf(call, [step])).map(([code]) => code)).toEqual([
        "secret_not_allowed",
      ]);
  });
});

describe("a connection that is tried", () => {
  const token = "token-5e1f09c4";

  it("is used as a step would use it, and what comes back holds no secret", async () => {
    await using server = await echoing();
    const call = await test().client("admin");
    const hosts = ["127.0.0.1"];
    await call(createConnection, {
      body: { name: "tried", kind: "bearer", hosts, settings: {}, secrets: { token } },
    });
    const params = { name: "tried" };
    const attempt = (body: { url?: string }) => call(testConnection, { params, body });
    expect(await attempt({})).toEqual({ outcome: "address_needed" });
    expect(await attempt({ url: server.url })).toEqual({ outcome: "answered", status: 200 });
    const refused = await attempt({ url: `${server.url}/refused` });
    expect(refused).toMatchObject({ outcome: "failed", error: { code: "http_status" } });
    const elsewhere = await attempt({ url: `https://example.com/?${token}` });
    expect(elsewhere).toMatchObject({ error: { code: "connection_host_not_allowed" } });
    expect(JSON.stringify([refused, elsewhere])).not.toContain(token);
    expect(server.seen).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
  });

  it("is not there for who may not change it", async () => {
    const builder = await test().client("builder");
    const problem = await refusal(builder(testConnection, { params: { name: "tried" }, body: {} }));
    expect(problem.status).toBe(403);
  });
});

describe("connections in use", () => {
  it("name their workflows where that is asked for, by draft and active version", async () => {
    const call = await test().client();
    const secrets = { token: "token-77aa" };
    const content = { kind: "bearer" as const, hosts: ["api.example.com"], settings: {}, secrets };
    await call(createConnection, { body: { name: "used", ...content } });
    await call(createConnection, { body: { name: "idle", ...content } });
    const { id } = await deploy(call, manual([calling("used"), { ...calling("used"), id: "b" }]));
    const definition = { ...manual([calling("used")]), name: "A draft" } as never;
    const draft = await call(createWorkflow, { body: { definition } });
    const { items } = await call(listConnections, { query: { uses: "true" } });
    const usersOf = (name: string) =>
      items.find((one) => one.name === name)?.usedBy?.map((user) => user.id);
    expect(usersOf("used")?.toSorted()).toEqual([id, draft.id].toSorted());
    expect(usersOf("idle")).toEqual([]);
    const plain = await call(listConnections);
    expect(plain.items.some(({ usedBy }) => usedBy)).toBe(false);
  });
});

/** Refuses one path; keeps who asked. */
async function echoing() {
  const seen: string[] = [];
  const server = createServer(({ url, headers }, response) => {
    seen.push(headers.authorization ?? "");
    response.writeHead(url === "/refused" ? 401 : 200);
    response.end(headers.authorization);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
