import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connectionContent } from "@stepwell/core";
import { expect, it } from "vitest";
import { Connection } from "../sqlite/connection.ts";
import { testFolder } from "../sqlite/test-folder.suite.ts";
import { installationFile } from "./master-key.ts";
import { openInstallation } from "./open-installation.ts";

function bearer(token: string) {
  return connectionContent.parse({
    kind: "bearer",
    hosts: ["api.example.com"],
    settings: {},
    secrets: { token },
  });
}

const place = { environment: "live", name: "shop", at: 1000 };

it("connections come back as they were, by environment and name", async () => {
  const folder = testFolder();
  const first = await openInstallation(folder);
  const made = await first.connections.put(place, bearer("first"));
  await first.connections.put({ ...place, at: 900 }, bearer("second"));
  await first.connections.put({ ...place, environment: "sandbox" }, bearer("other"));
  await first.close();
  const { connections, close } = await openInstallation(folder);
  expect(await connections.open("live", "shop")).toEqual({
    ...bearer("second"),
    name: "shop",
    version: made.version + 1,
  });
  expect(await connections.find("live", "shop")).toEqual({
    ...made,
    version: made.version + 1,
    updatedAt: 900,
  });
  expect((await connections.list("sandbox")).map(({ name }) => name)).toEqual(["shop"]);
  expect(await connections.open("live", "none")).toBeUndefined();
  expect(await connections.delete("live", "shop")).toBe(true);
  expect(await connections.delete("live", "shop")).toBe(false);
  expect(await connections.find("sandbox", "shop")).toBeDefined();
  await close();
});

it("a connection that is made anew has another version", async () => {
  const { connections, close } = await openInstallation(testFolder());
  const before = await connections.put(place, bearer("first"));
  await connections.delete("live", "shop");
  const after = await connections.put({ ...place, at: 1001 }, bearer("second"));
  expect(after.version).toBeGreaterThan(before.version);
  await close();
});

it("their secrets are nowhere in the files, and in no row that is shown", async () => {
  const folder = testFolder();
  const { connections, close } = await openInstallation(folder);
  const token = randomBytes(20).toString("hex");
  await connections.put(place, bearer(token));
  expect(JSON.stringify(await connections.list("live"))).not.toContain(token);
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
  expect(texts.join("")).not.toContain(token);
  await close();
});

it("sealed secrets cannot be moved to another connection, and a damaged one is told", async () => {
  const folder = testFolder();
  const { connections, close } = await openInstallation(folder);
  await connections.put(place, bearer("mine"));
  await connections.put({ ...place, name: "other" }, bearer("yours"));
  const file = new Connection(join(folder, installationFile), { readOnly: false });
  file.run("UPDATE connection SET sealed = (SELECT sealed FROM connection WHERE name = 'shop')");
  file.close();
  expect(await connections.open("live", "shop")).toMatchObject({ secrets: { token: "mine" } });
  await expect(connections.open("live", "other")).rejects.toThrow(/cannot be read/);
  await close();
});
