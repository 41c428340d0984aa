import { EvalFlags, JSException, type JSValueHandle, QuickJS } from "quickjs-wasi";
import { engineOptions, type GuestClock } from "./engine.ts";
import { guestSettings } from "./guest-image.ts";
import { GuestLog } from "./guest-log.ts";
import { type GuestError, faultOf } from "./guest-error.ts";
import { wrapScript } from "./script-source.ts";
import type { GuestFault, GuestOrder, GuestOutcome, Image } from "./worker-messages.ts";

type Answer = { readonly output: string } | { readonly fault: GuestFault };

/** One engine for one call: whatever the guest did to it is gone with it. */
export class GuestInstance {
  readonly #vm: QuickJS;
  readonly #image: Image;
  readonly #clock: GuestClock;
  readonly #log: GuestLog;

  private constructor(vm: QuickJS, image: Image, clock: GuestClock) {
    this.#vm = vm;
    this.#image = image;
    this.#clock = clock;
    this.#log = new GuestLog();
    const log = this.#log;
    vm.registerHostCallback("write", (line) => {
      log.write(line);
      return vm.undefined;
    });
  }

  static async open(module: object, image: Image, memoryBytesMax: number): Promise<GuestInstance> {
    const clock = { now: 0, deadlineMs: Infinity, isOver: false };
    const options = engineOptions(module, clock, image.bytes + memoryBytesMax);
    return new GuestInstance(await QuickJS.restore(image.snapshot, options), image, clock);
  }

  /** To be called once. */
  async carryOut(order: GuestOrder): Promise<GuestOutcome> {
    this.#clock.now = order.now;
    this.#clock.deadlineMs = performance.now() + order.limits.timeMs;
    this.#log.open(order.limits.logCharactersMax);
    const answer = await this.#attempt(order);
    const log = this.#log.lines;
    this.#vm.dispose();
    if ("output" in answer) return { ok: true, output: answer.output, log };
    return { ok: false, fault: answer.fault, log };
  }

  async #attempt(order: GuestOrder): Promise<Answer> {
    try {
      const promise = this.#begin(order);
      if (promise === undefined) return { output: "null" };
      this.#vm.executePendingJobs();
      return await this.#settled(order, promise);
    } catch (error) {
      return { fault: this.#faultOfThrown(order, error) };
    }
  }

  #begin(order: GuestOrder): JSValueHandle | undefined {
    const vm = this.#vm;
    const source = this.#source(order);
    if (order.kind === "check") {
      if (order.language === "javascript") return undefined;
      return vm.callFunction(vm.importHandle(this.#image.check), vm.undefined, source);
    }
    const settings = guestSettings(order.seed, order.limits.logCharactersMax);
    const texts = [order.variables, order.data, settings].map((text) => vm.newString(text));
    const run = vm.importHandle(this.#image.run);
    return vm.callFunction(run, vm.undefined, source, ...texts);
  }

  /** A script is compiled by the engine itself, everything else by the language's library. */
  #source({ kind, language, source, variableNames }: GuestOrder): JSValueHandle {
    if (language !== "javascript") return this.#vm.newString(source);
    const flags = kind === "check" ? EvalFlags.COMPILE_ONLY : EvalFlags.TYPE_GLOBAL;
    return this.#vm.evalCode(wrapScript(source, variableNames), "script.js", flags);
  }

  async #settled(order: GuestOrder, promise: JSValueHandle): Promise<Answer> {
    if (this.#clock.isOver) return { fault: { kind: "time" } };
    if (promise.promiseState === 0)
      return {
        fault: { kind: "error", message: "The script awaits a promise that nothing settles." },
      };
    const settled = await this.#vm.resolvePromise(promise);
    if ("error" in settled) return { fault: this.#read(order, settled.error) };
    return resultOf(settled.value, order.limits.outputBytesMax);
  }

  /** A guest's error by the prelude's own reader; reading it counts as the guest's time. */
  #read(order: GuestOrder, error: JSValueHandle): GuestFault {
    try {
      const describe = this.#vm.importHandle(this.#image.describe);
      const text = this.#vm.callFunction(describe, this.#vm.undefined, error).toString();
      if (this.#clock.isOver) return { kind: "time" };
      return faultOf(JSON.parse(text) as GuestError, order);
    } catch (thrown) {
      if (this.#clock.isOver) return { kind: "time" };
      return thrown instanceof JSException ? { kind: "memory" } : engineFault(thrown);
    }
  }

  #faultOfThrown(order: GuestOrder, error: unknown): GuestFault {
    if (this.#clock.isOver) return { kind: "time" };
    return error instanceof JSException ? this.#read(order, error.handle) : engineFault(error);
  }
}

const charactersShown = 200;

function engineFault(error: unknown): GuestFault {
  const message = error instanceof Error ? error.message : String(error);
  if (/out of memory|wasm_malloc/.test(message)) return { kind: "memory" };
  return { kind: "engine", message: message.slice(0, charactersShown) };
}

/** The length is looked at before the text is copied out. */
function resultOf(value: JSValueHandle, bytesMax: number): Answer {
  if (!value.isString || value.length > bytesMax) return { fault: { kind: "output" } };
  const output = value.toString();
  return Buffer.byteLength(output) > bytesMax ? { fault: { kind: "output" } } : { output };
}
