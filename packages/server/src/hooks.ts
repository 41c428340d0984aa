import { type HttpResponse, type Json, parseDefinition, type Store } from "@stepwell/core";
import { type WebhookConfig, webhookConfig } from "@stepwell/catalog";

/** Webhook addresses, ready to answer: no look-up on the way of a request. */
export interface Hooks {
  find(token: string): Hook | undefined;
  reload(workflowId: string): Promise<void>;
  reloadAll(): Promise<void>;
  /** Keeps the last request of an address, for the builder: nobody waits for the next one any more. */
  remember(hook: Hook, request: Omit<LastRequest, "isConfidential">): void;
  last(workflowId: string): LastRequest | undefined;
  /** The builder waits for the next request; undefined: no longer. */
  listen(workflowId: string, untilMs: number | undefined): void;
  /** Until when it waits. */
  listensUntil(workflowId: string, nowMs: number): number | undefined;
  /** The draft is about to be confidential: what came is forgotten, what comes is hidden. */
  close(workflowId: string): void;
}

export interface Hook {
  readonly workflowId: string;
  readonly token: string;
  /** Undefined while the workflow is not active. */
  readonly active: ActiveHook | undefined;
  /** Is what comes hidden, because the draft or the active version is confidential? */
  readonly isConfidential: boolean;
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
  /** It came while the draft was confidential, and stays hidden when it is no longer. */
  readonly isConfidential: boolean;
}

export function makeHooks(store: Store): Hooks {
  const byToken = new Map<string, Hook>();
  const tokens = new Map<string, string>();
  const requests = new Map<string, LastRequest>();
  const listening = new Map<string, number>();

  function listen(workflowId: string, untilMs: number | undefined): void {
    if (untilMs === undefined) listening.delete(workflowId);
    else listening.set(workflowId, untilMs);
  }

  async function reload(workflowId: string): Promise<void> {
    const row = await store.workflow(workflowId);
    if (!row) {
      byToken.delete(tokens.get(workflowId) ?? "");
      requests.delete(workflowId);
      listening.delete(workflowId);
      return;
    }
    const { token, activeVersion } = row;
    const version =
      activeVersion === undefined ? undefined : await store.version(workflowId, activeVersion);
    tokens.set(workflowId, token);
    const isConfidential = [row.draft, version?.definition].some(saysConfidential);
    byToken.set(token, {
      workflowId,
      token,
      active: activeHook(version?.definition),
      isConfidential,
    });
  }

  return {
    find: (token) => byToken.get(token),
    reload,
    async reloadAll() {
      for (const { id } of await store.workflows()) await reload(id);
    },
    remember({ workflowId, token, isConfidential }, request) {
      // As it is by now: the address was looked up when the request began.
      const hides = byToken.get(token)?.isConfidential ?? isConfidential;
      requests.set(workflowId, { ...request, isConfidential: hides });
      listening.delete(workflowId);
    },
    last: (workflowId) => requests.get(workflowId),
    listen,
    listensUntil(workflowId, nowMs) {
      const untilMs = listening.get(workflowId);
      if (untilMs === undefined || nowMs < untilMs) return untilMs;
      listening.delete(workflowId);
      return undefined;
    },
    close(workflowId) {
      const token = tokens.get(workflowId) ?? "";
      const hook = byToken.get(token);
      if (hook) byToken.set(token, { ...hook, isConfidential: true });
      requests.delete(workflowId);
      listening.delete(workflowId);
    },
  };
}

function saysConfidential(definition: Json | undefined): boolean {
  const parsed = definition === undefined ? undefined : parseDefinition(definition);
  return parsed?.ok === true && parsed.definition.settings?.confidential === true;
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

/**
 * How the trigger of a draft takes a request of which only a sample is wanted: what its variables
 * need may be missing. Undefined where it is no webhook, or has errors.
 */
export function draftWebhook(draft: Json): WebhookConfig | undefined {
  const parsed = parseDefinition(draft);
  if (!parsed.ok || parsed.definition.trigger.type !== "webhook") return undefined;
  const read = webhookConfig.safeParse(parsed.definition.trigger.config);
  if (!read.success) return undefined;
  const variables = read.data.variables.map((variable) => ({ ...variable, required: false }));
  return { ...read.data, variables };
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
