import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./source-files.ts";

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly optionalDependencies?: object;
        readonly hasInstallScript?: boolean;
        readonly dev?: boolean;
        readonly optional?: boolean;
        readonly resolved?: string;
      }
    >
  >;
}

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;

it("the lock file names the packages of every platform (npm run lock)", () => {
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !(`node_modules/${name}` in packages)),
  );
  expect(missing).toEqual([]);
});

it("nothing in production runs an install script, and no package names a registry", () => {
  const production = Object.entries(packages).filter(([, { dev }]) => dev !== true);
  expect(
    production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name),
  ).toEqual([]);
  const named = Object.entries(packages).filter(([, { resolved = "" }]) =>
    resolved.startsWith("http"),
  );
  expect(named.map(([name]) => name)).toEqual([]);
});
