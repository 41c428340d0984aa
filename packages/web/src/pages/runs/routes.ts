import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";
import { runFilterOf } from "./list/run-filter.ts";

export const runViews = ["canvas", "timeline", "list"] as const;
export type RunView = (typeof runViews)[number];

export interface RunSearch {
  /** The id of the step looked at; the event and the run's results where it is left out. */
  readonly step?: string | undefined;
  /** The list of steps looked at: `each/3`. */
  readonly place?: string | undefined;
  readonly tab?: string | undefined;
  readonly view?: RunView | undefined;
}

type Raw = Readonly<Record<string, unknown>>;

export const runsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/runs",
    validateSearch: runFilterOf,
    component: lazyPage(() => import("./list/runs-page.tsx"), "RunsPage", ["runs"]),
  }),
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/runs/$runId",
    validateSearch: ({ step, place, tab, view }: Raw): RunSearch => ({
      step: textOf(step),
      place: textOf(place),
      tab: textOf(tab),
      view: runViews.find((name) => name === view),
    }),
    component: lazyPage(() => import("./view/run-page.tsx"), "RunPage", [
      "builder",
      "canvas",
      "catalog",
      "data",
      "runs",
    ]),
  }),
];

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
