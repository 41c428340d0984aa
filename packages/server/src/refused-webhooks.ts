/*
 * Deliveries to webhooks that were refused, the last ones, in memory only: whoever sets a webhook up
 * sees why nothing arrives. No body, no header: a refused sender may have sent anything.
 */

interface RefusedWebhook {
  readonly at: number;
  readonly workflowId: string;
  readonly method: string;
  readonly status: number;
  /** As it was answered. */
  readonly code: string;
  /** More exactly, where more is known. */
  readonly reason: string | undefined;
  /** Of the sender, as the connection has it. */
  readonly address: string | undefined;
}

export interface RefusedWebhooks {
  note(refusal: RefusedWebhook): void;
  /** Newest first. */
  list(workflowId?: string): readonly RefusedWebhook[];
}

const keptMax = 100;

export function makeRefusedWebhooks(): RefusedWebhooks {
  const kept: RefusedWebhook[] = [];
  return {
    note(refusal) {
      kept.push(refusal);
      if (kept.length > keptMax) kept.shift();
    },
    list: (workflowId) =>
      kept.filter((one) => workflowId === undefined || one.workflowId === workflowId).toReversed(),
  };
}
