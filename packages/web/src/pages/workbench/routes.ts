import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { type RequestFilter, requestStatuses } from "./request-filter.ts";
import { textOf } from "../runs/list/run-filter.ts";

export const workbenchRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workbench/$tab",
    validateSearch: ({ workflow, status }: Readonly<Record<string, unknown>>): RequestFilter => ({
      workflow: textOf(workflow),
      status: requestStatuses.find((name) => name === status),
    }),
    component: lazyRouteComponent(() => import("./workbench-page.tsx"), "WorkbenchPage"),
  }),
];
