/** Carries out one piece of work after the other, in the order in which they were asked for. */
export function makeExclusive() {
  let last: Promise<unknown> = Promise.resolve();
  return function exclusive<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
