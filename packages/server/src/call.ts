import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from "@stepwell/api";
import type { Cause, Clock, Ids } from "@stepwell/core";
import type { Installation } from "@stepwell/store";
import type { IncomingHttpHeaders } from "node:http";
import type { Environment } from "./environment.ts";
import type { ReadPeer } from "./http/peer.ts";
import type { AuditNote } from "./audit.ts";
import type { OpenIsolate } from "./open-isolate.ts";
import type { Attempts } from "./people/attempts.ts";
import type { Auth } from "./people/auth.ts";
import type { Principal } from "./principal.ts";

/** What all handlers share. */
export interface ServerParts {
  readonly environments: ReadonlyMap<string, Environment>;
  readonly installation: Installation;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly version: string;
  /** Signs the causal chain on outgoing requests; reads it on incoming ones. */
  readonly signingKey: string;
  /** Does guest code compile? @throws StepError where that could not be tried */
  readonly checkGuest: OpenIsolate["check"];
  readonly guestStats: OpenIsolate["stats"];
  readonly auth: Auth;
  /** Guesses at passwords and links. */
  readonly attempts: Attempts;
  /** A key or a user has changed: what was known of it is trusted no longer. */
  forgetCaller(id: string): void;
  /** Scheme, host and port under which the outside reaches us. */
  origin(): string;
  /** Who has sent a request, also behind proxies that the operator trusts. */
  readonly peerOf: ReadPeer;
}

/** One call of an operation: authenticated, allowed, and its input parsed. */
export interface Call<O extends Operation> {
  readonly server: ServerParts;
  readonly environment: Environment;
  readonly principal: Principal;
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly headers: IncomingHttpHeaders;
  /** The other end of the connection. */
  readonly address: string;
  /** Runs that led to the request, where it comes from one of ours. */
  readonly causes: readonly Cause[];
  /** Bytes of the body as it came in. */
  readonly bytes: number;
  /** Aborted once nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** The answer sets these cookies: lines for `Set-Cookie`. */
  setCookies(lines: readonly string[]): void;
  /** Says more of this call in the audit log. */
  note(note: AuditNote): void;
}

export type Handler<O extends Operation> = (call: Call<O>) => Promise<AnswerOf<O>>;
