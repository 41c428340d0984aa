/** Work that concerns the same thing, one after the other; what fails is reported, and the next begins. */
export function makeTurns(failed: (error: unknown) => void) {
  const last = new Map<string, Promise<void>>();

  return function take(name: string, work: () => Promise<void>): Promise<void> {
    const turn = (last.get(name) ?? Promise.resolve())
      .then(work)
      .catch(failed)
      .finally(() => {
        if (last.get(name) === turn) last.delete(name);
      });
    last.set(name, turn);
    return turn;
  };
}

/** Turns that end with a stop; what fails is reported, and said to be tried again. */
export function makeRetriedTurns(failed: (error: unknown) => void, retry: (name: string) => void) {
  const takeTurn = makeTurns(failed);
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  function take(name: string, work: () => Promise<void>): Promise<void> {
    const done = takeTurn(name, async () => {
      try {
        if (!isStopped) await work();
      } catch (error) {
        failed(error);
        retry(name);
      }
    }).finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  }

  return {
    take,
    isStopped: () => isStopped,
    async stop(): Promise<void> {
      isStopped = true;
      await Promise.all(underWay);
    },
  };
}

export type RetriedTurns = ReturnType<typeof makeRetriedTurns>;
