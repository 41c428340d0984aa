import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/* `npm run build`: the dashboard, as static files that the server gives out, also compressed. */

const root = dirname(import.meta.dirname);
const web = join(root, "packages", "web");
const dist = join(web, "dist");
const compressible = /\.(js|css|html|svg|json)$/;

const vite = join(root, "node_modules", "vite", "bin", "vite.js");
const { status } = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], {
  cwd: web,
  stdio: ["ignore", process.stderr, process.stderr],
});
if (status !== 0) process.exit(status ?? 1);

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true }))
  if (entry.isFile() && compressible.test(entry.name)) compress(join(entry.parentPath, entry.name));
// Its time says of when the files are: scripts/run.mjs compares.
writeFileSync(join(dist, ".built"), "");

function compress(file: string): void {
  const content = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
