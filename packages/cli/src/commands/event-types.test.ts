import { describe, expect, it } from "vitest";
import { stepwell, useServer } from "../command-line.suite.ts";

const running = useServer();

describe("event-types", () => {
  it("are registered from a file, and listed", async () => {
    const schema = { type: "object", properties: { total: { type: "number" } } };
    const text = JSON.stringify({
      "order.paid": { category: "Orders", schema, sample: { total: 5 } },
      "order.sent": {},
    });
    const file = running.file("types.json", text);
    const set = await stepwell("event-types", "set", file, ...running.at());
    expect(set).toMatchObject({ code: 0, out: "", err: "2 types of events are registered.\n" });
    const listed = await stepwell("event-types", "list", ...running.at());
    expect(listed.out).toMatch(/^order\.paid +Orders +registered +0 +never$/m);
    const asJson = await stepwell("event-types", "list", "--json", ...running.at());
    expect(asJson.json()).toMatchObject([{ name: "order.paid", schema }, { name: "order.sent" }]);
  });

  it("of a bad file are refused, and none is registered", async () => {
    const bad = running.file("bad.yaml", "good.one: {}\nbad one: {}\n");
    const refused = await stepwell("event-types", "set", bad, ...running.at());
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("“bad one”") });
    const empty = running.file("list.yaml", "a.b: 5\n");
    expect((await stepwell("event-types", "set", empty, ...running.at())).code).toBe(1);
    const listed = await stepwell("event-types", "list", ...running.at());
    expect(listed.out).not.toMatch(/good\.one|a\.b/);
  });
});
