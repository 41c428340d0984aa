import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createKey as createKeyOperation, makeClient } from "@stepwell/api";
import { type BrowserContext, type Page, request } from "playwright-core";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { createKey, freePort, type ServerProcess, startServer } from "../system/server-process.ts";
import { root } from "../tidy/source-files.ts";
import { hasBrowser, leaveAll, openContext } from "./browser.suite.ts";
import { watchRequests } from "./quiet.suite.ts";

/*
 * The dashboard in a real browser, on a real server with data of its own. STEPWELL_PICTURES names a
 * folder where `picture` puts what it sees.
 */

export { hasBrowser };

export const owner = {
  name: "Ada Example",
  email: "ada@example.com",
  password: "a long enough sentence",
} as const;

export interface Dashboard {
  readonly url: string;
  readonly dataDir: string;
  readonly server: ServerProcess;
  /** The address that the start prints, for who comes first. */
  readonly setupPath: string;
  /** Calls the API of an environment as an owner's key. */
  readonly call: (environment: string) => Client;
  /** A window of its own, signed in as the owner unless told otherwise. */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

export interface OpenOptions {
  readonly isSignedOut?: boolean;
  readonly isPhone?: boolean;
  readonly theme?: "light" | "dark";
  readonly language?: string;
  /** In a browser that was never here: nothing is compiled or kept from before. */
  readonly isFirst?: boolean;
  /** Before the first page of the window is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

interface Start {
  /** Without one the set-up is still to be done. */
  readonly hasOwner?: boolean;
}

/** A server and a browser for the tests of a file. */
export function useDashboard({ hasOwner = true }: Start = {}): () => Dashboard {
  vi.setConfig({ testTimeout: 90_000 });
  let dashboard: Dashboard | undefined;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    if (hasBrowser) dashboard = await start(opened, hasOwner);
  }, 60_000);
  afterAll(() => opened.disposeAsync());
  return () => {
    if (!dashboard) throw new Error("there is no dashboard");
    return dashboard;
  };
}

async function start(opened: AsyncDisposableStack, hasOwner: boolean): Promise<Dashboard> {
  if (!existsSync(join(root, "packages/web/dist/index.html")))
    throw new Error("The dashboard is not built: npm run build");
  const dataDir = mkdtempSync(join(tmpdir(), "stepwell-web-"));
  opened.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  let output = "";
  const server = await startServer({
    dataDir,
    port: await samePort(),
    onSpawn: (child) => child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString())),
  });
  opened.defer(async () => void (await server.end("SIGTERM")));
  const said = await until(() => output.includes("token=") && output);
  const setupPath = /\/setup\?token=\S+/.exec(said)?.[0] ?? "";
  opened.defer(leaveAll);
  const known = hasOwner ? await signUp(server.url, setupPath) : undefined;
  return {
    url: server.url,
    dataDir,
    server,
    setupPath,
    call(environment) {
      const key = known?.key ?? createKey(dataDir);
      return makeClient({ url: server.url, key, environment });
    },
    async open(path, options = {}) {
      const context = await newContext(options);
      const isSignedOut = options.isSignedOut === true;
      if (known && !isSignedOut) await context.addCookies(known.cookies);
      await options.prepare?.(context);
      const page = await context.newPage();
      watchRequests(page);
      await page.goto(`${server.url}${path}`);
      return page;
    },
  };
}

let lastPort = 0;

/** The same for one server after the other: the browser has what it read from there. */
async function samePort(): Promise<number> {
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(lastPort, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
  lastPort = isFree && lastPort > 0 ? lastPort : await freePort();
  return lastPort;
}

async function until<T>(read: () => T | false): Promise<T> {
  for (;;) {
    const value = read();
    if (value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** The first owner, signed in, with a key of his own. */
async function signUp(
  url: string,
  setupPath: string,
): Promise<{ readonly cookies: Cookies; readonly key: string }> {
  const token = new URL(setupPath, url).searchParams.get("token");
  const browser = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const post = async (path: string, data: object): Promise<unknown> => {
    const response = await browser.post(path, { data });
    expect(response.status(), await response.text()).toBe(201);
    return response.json();
  };
  await post("/api/v1/setup", { token, ...owner });
  const made = await post(createKeyOperation.path, { name: "test", role: "owner" });
  const { cookies } = await browser.storageState();
  await browser.dispose();
  return { cookies, key: (made as { readonly key: string }).key };
}

async function newContext(options: OpenOptions): Promise<BrowserContext> {
  const { isPhone, theme = "light", language = "en", isFirst = false, prepare } = options;
  const context = await openContext(
    {
      viewport: isPhone === true ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      hasTouch: isPhone === true,
      colorScheme: theme,
      locale: language,
      reducedMotion: "reduce",
    },
    // What was prepared in one stays in it.
    { isShared: !isFirst && !prepare },
  );
  // The machine may have other things to do.
  context.setDefaultTimeout(20_000);
  return context;
}

const axeSource = hasBrowser
  ? readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8")
  : "";

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

interface AxeOptions {
  /** Only what colours can break: for a page that was looked at whole in other colours. */
  readonly isOfColours?: boolean;
}

/** What axe finds wrong in the page as it is now: WCAG 2.0 to 2.2 A and AA, and best practice. */
export async function violationsIn(
  page: Page,
  { isOfColours = false }: AxeOptions = {},
): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>(`{
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const ofColours = axe.getRules(tags).filter(({ tags }) => tags.includes("cat.color"));
    axe.run(document, {
      runOnly: ${isOfColours} ? ofColours.map(({ ruleId }) => ruleId) : tags,
      // For rules about video, sound and turned screens; nothing here has them.
      preload: false,
    });
  }`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** What is wrong with the same page when the device turns dark; then it is light again. */
export async function violationsInDark(page: Page, name: string): Promise<readonly string[]> {
  const turn = async (colorScheme: "light" | "dark"): Promise<void> => {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: "attached" });
  };
  await turn("dark");
  await picture(page, name);
  const violations = await violationsIn(page, { isOfColours: true });
  await turn("light");
  return violations;
}

/** Keeps a picture of the page where somebody wants to look at it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["STEPWELL_PICTURES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Errors that the page throws or writes, beside refused requests, which pages show themselves. */
export function errorsOf(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      errors.push(message.text());
  });
  return errors;
}
