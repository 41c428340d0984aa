import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { textOf } from "../runs/list/run-filter.ts";

export const workbenchTabs = ["requests", "events", "webhooks", "errors"] as const;
export type WorkbenchTab = (typeof workbenchTabs)[number];

export const requestStatuses = ["running", "waiting", "succeeded", "failed", "canceled"] as const;
export type RequestStatus = (typeof requestStatuses)[number];

export interface WorkbenchSearch {
  readonly workflow?: string | undefined;
  readonly status?: RequestStatus | undefined;
}

export const workbenchRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workbench/$tab",
    validateSearch: ({ workflow, status }: Readonly<Record<string, unknown>>): WorkbenchSearch => ({
      workflow: textOf(workflow),
      status: requestStatuses.find((name) => name === status),
    }),
    component: lazyRouteComponent(() => import("./workbench-page.tsx"), "WorkbenchPage"),
  }),
];
