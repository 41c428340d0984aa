import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EvalFlags, type JSValueHandle, QuickJS, type Snapshot } from "quickjs-wasi";
import { engineOptions } from "./engine.ts";
import type { GuestLanguage } from "./guest-call.ts";
import type { Image } from "./worker-messages.ts";

/*
 * An image is an engine that has loaded prelude and library and evaluated something once. Copying
 * it costs 2 to 6 ms; loading Math.js anew, and its first evaluation, would cost 300 ms each time.
 */

interface Library {
  /** Where the library's single-file bundle is. */
  readonly bundle?: () => string;
  readonly warmUp: string;
}

function beside(module: string, path: string): string {
  return new URL(path, module).href;
}

const libraries: Readonly<Record<GuestLanguage, Library>> = {
  javascript: { warmUp: "" },
  jmespath: {
    bundle: () => import.meta.resolve("jmespath"),
    warmUp: "sort_by(list[?a > `0`], &a)[*].[a, b]",
  },
  jsonpath: {
    bundle: () => beside(import.meta.resolve("json-p3"), "./json-p3.iife.min.js"),
    warmUp: "$..list[?@.a > 0 && match(@.b, 'x')]",
  },
  jsonata: {
    bundle: () => beside(import.meta.resolve("jsonata"), "./jsonata.min.js"),
    warmUp: '$sum(list.a) & "x"',
  },
  mathjs: {
    bundle: () => beside(import.meta.resolve("mathjs"), "../browser/math.js"),
    warmUp: "round(sqrt(3^2 + 4^2) * det([1, 2; 3, 4]), 2) + mean(1, 2) + random()",
  },
};

const warmUpData = '{"list":[{"a":1,"b":"x"}]}';

/** What a module for the guest exports under the name. */
async function guestExport(vm: QuickJS, file: string, name: string): Promise<JSValueHandle> {
  const text = readFileSync(new URL(`./guest/${file}.js`, import.meta.url), "utf8");
  const promise = vm.evalCode(text, `${file}.js`, EvalFlags.TYPE_MODULE);
  vm.executePendingJobs();
  const settled = await vm.resolvePromise(promise);
  if ("error" in settled) throw new Error(`${file}.js failed: ${settled.error.toString()}`);
  return settled.value.getProp(name);
}

function loadLibrary(vm: QuickJS, language: GuestLanguage): void {
  const { bundle } = libraries[language];
  if (bundle === undefined) return;
  vm.evalCode(readFileSync(fileURLToPath(bundle()), "utf8"), `${language}-library.js`).dispose();
}

/** The prelude's entries for the language. */
async function loadEntries(vm: QuickJS, language: GuestLanguage): Promise<JSValueHandle> {
  const prelude = await guestExport(vm, "prelude", "prelude");
  const write = vm.newFunction("write", () => vm.undefined);
  loadLibrary(vm, language);
  const makeLanguage = await guestExport(vm, language, "makeLanguage");
  return vm.callFunction(prelude, vm.undefined, write, makeLanguage);
}

/** What the prelude's `run` takes beside source and data. */
export function guestSettings(seed: string, logCharactersMax: number): string {
  return JSON.stringify({ seed, logCharactersMax });
}

function warmUp(vm: QuickJS, run: JSValueHandle, source: string): void {
  if (source === "") return;
  const settings = guestSettings("", 0);
  const texts = [source, "{}", warmUpData, settings].map((text) => vm.newString(text));
  const promise = vm.callFunction(run, vm.undefined, ...texts);
  vm.executePendingJobs();
  if (promise.promiseState !== 1) throw new Error(`the warm-up "${source}" failed`);
}

/** All threads copy from the same memory. */
function shared({ memory, ...rest }: Snapshot): Snapshot {
  const copy = new Uint8Array(new SharedArrayBuffer(memory.byteLength));
  copy.set(memory);
  return { ...rest, memory: copy };
}

export async function makeImage(module: object, language: GuestLanguage): Promise<Image> {
  const clock = { now: 0, deadlineMs: Infinity, isOver: false };
  using vm = await QuickJS.create(engineOptions(module, clock));
  const entries = await loadEntries(vm, language);
  const run = entries.getProp("run");
  warmUp(vm, run, libraries[language].warmUp);
  vm.runGC();
  return {
    run: vm.exportHandle(run),
    check: vm.exportHandle(entries.getProp("check")),
    describe: vm.exportHandle(entries.getProp("describe")),
    bytes: vm.getMemoryUsage().mallocSize,
    snapshot: shared(vm.snapshot()),
  };
}
