import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openApi } from "@stepwell/api";
import { formulaPage } from "@stepwell/core";
import { workflowSchema } from "@stepwell/server";
import { routesSource } from "./routes-source.ts";

/* `npm run reference`: writes what is made from the sources: reference pages, the dashboard's routes. */

const root = dirname(import.meta.dirname);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly version: string;
};

const json = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

const files: Readonly<Record<string, string>> = {
  "docs/reference/openapi.json": json(openApi(version)),
  "docs/reference/workflow.schema.json": json(workflowSchema()),
  "docs/reference/formulas.md": formulaPage(),
  "packages/web/src/api/routes.ts": routesSource(),
};

for (const [path, content] of Object.entries(files)) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  console.log(path);
}
