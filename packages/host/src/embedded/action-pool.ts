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

export function makeActionPool(placesMax: number): ActionPool {
  const queues = new Map<string, Set<Work>>();
  let inFlight = 0;
  let queued = 0;
  let isClosed = false;

  function start(work: Work): void {
    inFlight += 1;
    void work().finally(() => {
      inFlight -= 1;
      startNext();
    });
  }

  /** Takes from the first queue and puts that queue last. */
  function startNext(): void {
    const [turn] = queues;
    if (!turn || isClosed || inFlight >= placesMax) return;
    const [workflowId, queue] = turn;
    const [work] = queue;
    queues.delete(workflowId);
    if (!work) return;
    queue.delete(work);
    queued -= 1;
    if (queue.size > 0) queues.set(workflowId, queue);
    start(work);
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
      if (inFlight < placesMax) start(work);
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
