/**
 * Places for actions, shared fairly: workflows take turns, so one with ten thousand waiting actions
 * does not hold up another with one.
 */
export interface ActionPool {
  /** Starts the work now or when it is its turn; the function returned takes it back if waiting. */
  add(workflowId: string, work: () => Promise<void>): () => void;
  inFlight(): number;
  queued(): number;
  /** How many actions of one workflow wait. */
  queuedOf(workflowId: string): number;
  /** Starts nothing more. */
  close(): void;
}

type Work = () => Promise<void>;

/** `sharePlacesMax`: how many places one workflow may hold. */
export function makeActionPool(placesMax: number, sharePlacesMax = placesMax): ActionPool {
  const queues = new Map<string, Set<Work>>();
  const shares = makeShares();
  let inFlight = 0;
  let queued = 0;
  let isClosed = false;

  function start(workflowId: string, work: Work): void {
    inFlight += 1;
    shares.change(workflowId, 1);
    void work().finally(() => {
      inFlight -= 1;
      shares.change(workflowId, -1);
      startNext();
    });
  }

  function mayStart(workflowId: string): boolean {
    return inFlight < placesMax && shares.of(workflowId) < sharePlacesMax;
  }

  function nextTurn(): readonly [workflowId: string, queue: Set<Work>] | undefined {
    for (const turn of queues) if (mayStart(turn[0])) return turn;
    return undefined;
  }

  /** Takes from the first queue whose workflow has a place left, and puts that queue last. */
  function startNext(): void {
    const turn = isClosed ? undefined : nextTurn();
    const [work] = turn?.[1] ?? [];
    if (!turn || !work) return;
    const [workflowId, queue] = turn;
    queues.delete(workflowId);
    queue.delete(work);
    queued -= 1;
    if (queue.size > 0) queues.set(workflowId, queue);
    start(workflowId, work);
  }

  function enqueue(workflowId: string, work: Work): void {
    const queue = queues.get(workflowId) ?? new Set();
    queue.add(work);
    queued += 1;
    queues.set(workflowId, queue);
  }

  function takeBack(workflowId: string, work: Work): void {
    const queue = queues.get(workflowId);
    if (!queue?.delete(work)) return;
    queued -= 1;
    if (queue.size === 0) queues.delete(workflowId);
  }

  return {
    add(workflowId, work) {
      if (isClosed) return () => undefined;
      if (mayStart(workflowId)) start(workflowId, work);
      else enqueue(workflowId, work);
      return () => takeBack(workflowId, work);
    },
    inFlight: () => inFlight,
    queued: () => queued,
    queuedOf: (workflowId) => queues.get(workflowId)?.size ?? 0,
    close() {
      isClosed = true;
    },
  };
}

/** Places that each workflow holds. */
function makeShares() {
  const shares = new Map<string, number>();
  const of = (workflowId: string): number => shares.get(workflowId) ?? 0;
  return {
    of,
    change(workflowId: string, by: number): void {
      const share = of(workflowId) + by;
      if (share === 0) shares.delete(workflowId);
      else shares.set(workflowId, share);
    },
  };
}
