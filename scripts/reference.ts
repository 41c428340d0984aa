import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openApi } from "@stepwell/api";
import { workflowSchema } from "@stepwell/server";

/* `npm run reference`: writes the parts of docs/reference that are made from the sources. */

const root = dirname(import.meta.dirname);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly version: string;
};

const files: Readonly<Record<string, object>> = {
  "docs/reference/openapi.json": openApi(version),
  "docs/reference/workflow.schema.json": workflowSchema(),
};

for (const [path, content] of Object.entries(files)) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  console.log(path);
}
