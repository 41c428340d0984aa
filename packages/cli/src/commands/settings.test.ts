import { describe, expect, it } from "vitest";
import { stepwell, useServer } from "../command-line.suite.ts";

const running = useServer();

describe("limits", () => {
  it("are shown and changed", async () => {
    const shown = await stepwell("limits", "get", ...running.at());
    expect(shown.out).toMatch(/activeWorkflowsMax +\d+ +\d+/);
    const set = await stepwell("limits", "set", "activeWorkflowsMax=9", ...running.at());
    expect(set).toMatchObject({ code: 0, err: "activeWorkflowsMax is 9.\n" });
    const json = (await stepwell("limits", "get", "--json", ...running.at())).json();
    expect(json).toMatchObject({ limits: { activeWorkflowsMax: 9 } });
  });

  it("that are none are refused in words", async () => {
    for (const pair of ["activeWorkflowsMax", "activeWorkflowsMax=many", "nonsense=1"])
      expect((await stepwell("limits", "set", pair, ...running.at())).code).toBe(1);
  });
});

describe("variables", () => {
  it("are set one by one, shown, and taken away", async () => {
    await stepwell("variables", "set", "SHOP=north", "TAX=a=b", ...running.at());
    await stepwell("variables", "set", "COLOUR=red", "SHOP=", ...running.at());
    const shown = await stepwell("variables", "get", ...running.at());
    expect(shown.out).toMatch(/COLOUR +red/);
    const json = (await stepwell("variables", "get", "--json", ...running.at())).json();
    expect(json).toEqual({ TAX: "a=b", COLOUR: "red" });
    const wrong = await stepwell("variables", "set", "lower=1", ...running.at());
    expect(wrong.code).toBe(1);
  });
});
