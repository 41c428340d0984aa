// Runs a script of the workspace with Node 24, whatever Node started us: installs what is missing,
// picks the Node that the installation brought, builds the dashboard for a server that is to start,
// and ends together with the script. Plain JavaScript, because
// a Node that cannot read TypeScript may run it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeFlags } from "../packages/cli/bin/node-flags.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

install();
if (needsDashboard(process.argv.slice(2))) build();
launch(process.argv.slice(2));

/** Installs when there is no installation or the lock file has changed since. */
function install() {
  const marker = join(root, "node_modules", ".package-lock.json");
  if (existsSync(marker) && isInstalled(marker)) return;
  process.stderr.write("Installing dependencies (once) ...\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(
    npm,
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", process.stderr, process.stderr],
      shell: process.platform === "win32",
    },
  );
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** npm writes what it installed; a production install holds less, and that is fine. */
function isInstalled(marker) {
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(marker, "utf8")).packages;
  const isThere = ([path, { dev, optional, link }]) =>
    path === "" || dev || optional || link || path in installed || path.startsWith("packages/");
  if (!Object.entries(wanted).every(isThere)) return false;
  return Object.entries(installed).every(
    ([path, { version }]) => wanted[path]?.version === version,
  );
}

function needsDashboard([script = "", command]) {
  const isOfPages = script.endsWith("test.ts") && command === "--pages";
  return isOfPages || (script.endsWith("stepwell.mjs") && command === "start");
}

/** Builds the dashboard where it is missing or older than its sources; a production install has it. */
function build() {
  const vite = join(root, "node_modules", "vite");
  if (!existsSync(vite) || isBuilt()) return;
  process.stderr.write("Building the dashboard ...\n");
  const { status } = spawnSync(nodeBinary(), [...nodeFlags, join(root, "scripts", "build.ts")], {
    stdio: ["ignore", process.stderr, process.stderr],
  });
  if (status !== 0) process.exit(status ?? 1);
}

function isBuilt() {
  const mark = join(root, "packages", "web", "dist", ".built");
  if (!existsSync(mark)) return false;
  const builtAt = statSync(mark).mtimeMs;
  const isOlder = (file) => statSync(file).mtimeMs <= builtAt;
  if (!isOlder(join(root, "package-lock.json"))) return false;
  return ["web", "api", "catalog", "core"].every((name) => {
    const sources = join(root, "packages", name, "src");
    return readdirSync(sources, { recursive: true }).every((file) => isOlder(join(sources, file)));
  });
}

/** The bundled Node 24, or our own if it is new enough and none was bundled for this system. */
function nodeBinary() {
  const names = [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ];
  const file = process.platform === "win32" ? "node.exe" : "node";
  for (const name of names) {
    const path = join(root, "node_modules", name.replace("win32", "win"), "bin", file);
    if (existsSync(path)) return realpathSync(path);
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 24 || (major === 24 && minor >= 0)) return process.execPath;
  process.stderr.write(`Stepwell needs Node 24 or newer; this is ${process.version}.\n`);
  return process.exit(1);
}

/** The child ends when we end, however that happens: even SIGKILL closes the channel between us. */
function launch([script, ...args]) {
  const child = spawn(nodeBinary(), [...nodeFlags, join(root, script), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, STEPWELL_LAUNCHED: "1" },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  // npm puts a shell between us, which takes its signals along: an orphan stops as if it had got one.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500);
  child.on("exit", (code, signal) => {
    clearInterval(watch);
    process.exitCode = code ?? (signal === null ? 1 : 128);
  });
}
