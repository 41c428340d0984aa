import type { Store } from "@stepwell/core";

interface Block {
  next: number;
  end: number;
  size: number;
}

const firstBlock = 10;
const largestBlock = 1000;

/**
 * Numbers of runs, unique in their workflow and growing. They are reserved in blocks that grow with
 * use, so that a number costs no write; a crash leaves a gap, never a double.
 */
export function makeRunNumbers(store: Pick<Store, "reserveRunNumbers">) {
  const blocks = new Map<string, Block>();
  /** One reservation of a workflow at a time; whoever comes meanwhile waits for it. */
  const reserving = new Map<string, Promise<void>>();

  /** Without a promise where a reserved number is left, which is nearly always. */
  return function take(workflowId: string): number | Promise<number> {
    const block = blocks.get(workflowId);
    return block && block.next < block.end ? block.next++ : reserve(workflowId);
  };

  async function reserve(workflowId: string): Promise<number> {
    for (;;) {
      const block = blocks.get(workflowId);
      if (block && block.next < block.end) return block.next++;
      const underWay = reserving.get(workflowId) ?? reserveBlock(workflowId, block?.size);
      reserving.set(workflowId, underWay);
      await underWay;
    }
  }

  async function reserveBlock(workflowId: string, lastSize = firstBlock / 2): Promise<void> {
    try {
      const size = Math.min(lastSize * 2, largestBlock);
      const next = await store.reserveRunNumbers(workflowId, size);
      blocks.set(workflowId, { next, end: next + size, size });
    } finally {
      reserving.delete(workflowId);
    }
  }
}
