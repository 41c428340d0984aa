import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/settings/$section",
    component: lazyRouteComponent(() => import("./settings-page.tsx"), "SettingsPage"),
  }),
];
