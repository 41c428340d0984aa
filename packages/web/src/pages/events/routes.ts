import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { eventFilterOf } from "./event-filter.ts";

export const eventsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/events",
    validateSearch: eventFilterOf,
    component: lazyRouteComponent(() => import("./events-page.tsx"), "EventsPage"),
  }),
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/events/$eventId",
    component: lazyRouteComponent(() => import("./event-page.tsx"), "EventPage"),
  }),
];
