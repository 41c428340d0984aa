import { type HttpResponse, type Json, parseDefinition, type Store } from "@stepwell/core";
import { type WebhookConfig, webhookConfig } from "@stepwell/catalog";

/** Webhook addresses, ready to answer: no look-up on the way of a request. */
export interface Hooks {
  find(token: string): Hook | undefined;
  reload(workflowId: string): Promise<void>;
  reloadAll(): Promise<void>;
  /** Keeps the last request of an address, for the builder. */
  remember(hook: Hook, request: LastRequest): void;
  last(workflowId: string): LastRequest | undefined;
}

export interface Hook {
  readonly workflowId: string;
  readonly token: string;
  /** Undefined while the workflow is not active. */
  readonly active: ActiveHook | undefined;
}

export interface ActiveHook {
  readonly config: WebhookConfig;
  readonly isSync: boolean;
  /** What an async workflow answers at once. */
  readonly response: HttpResponse;
}

interface LastRequest {
  readonly receivedAt: number;
  readonly data: Json;
}

export function makeHooks(store: Store): Hooks {
  const byToken = new Map<string, Hook>();
  const tokens = new Map<string, string>();
  const requests = new Map<string, LastRequest>();

  async function reload(workflowId: string): Promise<void> {
    const row = await store.workflow(workflowId);
    if (!row) {
      byToken.delete(tokens.get(workflowId) ?? "");
      requests.delete(workflowId);
      return;
    }
    const { token, activeVersion } = row;
    const version =
      activeVersion === undefined ? undefined : await store.version(workflowId, activeVersion);
    tokens.set(workflowId, token);
    byToken.set(token, { workflowId, token, active: activeHook(version?.definition) });
  }

  return {
    find: (token) => byToken.get(token),
    reload,
    async reloadAll() {
      for (const { id } of await store.workflows()) await reload(id);
    },
    remember: ({ workflowId }, request) => void requests.set(workflowId, request),
    last: (workflowId) => requests.get(workflowId),
  };
}

function activeHook(definition: Json | undefined): ActiveHook | undefined {
  if (definition === undefined) return undefined;
  const parsed = parseDefinition(definition);
  if (!parsed.ok || parsed.definition.trigger.type !== "webhook") return undefined;
  const { trigger, settings } = parsed.definition;
  const read = webhookConfig.safeParse(trigger.config);
  // One version that an older release let through must keep no other webhook from its work.
  if (!read.success) return undefined;
  const config = read.data;
  const mode = settings?.mode ?? config.mode;
  return { config, isSync: mode === "sync", response: responseOf(config) };
}

/** The server's own: another value would break the connection. */
const connectionHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function responseOf({ response }: WebhookConfig): HttpResponse {
  const { status = 200, headers = {}, body = "ok" } = response ?? {};
  const own = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !connectionHeaders.has(name));
  return { status, headers: Object.fromEntries(own), body };
}
