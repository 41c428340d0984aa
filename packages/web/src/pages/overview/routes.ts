import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const periods = ["1", "7", "30"] as const;
export type Period = (typeof periods)[number];

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/",
    validateSearch: ({
      days,
    }: Readonly<Record<string, unknown>>): { readonly days?: Period | undefined } => ({
      // The router reads `?days=7` as a number.
      days: periods.find((period) => period === String(days)),
    }),
    component: lazyPage(() => import("./overview-page.tsx"), "OverviewPage", ["overview"]),
  }),
];
