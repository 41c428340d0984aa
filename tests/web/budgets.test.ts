import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pageTexts } from "../../packages/web/src/app/page-texts.suite.ts";
import { root } from "../tidy/source-files.ts";
import { hasBrowser, useDashboard } from "./dashboard.suite.ts";

/* The budgets of the interface: what is sent at first, and how long large workflows take. */

const dist = join(root, "packages/web/dist");

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Manifest;
}

/** The files that are loaded before a page of these modules shows. */
function filesOf(manifest: Manifest, modules: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is no module of the dashboard`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(add);
  };
  modules.forEach(add);
  return files;
}

function kilobytes(files: ReadonlySet<string>, ending: string): number {
  const sizes = [...files]
    .filter((file) => file.endsWith(ending))
    .map((file) => statSync(join(dist, `${file}.gz`)).size);
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}

/** What every page asks for. */
function always(manifest: Manifest): readonly string[] {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const own = Object.entries(manifest).filter(([, { file }]) => page.includes(`/${file}"`));
  return [...own.map(([name]) => name), textsFile("common")];
}

const textsFile = (name: string): string => `src/i18n/en/${name}.json`;

/** The texts that a page loads with its script, in English: what the server says has no file there. */
function textsOf(module: string, manifest: Manifest): readonly string[] {
  const told = pageTexts().find(({ page }) => page.endsWith(module));
  if (!told) throw new Error(`no route leads to ${module}`);
  return told.texts.map(textsFile).filter((file) => file in manifest);
}

const isBuilt = existsSync(join(dist, ".vite/manifest.json"));

describe.skipIf(!isBuilt)("what is loaded at first, compressed", () => {
  it.each([
    ["sign-in", "src/pages/account/sign-in-page.tsx", 210],
    ["overview", "src/pages/overview/overview-page.tsx", 210],
    ["the list of workflows", "src/pages/workflows/list/workflows-page.tsx", 240],
    ["the list of runs", "src/pages/runs/list/runs-page.tsx", 240],
    ["the list of events", "src/pages/events/events-page.tsx", 240],
    ["a run", "src/pages/runs/view/run-page.tsx", 350],
    ["the builder", "src/pages/builder/builder-page.tsx", 330],
  ])("%s stays in its budget", (name, module, most) => {
    const manifest = readManifest();
    const files = filesOf(manifest, [...always(manifest), module, ...textsOf(module, manifest)]);
    const script = kilobytes(files, ".js");
    const style = kilobytes(files, ".css");
    process.stdout.write(`${name}: ${script} KB of script, ${style} KB of style\n`);
    expect(script).toBeLessThanOrEqual(most);
    expect(style).toBeLessThanOrEqual(20);
  });
});

/** A workflow of so many steps, three branches deep at places. */
function large(steps: number): never {
  const step = (index: number): object => ({
    id: `step_${index}`,
    type: "calculate",
    config: { engine: "formula", expression: `${index} + 1` },
  });
  const groups = Array.from({ length: Math.floor(steps / 5) }, (_, group) => ({
    id: `choose_${group}`,
    type: "condition",
    config: { mode: "branches", if: { all: [] } },
    branches: [
      { id: "yes", steps: [step(group * 4), step(group * 4 + 1)] },
      { id: "no", steps: [step(group * 4 + 2), step(group * 4 + 3)] },
    ],
  }));
  const definition = { format: "stepwell/v1", name: `${steps} steps`, steps: groups };
  return { ...definition, trigger: { type: "manual", config: {} } } as never;
}

/** Counts from now on the seconds that the page's process works. */
async function countWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const read = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
  const before = await read();
  return async () => (await read()) - before;
}

describe.skipIf(!hasBrowser)("a large workflow", () => {
  const dashboard = useDashboard();

  it.each([
    [200, 2.2],
    [500, 3],
  ])("of %d steps opens with at most %d s of work", async (steps, most) => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: large(steps) } });
    const page = await open("/login", { isFirst: true });
    const work = await countWork(page);
    await page.goto(`${dashboard().url}/live/workflows/${id}/edit`);
    await page
      .getByRole("button", { name: /^Condition/ })
      .first()
      .waitFor();
    const seconds = await work();
    process.stdout.write(`${steps} steps: ${seconds.toFixed(2)} s of work to open\n`);
    expect(seconds).toBeGreaterThan(0.1);
    expect(seconds).toBeLessThan(most);
    await page.context().close();
  });
});
