import { ProblemError, streamRoute } from "@stepwell/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ServerParts } from "../call.ts";
import { type SavedDraft, savedDraftOf } from "../draft-feed.ts";
import type { Environment } from "../environment.ts";
import { presentRunSummary } from "../presenters/run.ts";
import type { Authenticate, Principal } from "../principal.ts";
import { sightOf } from "../sight.ts";
import { type EventStream, openEventStream } from "./event-stream.ts";
import { checkPermission, environmentOf, headerText, unauthorized } from "./operations.ts";
import { makeRunFeed, type RunChange, type RunFeed } from "./run-feed.ts";
import { concernsRun, parseTopics, type Topic } from "./stream-topics.ts";

/*
 * `GET /stream?topics=`. Topics: `runs`, `workflow:ID`, `run:ID`, `draft:ID`, with commas between. Each
 * message of a run has an id; a reader that comes back with `Last-Event-ID` gets what it missed, or a
 * message `reset`: then it reads again what it shows. Of a draft the newest revision is told at the
 * beginning and then at each change, so that nothing of it can be missed.
 */

const streamsMax = 1000;

export interface Streams {
  closeAll(): void;
  /** Ends those that a key or user has opened, where he may not read them any more. */
  checkCaller(id: string): void;
}

interface OpenStream extends EventStream {
  readonly callerId: string;
  /** Does the key or the session still open it? */
  mayStay(): Promise<boolean>;
}

export function addStream(
  app: FastifyInstance,
  server: ServerParts,
  authenticate: Authenticate,
): Streams {
  const open = new Set<OpenStream>();
  const feedOf = makeFeeds(server);
  app.get("/api/v1/:env/stream", async (request, reply) => {
    const { environment, principal } = await readerOf(request, server, authenticate);
    const topics = topicsOf(request.query as TopicQuery);
    if (open.size >= streamsMax) throw tooMany();
    reply.hijack();
    const feed = feedOf(environment);
    const mayStay = async (): Promise<boolean> =>
      readerOf(request, server, authenticate).then(
        () => true,
        () => false,
      );
    const beat = async () => ((await mayStay()) ? [": alive", `id: ${feed.lastId()}`] : undefined);
    const stream = { ...openEventStream(reply.raw, beat), callerId: principal.id, mayStay };
    open.add(stream);
    const unlisten = follow(stream, feed, {
      topics,
      principal,
      seenId: headerText(request.headers["last-event-id"]),
    });
    const unlistenDrafts = followDrafts(stream, environment, topics);
    reply.raw.once("close", () => {
      unlisten();
      unlistenDrafts();
      open.delete(stream);
    });
    return reply;
  });
  return {
    closeAll: () => open.forEach((stream) => stream.end()),
    checkCaller(id) {
      for (const stream of open)
        if (stream.callerId === id)
          void stream.mayStay().then((isAllowed) => isAllowed || stream.end());
    },
  };
}

function tooMany(): ProblemError {
  return new ProblemError("too_many_requests", `There are ${streamsMax} streams already.`, {
    headers: { "retry-after": "10" },
  });
}

/** A feed for each environment, from its first stream on: it outlives streams, for their return. */
function makeFeeds({ clock }: ServerParts): (environment: Environment) => RunFeed {
  const feeds = new Map<string, RunFeed>();
  const epoch = clock.now().toString(36);
  return ({ name, host, confidential }) => {
    const source = { watch: host.watch, isConfidential: confidential.ofRun };
    const feed = feeds.get(name) ?? makeRunFeed(source, epoch);
    feeds.set(name, feed);
    return feed;
  };
}

/** @throws ProblemError */
async function readerOf(
  { params, headers }: FastifyRequest,
  server: ServerParts,
  authenticate: Authenticate,
) {
  const { env } = params as { readonly env: string };
  const principal = await authenticate(headers, env);
  if (!principal) throw unauthorized();
  checkPermission(principal, streamRoute, env);
  return { principal, environment: environmentOf(server, env) };
}

interface Following {
  readonly principal: Principal;
  readonly topics: readonly Topic[];
  /** The last message that the reader has seen, where it comes back. */
  readonly seenId: string | undefined;
}

/** Tells what the reader missed, then what comes. */
function follow(stream: EventStream, feed: RunFeed, following: Following): () => void {
  const { topics, principal, seenId } = following;
  const tell = ({ id, row, confidential }: RunChange): void => {
    if (!topics.some((topic) => concernsRun(topic, row))) return;
    const summary = presentRunSummary(row, sightOf(principal, confidential));
    stream.send(["event: run", `id: ${id}`, `data: ${JSON.stringify(summary)}`]);
  };
  const missed = seenId === undefined ? [] : feed.since(seenId);
  const now = `id: ${feed.lastId()}`;
  stream.send(seenId === undefined ? [": open", now] : [": open"]);
  if (missed) for (const change of missed) tell(change);
  else stream.send(["event: reset", now, "data: {}"]);
  return feed.listen(tell);
}

/** Tells the revision of each draft that was asked for, then each that comes. */
function followDrafts(
  stream: EventStream,
  { drafts, store }: Environment,
  topics: readonly Topic[],
): () => void {
  const ids = new Set(topics.flatMap((topic) => (topic.kind === "draft" ? [topic.id] : [])));
  const tell = (saved: SavedDraft): void => {
    if (ids.has(saved.workflowId)) stream.send(["event: draft", `data: ${JSON.stringify(saved)}`]);
  };
  for (const workflowId of ids)
    store.workflow(workflowId).then(
      (row) => row && tell(savedDraftOf(row)),
      // It comes back, and asks again.
      stream.end,
    );
  return drafts.listen(tell);
}

interface TopicQuery {
  /** A list where the name was given several times. */
  readonly topics?: string | readonly string[];
}

/** @throws ProblemError invalid_input */
function topicsOf({ topics = "runs" }: TopicQuery): readonly Topic[] {
  const parsed = parseTopics([topics].flat());
  if (parsed.ok) return parsed.topics;
  throw new ProblemError("invalid_input", parsed.message);
}
