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
  return async function take(workflowId: string): Promise<number> {
    for (;;) {
      const block = blocks.get(workflowId);
      if (block && block.next < block.end) return block.next++;
      const size = Math.min((block?.size ?? firstBlock / 2) * 2, largestBlock);
      const next = await store.reserveRunNumbers(workflowId, size);
      const newest = blocks.get(workflowId);
      if (newest === block) blocks.set(workflowId, { next, end: next + size, size });
    }
  };
}
