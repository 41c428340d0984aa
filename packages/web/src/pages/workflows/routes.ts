import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const listStatuses = ["active", "inactive", "archived"] as const;
type ListStatus = (typeof listStatuses)[number];

export interface ListSearch {
  readonly q?: string | undefined;
  readonly status?: ListStatus | undefined;
  readonly trigger?: string | undefined;
  readonly folder?: string | undefined;
  readonly tag?: string | undefined;
}

export interface DetailSearch {
  /** The version that is looked at. */
  readonly version?: number | undefined;
  /** Two versions, as `1...3`. */
  readonly compare?: string | undefined;
}

type Given = Readonly<Record<string, unknown>>;

export const workflowsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workflows",
    validateSearch: ({ q, status, trigger, folder, tag }: Given): ListSearch => ({
      q: textIn(q),
      status: listStatuses.find((name) => name === status),
      trigger: textIn(trigger),
      folder: textIn(folder),
      tag: textIn(tag),
    }),
    component: lazyPage(() => import("./list/workflows-page.tsx"), "WorkflowsPage", [
      "catalog",
      "workflows",
    ]),
  }),
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workflows/new",
    component: lazyPage(() => import("./new/new-page.tsx"), "NewPage", ["catalog", "workflows"]),
  }),
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workflows/$workflowId/{-$section}",
    validateSearch: ({ version, compare }: Given): DetailSearch => ({
      version: typeof version === "number" ? version : undefined,
      compare: textIn(compare),
    }),
    component: lazyPage(() => import("./detail/workflow-page.tsx"), "WorkflowPage", [
      "builder",
      "canvas",
      "catalog",
      "findings",
      "workflows",
    ]),
  }),
];

/** The router reads `?q=12` as a number. */
function textIn(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
