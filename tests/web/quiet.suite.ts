import type { Page, Request } from "playwright-core";

/* When a page has all that it asks the server for: sooner known than by half a second of silence. */

const underWay = new WeakMap<Page, Set<Request>>();

/** From its first request on. */
export function watchRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on("request", (request) => {
    // A stream has no end.
    if (!request.url().includes("/stream?")) requests.add(request);
  });
  page.on("requestfinished", (request) => requests.delete(request));
  page.on("requestfailed", (request) => requests.delete(request));
}

const looks = 3;

/**
 * Nothing is asked for, three times one after the other; between two looks the page draws what has
 * come, and would ask for what it needs beside it.
 */
export async function isQuiet(page: Page): Promise<void> {
  const until = Date.now() + 20_000;
  for (let quiet = 0; quiet < looks;) {
    await page.evaluate(
      `new Promise((drawn) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(drawn, 25)))))`,
    );
    quiet = (underWay.get(page)?.size ?? 0) === 0 ? quiet + 1 : 0;
    if (Date.now() > until) throw new Error(`${page.url()} goes on asking`);
  }
}
