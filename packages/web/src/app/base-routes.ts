import { createRootRoute, createRoute, redirect } from "@tanstack/react-router";
import { lastEnvironment } from "./last-environment.ts";
import { Shell } from "./shell.tsx";

/* Where the routes of the features hang. */

export const rootRoute = createRootRoute();

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad() {
    throw redirect({ href: `/${lastEnvironment()}` });
  },
});

/** The environment is the first part of every address, so that a link says where it leads. */
export const environmentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/$environment",
  component: Shell,
});
