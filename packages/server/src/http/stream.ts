import { ProblemError, streamRoute } from "@stepwell/api";
import type { RunRow } from "@stepwell/core";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ServerParts } from "../call.ts";
import { presentRunSummary } from "../presenters/run.ts";
import type { Authenticate } from "../principal.ts";
import { checkPermission, environmentOf, unauthorized } from "./operations.ts";
import { safeHeaders } from "./problems.ts";

/*
 * `GET /stream?topics=`: server-sent events (WHATWG HTML §9.2). Topics: `runs`, `workflow:ID`,
 * `run:ID`, with commas between. A reader that is too slow is cut off; it comes back by itself.
 */

const heartbeatMs = 15_000;
const unsentBytesMax = 1024 * 1024;
const streamsMax = 1000;

export function addStream(
  app: FastifyInstance,
  server: ServerParts,
  authenticate: Authenticate,
): () => void {
  const open = new Set<FastifyReply>();
  app.get("/api/v1/:env/stream", async (request, reply) => {
    const { env } = request.params as { env: string };
    const principal = await authenticate(request.headers.authorization);
    if (!principal) throw unauthorized();
    checkPermission(principal, streamRoute, env);
    const environment = environmentOf(server, env);
    const topics = topicsOf(request.query as TopicQuery);
    if (open.size >= streamsMax) throw new ProblemError("too_many_requests");
    open.add(reply);
    const write = openStream(reply);
    const unwatch = environment.host.watch((row) => {
      const topic = topics.find((one) => concerns(one, row));
      if (topic !== undefined)
        write(`event: run\ndata: ${JSON.stringify(presentRunSummary(row))}\n\n`);
    });
    reply.raw.on("close", () => {
      unwatch();
      open.delete(reply);
    });
    return reply;
  });
  return () => {
    for (const reply of open) reply.raw.end();
  };
}

interface TopicQuery {
  /** A list where the name was given several times. */
  readonly topics?: string | readonly string[];
}

function topicsOf({ topics = "runs" }: TopicQuery): readonly string[] {
  const named = [topics].flat().flatMap((text) => text.split(",").map((topic) => topic.trim()));
  const unknown = named.find((topic) => !/^(runs|(workflow|run):\w{1,100})$/.test(topic));
  if (unknown === undefined) return named;
  throw new ProblemError("invalid_input", `There is no topic “${unknown}”.`);
}

function concerns(topic: string, { id, workflowId }: RunRow): boolean {
  return topic === "runs" || topic === `run:${id}` || topic === `workflow:${workflowId}`;
}

function openStream(reply: FastifyReply): (text: string) => void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...safeHeaders,
    "content-type": "text/event-stream",
    "x-accel-buffering": "no",
  });
  raw.write(": open\n\n");
  const heartbeat = setInterval(() => raw.write(": alive\n\n"), heartbeatMs);
  raw.on("close", () => clearInterval(heartbeat));
  return (text) => {
    raw.write(text);
    if (raw.writableLength > unsentBytesMax) raw.destroy();
  };
}
