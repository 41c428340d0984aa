import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/settings/{-$section}",
    component: lazyPage(() => import("./settings-page.tsx"), "SettingsPage", [
      "account",
      "settings",
    ]),
  }),
];
