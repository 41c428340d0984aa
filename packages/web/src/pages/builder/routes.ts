import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const builderViews = ["canvas", "outline", "json"] as const;
export type BuilderView = (typeof builderViews)[number];

interface BuilderSearch {
  readonly step?: string | undefined;
  readonly view?: BuilderView | undefined;
  /** A run whose data is shown in place of samples. */
  readonly run?: string | undefined;
}

export const builderRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workflows/$workflowId/edit",
    validateSearch: ({ step, view, run }: Readonly<Record<string, unknown>>): BuilderSearch => ({
      step: typeof step === "string" ? step : undefined,
      view: builderViews.find((name) => name === view),
      run: typeof run === "string" ? run : undefined,
    }),
    component: lazyPage(() => import("./builder-page.tsx"), "BuilderPage", [
      "builder",
      "canvas",
      "catalog",
      "data",
      "findings",
      "panel",
      "samples",
      "trial",
      "workflows",
    ]),
  }),
];
