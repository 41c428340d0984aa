import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from "playwright-core";

/*
 * One Chromium for all files of a worker, and windows that follow each other: a new window has a new
 * process, which reads and compiles the whole dashboard again. What a window leaves behind is
 * cleared before the next one opens: cookies, storage, permissions, routes.
 */

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = [process.env["STEPWELL_CHROMIUM"], ...browsers].find(
  (path) => path !== undefined && existsSync(path),
);

/** False where the machine has no Chromium: pages cannot be tested there. */
export const hasBrowser = executablePath !== undefined;

let running: Promise<Browser> | undefined;

/** It ends with the worker. */
async function theBrowser(): Promise<Browser> {
  const browser = await (running ??= chromium.launch({
    executablePath: executablePath ?? "",
    args: ["--no-sandbox"],
    // People see them, so pictures do.
    ignoreDefaultArgs: ["--hide-scrollbars"],
  }));
  if (browser.isConnected()) return browser;
  running = undefined;
  return theBrowser();
}

/** Contexts whose window was closed, by how they were opened. */
const free = new Map<string, BrowserContext[]>();

const inUse = new Set<BrowserContext>();

/** For the end of a file: a test that failed leaves its windows open. */
export async function leaveAll(): Promise<void> {
  for (const context of inUse) await context.close();
}

/** A context that knows nothing, ready for the one window of a test. */
export async function openContext(
  options: BrowserContextOptions,
  { isShared }: { readonly isShared: boolean },
): Promise<BrowserContext> {
  const browser = await theBrowser();
  const key = JSON.stringify(options);
  const known = isShared ? free.get(key)?.pop() : undefined;
  const context =
    known?.browser()?.isConnected() === true ? known : await browser.newContext(options);
  inUse.add(context);
  context.once("close", () => inUse.delete(context));
  // Whoever closes it gives it back.
  if (isShared)
    context.close = async () => {
      if (!inUse.delete(context)) return;
      await leave(context);
      free.set(key, [...(free.get(key) ?? []), context]);
    };
  return context;
}

async function leave(context: BrowserContext): Promise<void> {
  const origins = new Set(context.pages().map((page) => new URL(page.url()).origin));
  await Promise.all(context.pages().map((page) => page.close()));
  await Promise.all([context.clearCookies(), context.clearPermissions(), context.unrouteAll()]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  for (const origin of origins)
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await page.close();
}
