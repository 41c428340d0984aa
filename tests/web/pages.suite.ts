import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tidy/source-files.ts";
import type { LivedIn } from "./lived-in.suite.ts";

/* Every page of the dashboard, with its address in an installation that is lived in. */

export interface PageSpec {
  readonly name: string;
  /** Its route, as the router writes it. */
  readonly route: string;
  readonly path: (world: LivedIn) => string;
  /** Who signs in, is set up or accepts an invitation has no session. */
  readonly isSignedOut?: true;
}

const sections =
  "general limits secrets variables retention members keys audit account appearance".split(" ");
const workflow = "/workflows/$workflowId/{-$section}";

export const pages: readonly PageSpec[] = [
  { name: "sign-in", route: "/login", path: () => "/login", isSignedOut: true },
  { name: "setup", route: "/setup", path: () => "/setup?token=none", isSignedOut: true },
  {
    name: "invitation",
    route: "/invitation",
    path: () => "/invitation?token=none",
    isSignedOut: true,
  },
  { name: "overview", route: "/", path: () => "/live" },
  { name: "workflows", route: "/workflows", path: () => "/live/workflows" },
  { name: "workflows-none", route: "/workflows", path: () => "/sandbox/workflows" },
  { name: "workflow-new", route: "/workflows/new", path: () => "/live/workflows/new" },
  { name: "workflow", route: workflow, path: ({ orders }) => `/live/workflows/${orders.id}` },
  ...["versions", "settings", "versions?compare=1...3"].map((section) => ({
    name: `workflow-${section.replace(/\W+/g, "-")}`,
    route: workflow,
    path: ({ greeting }: LivedIn) => `/live/workflows/${greeting}/${section}`,
  })),
  ...["canvas", "outline", "json"].map((view) => ({
    name: `builder-${view}`,
    route: "/workflows/$workflowId/edit",
    path: ({ orders }: LivedIn) =>
      `/live/workflows/${orders.id}/edit?view=${view}${view === "canvas" ? "&step=charge" : ""}`,
  })),
  { name: "runs", route: "/runs", path: () => "/live/runs" },
  ...["canvas", "timeline", "list"].map((view) => ({
    name: `run-${view}`,
    route: "/runs/$runId",
    path: ({ failedRun }: LivedIn) => `/live/runs/${failedRun}?view=${view}`,
  })),
  {
    name: "run-step",
    route: "/runs/$runId",
    path: ({ failedRun }) => `/live/runs/${failedRun}?step=ship&place=each%2F1`,
  },
  { name: "events", route: "/events", path: () => "/live/events" },
  {
    name: "event",
    route: "/events/$eventId",
    path: ({ eventId }) => `/live/events/${encodeURIComponent(eventId)}`,
  },
  ...["requests", "events", "webhooks", "errors"].map((tab) => ({
    name: `workbench-${tab}`,
    route: "/workbench/{-$tab}",
    path: () => `/live/workbench/${tab}`,
  })),
  { name: "connections", route: "/connections", path: () => "/live/connections" },
  { name: "templates", route: "/templates", path: () => "/live/templates" },
  {
    name: "template",
    route: "/templates/$templateId",
    path: () => "/live/templates/dunning",
  },
  ...sections.map((section) => ({
    name: `settings-${section}`,
    route: "/settings/{-$section}",
    path: () => `/live/settings/${section}`,
  })),
];

/** The routes that the pages' folders declare. */
export function declaredRoutes(): ReadonlySet<string> {
  const files = globSync("packages/web/src/pages/*/routes.ts", { cwd: root });
  const sources = files.map((file) => readFileSync(join(root, file), "utf8"));
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/path: "([^"]+)"/g)].map(([, path = ""]) => path),
    ),
  );
}
