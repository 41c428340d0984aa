import { afterEach, describe, expect, it } from "vitest";
import { describeFirstKey, describeSetup } from "./first-key.ts";

afterEach(() => {
  delete process.env["STEPWELL_DATA"];
});

describe("what to do about a server without keys", () => {
  it("needs neither directory nor address where both are the usual ones", () => {
    const said = describeFirstKey({ data: undefined, url: "http://127.0.0.1:7400" });
    expect(said).toMatch(/ keys create --name me --role owner$/m);
    expect(said).not.toMatch(/--data|--url|_URL/);
  });

  it("names the data directory and the address that the server was started with", () => {
    const said = describeFirstKey({ data: "/tmp/my data", url: "http://127.0.0.1:7411" });
    expect(said).toMatch(/ keys create --name me --role owner --data '\/tmp\/my data'$/m);
    expect(said).toMatch(/ workflow list --key KEY --url http:\/\/127\.0\.0\.1:7411 /);
    expect(said).toContain("STEPWELL_URL");
  });

  it("names the directory that only the environment of the server says", () => {
    process.env["STEPWELL_DATA"] = "/srv/stepwell";
    const said = describeFirstKey({ data: undefined, url: "http://127.0.0.1:7400" });
    expect(said).toContain("--data /srv/stepwell\n");
  });
});

it("whoever has started a server without users is told where to become the owner", () => {
  const url = "http://127.0.0.1:7400/setup?token=abc";
  expect(describeSetup(url)).toMatch(/once:\n {2}http:\/\/127\.0\.0\.1:7400\/setup\?token=abc$/);
});
