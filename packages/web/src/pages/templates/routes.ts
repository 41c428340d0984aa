import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";

export const templatesRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/templates",
    component: lazyRouteComponent(() => import("./templates-page.tsx"), "TemplatesPage"),
  }),
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/templates/$templateId",
    component: lazyRouteComponent(() => import("./template-page.tsx"), "TemplatePage"),
  }),
];
