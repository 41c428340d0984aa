import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Intrinsics, MAX_STACK_SIZE, type QuickJSOptions } from "quickjs-wasi";

/*
 * The engine and how each of its instances is set up: nothing in it can tell one machine, one day
 * or one call from another.
 */

/** Node has it, its types do not. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

export async function compileEngine(): Promise<object> {
  const url = import.meta.resolve("quickjs-wasi/quickjs.wasm");
  return WebAssembly.compile(await readFile(fileURLToPath(url)));
}

/** What the guest's own clock shows, and when the guest has to stop. */
export interface GuestClock {
  /** Milliseconds since 1970; it stands still. */
  now: number;
  /** Of this thread's monotonic clock. */
  deadlineMs: number;
  isOver: boolean;
}

/** References that die and a clock that runs would show the guest how the host is doing. */
const intrinsics = Intrinsics.ALL & ~Intrinsics.PERFORMANCE & ~Intrinsics.WEAK_REF;
const nanosecondsPerMs = 1_000_000n;
const done = 0;
const notSupported = 52;

type SystemCalls = NonNullable<QuickJSOptions["wasi"]>;

/** The engine's whole way to the outside: a clock that stands still and no files. */
function systemCalls(clock: GuestClock): SystemCalls {
  return (memory: { readonly buffer: ArrayBuffer }) => ({
    clock_time_get(_clock: number, _precision: bigint, at: number) {
      const time = BigInt(Math.trunc(clock.now)) * nanosecondsPerMs;
      new DataView(memory.buffer).setBigUint64(at, BigInt.asUintN(64, time), true);
      return done;
    },
    random_get(at: number, length: number) {
      new Uint8Array(memory.buffer, at, length).fill(0);
      return done;
    },
    fd_write: () => notSupported,
    fd_close: () => notSupported,
    fd_fdstat_get: () => notSupported,
    fd_seek: () => notSupported,
  });
}

export function engineOptions(
  module: object,
  clock: GuestClock,
  memoryLimit?: number,
): QuickJSOptions {
  return {
    wasm: module as QuickJSOptions["wasm"],
    wasi: systemCalls(clock),
    intrinsics,
    timezoneOffset: 0,
    maxStackSize: MAX_STACK_SIZE,
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    interruptHandler: () => {
      clock.isOver ||= performance.now() > clock.deadlineMs;
      return clock.isOver;
    },
  };
}
