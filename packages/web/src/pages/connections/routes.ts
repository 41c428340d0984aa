import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";

export const connectionsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/connections",
    component: lazyRouteComponent(() => import("./connections-page.tsx"), "ConnectionsPage"),
  }),
];
