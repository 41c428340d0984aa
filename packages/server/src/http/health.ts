import { openApi } from "@stepwell/api";
import type { FastifyInstance } from "fastify";
import type { ServerParts } from "../call.ts";
import { makeMetrics } from "../metrics.ts";
import { workflowSchema } from "../workflow-schema.ts";

/** The routes without a key: alive, ready, metrics, and what the API and workflows look like. */
export function addHealth(app: FastifyInstance, server: ServerParts): void {
  const metrics = makeMetrics(server);
  const description = JSON.stringify(openApi(server.version));
  const schema = JSON.stringify(workflowSchema());
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const environments = [...server.environments.values()].map(({ name, store }) => ({
      name,
      ...store.health(),
    }));
    const isReady = environments.every(({ status }) => status === "ok");
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? "ready" : "read_only", environments });
  });
  app.get("/metrics", async (_request, reply) =>
    reply.header("content-type", metrics.contentType).send(await metrics.metrics()),
  );
  app.get("/openapi.json", async (_request, reply) =>
    reply.header("content-type", "application/json; charset=utf-8").send(description),
  );
  app.get("/schemas/workflow.json", async (_request, reply) =>
    reply.header("content-type", "application/schema+json; charset=utf-8").send(schema),
  );
}
