import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";
import { type RequestFilter, requestStatuses } from "./request-filter.ts";
import { textOf } from "../runs/list/run-filter.ts";

export const workbenchRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workbench/{-$tab}",
    validateSearch: ({ workflow, status }: Readonly<Record<string, unknown>>): RequestFilter => ({
      workflow: textOf(workflow),
      status: requestStatuses.find((name) => name === status),
    }),
    component: lazyPage(() => import("./workbench-page.tsx"), "WorkbenchPage", [
      "data",
      "events",
      "runs",
      "workbench",
    ]),
  }),
];
