import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  makeRunners,
  createOutboundClient,
  stepTypes,
  triggerTypes,
  tryConnection,
} from "@stepwell/catalog";
import { defaultLimits } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { foldersIn, root } from "./source-files.ts";

const steps = "packages/catalog/src/steps";
const triggers = "packages/catalog/src/triggers";

function missing(folder: string, files: readonly string[]): readonly string[] {
  return files.map((file) => `${folder}/${file}`).filter((path) => !existsSync(join(root, path)));
}

describe("anatomy of step types and trigger types", () => {
  it.each(foldersIn(steps))(
    "step type %s has its definition, test, page and registry line",
    (name) => {
      const type = stepTypes.find((one) => one.type === name);
      expect(type, `a line in definitions.ts for ${name}`).toBeDefined();
      const needed = ["definition.ts", "README.md", `${name.replaceAll("_", "-")}.test.ts`];
      const files = type?.kind === "action" ? [...needed, "run.ts"] : needed;
      expect(missing(`${steps}/${name}`, files)).toEqual([]);
    },
  );

  it.each(foldersIn(triggers))(
    "trigger type %s has its definition, page and registry line",
    (name) => {
      expect(triggerTypes.some((one) => one.type === name)).toBe(true);
      expect(missing(`${triggers}/${name}`, ["definition.ts", "README.md"])).toEqual([]);
    },
  );

  it("every action has somebody who carries it out, and so have Math.js and the trial of a connection", () => {
    const runners = makeRunners({
      outbound: createOutboundClient({ allow: [] }),
      runGuest: () => Promise.reject(new Error("no guest is run")),
      limits: () => defaultLimits,
    });
    const actions = stepTypes.filter(({ kind }) => kind === "action").map(({ type }) => type);
    expect([...runners.keys()].toSorted()).toEqual(
      [...actions, "calculate", tryConnection.type].toSorted(),
    );
  });

  it.each(stepTypes.map(({ type }) => type))(
    "the page of %s has an example and its errors",
    (name) => {
      const page = readFileSync(join(root, steps, name, "README.md"), "utf8");
      expect(page).toMatch(/^# /);
      expect(page).toMatch(/^## Example/m);
      expect(page).toMatch(/^## Errors/m);
    },
  );

  it.each([...stepTypes, ...triggerTypes])("the sample of $type is valid", (type) => {
    expect(type.compile(type.sample)).toMatchObject({ ok: true });
  });
});
