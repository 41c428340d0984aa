import { listVersions, updateWorkflow } from "@stepwell/api";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDefinition } from "../definition-file.ts";
import { definition, useWorkflowFiles, write } from "./workflow-files.suite.ts";

const files = useWorkflowFiles();

describe("stepwell push", () => {
  it("makes drafts of new files, and afterwards nothing differs", async () => {
    await files.empty();
    const path = files.folder();
    write(join(path, "a.flow.yaml"), "Pushed");
    const dry = await files.run("push", path, "--dry-run");
    expect([dry.code, dry.out]).toEqual([0, "would be created  a.flow.yaml: “Pushed”\n"]);
    expect(await files.named("Pushed")).toEqual([]);
    const pushed = await files.run("push", path);
    expect(pushed).toMatchObject({ code: 0, err: "sandbox: 1 created.\n" });
    expect((await files.run("diff", path)).code).toBe(0);
    const again = await files.run("push", path);
    expect(again).toMatchObject({ code: 0, out: "", err: "sandbox: 1 unchanged.\n" });
  });

  it("--activate publishes each change once, with its note", async () => {
    await files.empty();
    const path = files.folder();
    const push = (...more: readonly string[]) => files.run("push", path, ...more);
    for (const expression of ["1", "2", "2"]) {
      write(join(path, "a.flow.yaml"), "Versions", expression);
      expect((await push("--activate", "--note", `rev ${expression}`)).code).toBe(0);
    }
    const [only] = await files.named("Versions");
    expect(only).toMatchObject({ active: true, activeVersion: 2, latestVersion: 2 });
    const { items } = await files.call()(listVersions, { params: { id: only?.id ?? "" } });
    expect(items.map(({ note }) => note)).toEqual(["rev 2", "rev 1"]);
    write(join(path, "a.flow.yaml"), "Versions", "3");
    expect((await push("--publish", "--json")).json()).toMatchObject([
      { name: "Versions", actions: ["updated", "published"], changes: [{ stepId: "sum" }] },
    ]);
    expect((await push("--activate")).out).toBe("activated  a.flow.yaml: “Versions”\n");
    expect((await push("--activate")).err).toBe("sandbox: 1 unchanged.\n");
    // A draft that is published, though not active, loses nothing.
    for (const expression of ["4", "5"]) {
      write(join(path, "a.flow.yaml"), "Versions", expression);
      expect((await push("--publish")).err).toBe("sandbox: 1 updated, 1 published.\n");
    }
    expect(await files.named("Versions")).toMatchObject([{ activeVersion: 3 }]);
  });

  it("takes workflows that call each other, whatever their order", async () => {
    await files.empty();
    const path = files.folder();
    const asking = (name: string, workflow: string) => ({
      ...definition(name),
      trigger: { type: "call" },
      steps: [{ id: "ask", type: "call_workflow", config: { workflow } }],
    });
    const put = (file: string, ...names: readonly [string, string]) =>
      writeFileSync(join(path, file), formatDefinition(asking(...names), "json"));
    put("a.flow.json", "First", "Second");
    put("b.flow.json", "Second", "First");
    put("c.flow.json", "Last", "Nobody");
    expect((await files.run("push", path, "--activate")).err).toMatch(/no workflow “Nobody”/);
    put("c.flow.json", "Last", "Second");
    const pushed = await files.run("push", path, "--activate");
    expect(pushed).toMatchObject({
      code: 0,
      err: "sandbox: 3 created, 3 published, 3 activated.\n",
    });
  });

  it("writes nothing at all where one file has an error, and says where", async () => {
    await files.empty();
    const path = files.folder();
    write(join(path, "a.flow.yaml"), "Good");
    write(join(path, "b.flow.yaml"), "Bad", "steps.nobody + 1");
    const refused = await files.run("push", path);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^b\.flow\.yaml:10: error: step sum: .*nobody/m);
    expect(await files.named("Good")).toEqual([]);
  });

  it("never overwrites a draft with changes of its own, unless it is forced to", async () => {
    await files.empty();
    const path = files.folder();
    write(join(path, "a.flow.yaml"), "Edited", "1");
    write(join(path, "b.flow.yaml"), "Beside", "1");
    const push = (...more: readonly string[]) => files.run("push", path, ...more);
    await push("--activate");
    const [only] = await files.named("Edited");
    const body = { description: "by hand" };
    await files.call()(updateWorkflow, { params: { id: only?.id ?? "" }, body });
    write(join(path, "a.flow.yaml"), "Edited", "2");
    write(join(path, "b.flow.yaml"), "Beside", "2");
    const refused = await push();
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^a\.flow\.yaml: conflict: .*--force/m);
    expect(refused.err).not.toMatch(/^b\.flow\.yaml: conflict/m);
    expect(refused.err).toMatch(/^would be updated {2}a\.flow\.yaml/m);
    expect(refused.err).not.toMatch(/^(?:updated|created|published|activated)/m);
    expect(refused.err).toMatch(/Nothing was written\.\n$/);
    expect(await files.draftOf("Beside")).toMatchObject(definition("Beside", "1"));
    expect((await push("--force")).err).toBe("sandbox: 2 updated.\n");
    expect(await files.draftOf("Edited")).toEqual(definition("Edited", "2"));
  });

  it("refuses the name of a workflow that is archived", async () => {
    await files.empty();
    const { id } = await files.make("Filed away");
    await files.call()(updateWorkflow, { params: { id }, body: { archived: true } });
    const path = files.folder();
    write(join(path, "a.flow.yaml"), "Filed away");
    const refused = await files.run("push", path);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("archived in sandbox") });
  });

  it("says which connections and secrets are missing, and maps connections", async () => {
    await files.empty();
    const path = files.folder();
    const calling = {
      ...definition("Calling"),
      trigger: {
        type: "webhook",
        config: { auth: { kind: "basic", username: "u", password: "{{ secrets.HOOK }}" } },
      },
      steps: [
        { id: "tell", type: "http", config: { url: "https://a.example", connection: "shop" } },
      ],
    };
    writeFileSync(join(path, "a.flow.json"), formatDefinition(calling, "json"));
    const refused = await files.run("push", path);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^a\.flow\.json:\d+: error: step tell: .*“shop”/m);
    expect(refused.err).toMatch(/^a\.flow\.json:10: error: .*no secret “HOOK”/m);
    expect(refused.err).toMatch(/^sandbox does not have the connections shop: .*--connections/m);
    await connect("shop_sandbox");
    await files.run("secrets", "set", "HOOK", "--value-file", files.file("s", "x"));
    const map = files.file("map.yaml", "shop: shop_sandbox\n");
    const args = [path, "--connections", map];
    expect(await files.run("push", ...args)).toMatchObject({ code: 0 });
    const { steps } = (await files.draftOf("Calling")) as { steps: unknown };
    expect(steps).toMatchObject([{ config: { connection: "shop_sandbox" } }]);
    expect((await files.run("diff", ...args)).code).toBe(0);
    const wrong = files.file("map.yaml", "- shop\n");
    expect((await files.run("push", path, "--connections", wrong)).err).toMatch(/must map names/);
  });
});

async function connect(name: string): Promise<void> {
  const secret = ["--value-file", files.file("token", "t0ken")];
  const host = ["--kind", "bearer", "--host", "a.example"];
  expect((await files.run("connections", "set", name, ...host, ...secret)).code).toBe(0);
}
