import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { useTestServer } from "../open-test-server.suite.ts";

const dashboardDir = mkdtempSync(join(tmpdir(), "stepwell-dashboard-"));
mkdirSync(join(dashboardDir, "assets"));
writeFileSync(join(dashboardDir, "index.html"), "<!doctype html><title>Built</title>");
writeFileSync(join(dashboardDir, "assets/index-abc.js"), "export {};");
afterAll(() => rmSync(dashboardDir, { recursive: true }));

const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

describe("the dashboard over HTTP", () => {
  const test = useTestServer({ dashboardDir });
  const get = async (path: string, headers = {}, method = "GET") => {
    const response = await test().send(path, { headers, method });
    const { status } = response;
    return { status, headers: response.headers, text: await response.text() };
  };

  it.each(["/", "/?from=mail", "/live/workflows", "/live/runs/run_1?tab=input"])(
    "answers a browser at %s with its one page, which no other site may frame",
    async (path) => {
      const { status, headers, text } = await get(path, browser);
      expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining("Built") });
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("cache-control")).toBe("no-cache");
    },
  );

  it("is at the front door for whoever asks for anything, or for the head alone", async () => {
    expect(await get("/", { accept: "*/*" })).toMatchObject({ status: 200 });
    const { status, headers, text } = await get("/", { accept: "*/*" }, "HEAD");
    expect({ status, text }).toEqual({ status: 200, text: "" });
    expect(headers.get("content-type")).toContain("text/html");
  });

  it.each([
    ["/ap/v1/runs", { accept: "*/*" }],
    ["/", { accept: "application/json" }],
    ["/api/v1/nothing", browser],
    ["/hooks", browser],
    ["/assets/gone.js", browser],
  ])("is no answer to %s, asked for with %o", async (path, headers) => {
    const { status, headers: given } = await get(path, headers);
    expect(status).toBe(404);
    expect(given.get("content-type")).toBe("application/problem+json");
  });

  it("lets browsers keep what changes its name with its content", async () => {
    const { headers } = await get("/assets/index-abc.js");
    expect(headers.get("cache-control")).toContain("immutable");
  });
});

describe("a dashboard that was not built", () => {
  const test = useTestServer();

  it("says so, and how to build it", async () => {
    const response = await test().send("/live", { headers: browser });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm run build");
  });
});
