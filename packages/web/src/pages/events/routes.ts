import { createRoute } from "@tanstack/react-router";
import { environmentRoute } from "../../app/base-routes.ts";
import { lazyPage } from "../../app/lazy-page.ts";
import { eventFilterOf } from "./event-filter.ts";

export const eventsRoutes = [
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/events",
    validateSearch: eventFilterOf,
    component: lazyPage(() => import("./events-page.tsx"), "EventsPage", ["events"]),
  }),
  createRoute({
    getParentRoute: () => environmentRoute,
    path: "/events/$eventId",
    component: lazyPage(() => import("./event-page.tsx"), "EventPage", ["data", "events"]),
  }),
];
