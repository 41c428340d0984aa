import type { Method } from "./operation.ts";
import type { Permission } from "./permission.ts";

/** A route beside the operations: it answers with something else than one JSON document. */
export interface PlainRoute {
  readonly method: Method;
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
}

export const streamRoute: PlainRoute = {
  method: "GET",
  path: "/api/v1/{env}/stream",
  permission: "runs.read",
  summary: "Server-sent events: runs as they change; Last-Event-ID goes on where the reader was.",
};

/** All of them; a test finds a route that is neither here nor an operation. */
export const plainRoutes: readonly PlainRoute[] = [
  streamRoute,
  {
    method: "POST",
    path: "/hooks/{env}/{token}",
    permission: "public",
    summary: "The address of a workflow's webhook: who may call it says its trigger.",
  },
  { method: "GET", path: "/healthz", permission: "public", summary: "The process is alive." },
  { method: "GET", path: "/readyz", permission: "public", summary: "Events are accepted." },
  { method: "GET", path: "/metrics", permission: "public", summary: "Metrics for Prometheus." },
  { method: "GET", path: "/openapi.json", permission: "public", summary: "This API, described." },
  {
    method: "GET",
    path: "/schemas/workflow.json",
    permission: "public",
    summary: "The JSON Schema of a workflow's definition.",
  },
];
