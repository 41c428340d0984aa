import { describe, expect, it } from "vitest";
import { filesBelow, importsOf, type SourceFile } from "./source-files.ts";

/** What each package may import beside its own files; `node:` stands for all of Node. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: ["zod", "re2js"],
  catalog: ["zod", "croner", "nodemailer", "undici", "node:", "@stepwell/core"],
  api: ["zod", "@stepwell/core"],
  store: ["node:", "@stepwell/core"],
  host: ["node:", "@stepwell/core"],
  isolate: ["quickjs-wasi", "node:", "@stepwell/core"],
  server: [
    "zod",
    "better-auth/adapters",
    "better-auth/api",
    "better-auth/crypto",
    "better-auth/minimal",
    "fastify",
    "@fastify/static",
    "pino",
    "prom-client",
    "node:",
    "@stepwell/core",
    "@stepwell/catalog",
    "@stepwell/api",
    "@stepwell/store",
    "@stepwell/host",
    "@stepwell/isolate",
  ],
  web: [
    "@codemirror/",
    "@fontsource-variable/inter/index.css",
    "@lezer/highlight",
    "@tailwindcss/vite",
    "@tanstack/react-query",
    "@tanstack/react-router",
    "@vitejs/plugin-react",
    "@xyflow/react",
    "@xyflow/react/dist/base.css",
    "i18next",
    "immer",
    "lucide-react",
    "react",
    "react-aria-components",
    "react-dom/client",
    "react-i18next",
    "vite",
    "yaml",
    "zustand",
    "@stepwell/core",
    "@stepwell/api",
    "@stepwell/catalog",
  ],
  cli: [
    "commander",
    "pino",
    "yaml",
    "node:",
    "@stepwell/core",
    "@stepwell/catalog",
    "@stepwell/api",
    "@stepwell/server",
    "@stepwell/store",
    "@stepwell/host",
  ],
};

const testOnly = ["vitest", "fast-check", "node:", "@octokit/webhooks-examples", "smtp-server"];

/** Tests of steps whose code runs in the isolate run it there. */
const testOnlyIn: Readonly<Record<string, readonly string[]>> = {
  catalog: ["@stepwell/isolate"],
  web: ["zod"],
};

function isTest({ path }: SourceFile): boolean {
  return /\.(test|suite)\.ts$/.test(path);
}

function strangers(name: string, file: SourceFile): readonly string[] {
  const forTests = isTest(file) ? [...testOnly, ...(testOnlyIn[name] ?? [])] : [];
  const allows = [...(allowed[name] ?? []), ...forTests];
  return importsOf(file)
    .filter((module) => !module.startsWith("."))
    .filter(
      (module) =>
        !allows.some((one) => (/[:/]$/.test(one) ? module.startsWith(one) : module === one)),
    )
    .map((module) => `${file.path} imports ${module}`);
}

describe("import boundaries", () => {
  it.each(Object.keys(allowed))("package %s imports only what it may", (name) => {
    const files = filesBelow(`packages/${name}`, /\.(tsx?|mjs)$/);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => strangers(name, file))).toEqual([]);
  });

  it("a definition of the catalog loads in a browser: it imports nothing of Node", () => {
    const files = filesBelow("packages/catalog/src", /^(definition|plan)\.ts$/);
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap((file) =>
      importsOf(file).filter((name) => name.startsWith("node:")),
    );
    expect(found).toEqual([]);
  });

  it("no file reaches into another package past its front door", () => {
    const found = filesBelow("packages", /\.ts$/).flatMap((file) => {
      const [, name = ""] = file.path.split("/");
      const ups = importsOf(file).filter((module) => module.startsWith("../"));
      return ups.filter((module) => new RegExp(`/packages/(?!${name}/)`).test(module));
    });
    expect(found).toEqual([]);
  });

  it("the guard sees a planted stranger", () => {
    const planted = { path: "packages/core/src/x.ts", text: 'import { a } from "left-pad";' };
    expect(strangers("core", planted)).toHaveLength(1);
  });
});
