const nanosecondsPerMs = 1e6;

/** The one clock that all threads of a process share and nobody sets. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / nanosecondsPerMs;
}
