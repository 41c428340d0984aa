import { createConnection, listEvents } from "@stepwell/api";
import type { BrowserContext, Page } from "playwright-core";
import type { Dashboard } from "./dashboard.suite.ts";
import { publishOrders } from "./orders.suite.ts";
import { openSink } from "./sink.suite.ts";

/* Every address of the dashboard, with something to show at each. */

export interface EveryPage {
  readonly workflowId: string;
  readonly runId: string;
  /** By a short name. */
  readonly paths: Readonly<Record<string, string>>;
}

const settings = [
  "general",
  "limits",
  "secrets",
  "variables",
  "retention",
  "members",
  "keys",
  "audit",
  "account",
  "appearance",
];

export async function fillEveryPage({ call }: Dashboard): Promise<EveryPage> {
  const api = call("live");
  await using sink = await openSink();
  const orders = await publishOrders(api, sink.url);
  await orders.send({ amount: 50, items: [] });
  const runId = await orders.send({ amount: 500, items: ["lamp", "bad chair", "table"] });
  const secrets = { token: "a-token-of-some-length" };
  const partner = { name: "partner", kind: "bearer" as const, hosts: ["api.example.com"] };
  await api(createConnection, { body: { ...partner, settings: {}, secrets } });
  const eventId = (await api(listEvents, { query: { limit: 1 } })).items[0]?.id ?? "";
  const workflow = `/live/workflows/${orders.id}`;
  const paths = {
    overview: "/live",
    workflows: "/live/workflows",
    new: "/live/workflows/new",
    workflow,
    versions: `${workflow}/versions`,
    "workflow-settings": `${workflow}/settings`,
    builder: `${workflow}/edit`,
    runs: "/live/runs",
    run: `/live/runs/${runId}`,
    events: "/live/events",
    event: `/live/events/${eventId}`,
    requests: "/live/workbench/requests",
    webhooks: "/live/workbench/webhooks",
    errors: "/live/workbench/errors",
    connections: "/live/connections",
    templates: "/live/templates",
    template: "/live/templates/dunning",
    ...Object.fromEntries(settings.map((name) => [name, `/live/settings/${name}`])),
  };
  return { workflowId: orders.id, runId, paths };
}

/** When the page has its heading, and nothing on it is still to come. */
export async function isReady(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForSelector(".animate-pulse", { state: "detached" });
}

/** For a window whose pages are as if the language were one that is read from the right. */
export const mirrored = {
  prepare: (context: BrowserContext): Promise<unknown> =>
    context.addInitScript(`
      new MutationObserver(() => {
        const { documentElement: root } = document;
        if (root && root.dir !== "rtl") root.dir = "rtl";
      }).observe(document, { attributeFilter: ["dir"], childList: true, subtree: true });
    `),
};

/** What makes the page wider than its window, where anything does. */
export function widerThanWindow(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const root = document.documentElement;
    const main = document.querySelector("main");
    const isWide = (box) => box !== null && box.scrollWidth > box.clientWidth;
    if (!isWide(root) && !isWide(main)) return [];
    const scrolls = (box) =>
      box !== main && ["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX);
    const isInside = (box) => box !== null && (scrolls(box) || isInside(box.parentElement));
    const sticksOut = ({ left, right }) => left < -1 || right > root.clientWidth + 1;
    return [...document.querySelectorAll("body *")]
      .filter((box) => sticksOut(box.getBoundingClientRect()) && !isInside(box.parentElement))
      .map((box) => box.outerHTML.slice(0, 160));
  })()`);
}
