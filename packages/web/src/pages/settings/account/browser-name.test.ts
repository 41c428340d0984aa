import { describe, expect, it } from "vitest";
import { browserName } from "./browser-name.ts";

describe("names of browsers", () => {
  it.each([
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36",
      "Chrome, Linux",
    ],
    ["Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge, Windows"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) Version/19 Safari/604", "Safari, iOS"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Firefox/150.0", "Firefox, macOS"],
    ["curl/8.1", undefined],
    [null, undefined],
  ])("%s is %s", (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });
});
