import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const builderViews = ["canvas", "outline", "json"] as const;
export type BuilderView = (typeof builderViews)[number];

interface BuilderSearch {
  readonly step?: string | undefined;
  readonly view?: BuilderView | undefined;
}

export const builderRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/workflows/$workflowId/edit",
    validateSearch: ({ step, view }: Readonly<Record<string, unknown>>): BuilderSearch => ({
      step: typeof step === "string" ? step : undefined,
      view: builderViews.find((name) => name === view),
    }),
    component: lazyPage(() => import("./builder-page.tsx"), "BuilderPage", [
      "builder",
      "canvas",
      "data",
      "panel",
      "trial",
    ]),
  }),
];
