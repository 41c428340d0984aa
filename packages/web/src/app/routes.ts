import { accountRoutes } from "../pages/account/routes.ts";
import { builderRoutes } from "../pages/builder/routes.ts";
import { overviewRoutes } from "../pages/overview/routes.ts";
import { connectionsRoutes } from "../pages/connections/routes.ts";
import { settingsRoutes } from "../pages/settings/routes.ts";
import { templatesRoutes } from "../pages/templates/routes.ts";
import { workflowsRoutes } from "../pages/workflows/routes.ts";
import { environmentRoute, homeRoute, rootRoute } from "./base-routes.ts";

export const routeTree = rootRoute.addChildren([
  homeRoute,
  ...accountRoutes,
  environmentRoute.addChildren([
    ...overviewRoutes,
    ...builderRoutes,
    ...connectionsRoutes,
    ...settingsRoutes,
    ...templatesRoutes,
    ...workflowsRoutes,
  ]),
]);
