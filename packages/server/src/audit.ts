import type { Operation } from "@stepwell/api";
import type { JsonObject } from "@stepwell/core";
import type { AuditRow } from "@stepwell/store";
import type { Call } from "./call.ts";

/*
 * Who did what, written in one place: behind every operation that has changed something, and behind
 * those whose handler has noted something (a payload that is confidential was shown, a password was
 * wrong). Events and runs that API keys send are counted elsewhere, one by one they would drown the
 * rest and cost the hot path a write (docs/decisions/0017).
 */

export interface AuditNote {
  /** Who it was, where the call did not know before. */
  readonly actor?: AuditRow["actor"];
  readonly objectId?: string;
  readonly summary?: JsonObject;
  /** It was refused, and that too is told. */
  readonly isRefused?: true;
}

export interface AuditNotes {
  add(note: AuditNote): void;
  /** All of them as one; undefined where nothing was noted. */
  all(): AuditNote | undefined;
}

export function makeAuditNotes(): AuditNotes {
  let noted: AuditNote | undefined;
  return {
    add(note) {
      const summary = { ...noted?.summary, ...note.summary };
      noted = { ...noted, ...note, summary };
    },
    all: () => noted,
  };
}

interface Outcome {
  readonly notes: AuditNotes;
  readonly answer?: unknown;
  readonly failed?: true;
}

/** Behind the call: what it has done is done, whether or not the log can be written. */
export function recordCall(
  call: Call<Operation>,
  operation: Operation,
  { notes, answer, failed }: Outcome,
): void {
  const note = notes.all();
  const isWanted = failed
    ? note?.isRefused === true
    : note !== undefined || isAudited(call, operation);
  if (!isWanted) return;
  const { server, environment, address } = call;
  server.installation.audit.append({
    id: server.ids.make("aud"),
    at: server.clock.now(),
    actor: note?.actor ?? actorOf(call),
    environment: operation.isInstallation === true ? undefined : environment.name,
    operation: operation.id,
    outcome: failed ? "refused" : "done",
    objectId: note?.objectId ?? objectOf(call, answer),
    summary: shortened({ ...fieldsOf(call, operation), ...note?.summary }),
    address,
  });
}

function isAudited({ principal }: Call<Operation>, { method, audit }: Operation): boolean {
  if (method === "GET" || audit?.of === "nobody") return false;
  return audit?.of !== "people" || principal.kind === "user";
}

const stranger = { kind: "system", id: "nobody", name: "not signed in" } as const;

function actorOf({ principal: { kind, id, name } }: Call<Operation>): AuditRow["actor"] {
  return kind === "nobody" ? stranger : { kind, id, name };
}

interface Named {
  readonly id?: unknown;
  readonly name?: unknown;
}

/** What the path names, or what was made. */
function objectOf({ params }: Call<Operation>, answer: unknown): string | undefined {
  const { id, name } = params as Named;
  const made = (answer ?? {}) as Named;
  return [id, name, made.id].find((value) => typeof value === "string");
}

function fieldsOf({ body }: Call<Operation>, { audit }: Operation): JsonObject {
  const fields = audit?.fields ?? [];
  const given = (body ?? {}) as JsonObject;
  const named = fields.filter((name) => given[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, given[name] ?? null]));
}

const summaryBytesMax = 4096;

function shortened(summary: JsonObject): JsonObject {
  return Buffer.byteLength(JSON.stringify(summary)) > summaryBytesMax ? { isCut: true } : summary;
}
