import { accountRoutes } from "../pages/account/routes.ts";
import { builderRoutes } from "../pages/builder/routes.ts";
import { eventsRoutes } from "../pages/events/routes.ts";
import { overviewRoutes } from "../pages/overview/routes.ts";
import { runsRoutes } from "../pages/runs/routes.ts";
import { workbenchRoutes } from "../pages/workbench/routes.ts";
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
    ...runsRoutes,
    ...eventsRoutes,
    ...workbenchRoutes,
    ...connectionsRoutes,
    ...settingsRoutes,
    ...templatesRoutes,
    ...workflowsRoutes,
  ]),
]);
