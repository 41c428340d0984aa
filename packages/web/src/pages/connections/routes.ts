import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const connectionsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/connections",
    component: lazyPage(() => import("./connections-page.tsx"), "ConnectionsPage", ["connections"]),
  }),
];
