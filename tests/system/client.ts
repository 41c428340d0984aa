import {
  activateWorkflow,
  type Client,
  createWorkflow,
  listRuns,
  publishWorkflow,
} from "@stepwell/api";

/** Makes, publishes and activates a workflow; its webhook's address where it has one. */
export async function deploy(
  call: Client,
  definition: object,
): Promise<{ readonly id: string; readonly url: string }> {
  const { id } = await call(createWorkflow, { body: { definition: definition as never } });
  await call(publishWorkflow, { params: { id }, body: {} });
  const { trigger } = await call(activateWorkflow, { params: { id }, body: {} });
  return { id, url: trigger.url ?? "" };
}

/** Waits until no run is open, or fails with those that are. */
export async function settled(call: Client, timeoutMs: number): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const { items } = await call(listRuns, {
      query: { status: "queued,running,waiting", limit: 5 },
    });
    if (items.length === 0) return;
    if (Date.now() > until) throw new Error(`runs are stuck: ${JSON.stringify(items)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Delivers an event to a webhook as a sender does; true where it was accepted. */
export async function post(url: string, id: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id }),
      signal: AbortSignal.timeout(5000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
