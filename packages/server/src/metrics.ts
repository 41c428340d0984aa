import type { KindStats } from "@stepwell/isolate";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { ServerParts } from "./call.ts";
import type { Environment } from "./environment.ts";

/** Prometheus metrics, read off the hosts when they are asked for: nothing is counted twice. */
export function makeMetrics({ environments, guestStats }: ServerParts): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const declared of gauges)
    registry.registerMetric(gaugeOf(declared, [...environments.values()]));
  for (const declared of guestGauges) registry.registerMetric(guestGaugeOf(declared, guestStats));
  return registry;
}

function gaugeOf(
  { name, help, read }: GaugeDeclaration,
  environments: readonly Environment[],
): Gauge {
  return new Gauge({
    name: `stepwell_${name}`,
    help,
    labelNames: ["environment", "status"],
    registers: [],
    collect() {
      for (const environment of environments)
        for (const [status, value] of Object.entries(read(environment)))
          this.set({ environment: environment.name, status }, value);
    },
  });
}

/** The isolate is one for all environments; before the first call there is nothing to tell. */
function guestGaugeOf(
  { name, help, read }: GuestGaugeDeclaration,
  guestStats: ServerParts["guestStats"],
): Gauge {
  return new Gauge({
    name: `stepwell_${name}`,
    help,
    labelNames: ["kind", "status"],
    registers: [],
    collect() {
      for (const [kind, stats] of Object.entries(guestStats()?.kinds ?? {}))
        for (const [status, value] of Object.entries(read(stats)))
          this.set({ kind, status }, value);
    },
  });
}

interface GuestGaugeDeclaration {
  readonly name: string;
  readonly help: string;
  /** Values by their label `status`. */
  read(stats: KindStats): { readonly [status: string]: number };
}

const guestGauges: readonly GuestGaugeDeclaration[] = [
  {
    name: "isolate_calls",
    help: "Scripts, queries and checks of code that run and that wait",
    read: ({ queued, running }) => ({ queued, running }),
  },
  {
    name: "isolate_calls_ended_total",
    help: "Scripts, queries and checks of code since the start of the process, by how they ended",
    read: ({ answered, terminated }) => ({ answered, terminated }),
  },
];

interface GaugeDeclaration {
  readonly name: string;
  readonly help: string;
  /** Values by their label `status`; an empty label where there is only one. */
  read(environment: Environment): { readonly [status: string]: number };
}

const gauges: readonly GaugeDeclaration[] = [
  {
    name: "events_total",
    help: "Events since the start of the process, accepted and refused",
    read: ({ host }) => {
      const { eventsAccepted, eventsRefused } = host.stats();
      return { accepted: eventsAccepted, refused: eventsRefused };
    },
  },
  {
    name: "runs_started_total",
    help: "Runs started since the start of the process",
    read: ({ host }) => ({ "": host.stats().runsStarted }),
  },
  {
    name: "runs_ended_total",
    help: "Runs ended since the start of the process, by status",
    read: ({ host }) => host.stats().runsEnded,
  },
  {
    name: "runs_live",
    help: "Runs in memory",
    read: ({ host }) => ({ "": host.stats().liveRuns }),
  },
  {
    name: "actions",
    help: "Actions in flight and waiting for a place",
    read: ({ host }) => {
      const { actionsInFlight, actionsQueued } = host.stats();
      return { in_flight: actionsInFlight, queued: actionsQueued };
    },
  },
  {
    name: "store_backlog_units",
    help: "Groups of writes that are not durable yet",
    read: ({ store }) => ({ "": store.backlog().units }),
  },
];
