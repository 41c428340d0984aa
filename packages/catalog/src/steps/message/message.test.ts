import type { JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { findingTexts, runToEnd, start } from "../../run-step.suite.ts";
import { message } from "./definition.ts";

function tell(text: string): JsonObject {
  return { id: "tell", type: "message", config: { text } };
}

const settings = { mode: "sync" };

describe("a message", () => {
  it("has its variables filled in", () => {
    const trigger = { id: "o_1", items: [1, null] };
    const steps = [tell("Order {{ trigger.id }}: {{ trigger.items }}{{ trigger.nothing }}")];
    expect(runToEnd({ steps, trigger, settings }).steps["tell"]).toEqual({
      message: "Order o_1: [1,null]",
    });
  });

  it("does not end the run", () => {
    const steps = [tell("one"), { ...tell("two"), id: "tell_more" }];
    expect(runToEnd({ steps, settings })).toMatchObject({
      status: "succeeded",
      steps: { tell: { message: "one" }, tell_more: { message: "two" } },
    });
  });

  it("is told to whoever waits, in the order of the steps, unless it is empty", () => {
    const steps = [
      tell("one"),
      { ...tell(" {{ trigger.x }}"), id: "none" },
      { ...tell("two"), id: "b" },
    ];
    expect(start({ steps, settings }).run.messages).toEqual(["one", "two"]);
  });

  it("is without use where nobody waits", () => {
    expect(findingTexts({ steps: [tell("one")] })).toEqual([
      expect.stringMatching(/^warning .* at steps\.0/),
    ]);
  });

  it.each<JsonObject>([{}, { text: 5 }, { text: "{{ trigger" }])("refuses %j", (config) => {
    expect(message.compile(config).ok).toBe(false);
  });
});
