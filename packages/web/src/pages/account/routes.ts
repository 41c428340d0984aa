import { createRoute } from "@tanstack/react-router";
import { rootRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";

export const accountRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/login",
    component: lazyPage(() => import("./sign-in-page.tsx"), "SignInPage", ["account"]),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/setup",
    component: lazyPage(() => import("./setup-page.tsx"), "SetupPage", ["account"]),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/invitation",
    component: lazyPage(() => import("./invitation-page.tsx"), "InvitationPage", ["account"]),
  }),
];
