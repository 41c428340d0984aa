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
