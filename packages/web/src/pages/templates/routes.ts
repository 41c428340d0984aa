import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const templatesRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/templates",
    component: lazyPage(() => import("./templates-page.tsx"), "TemplatesPage", [
      "catalog",
      "templates",
    ]),
  }),
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/templates/$templateId",
    component: lazyPage(() => import("./template-page.tsx"), "TemplatePage", [
      "builder",
      "canvas",
      "catalog",
      "templates",
    ]),
  }),
];
