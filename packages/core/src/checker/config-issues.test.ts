import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { check } from "./sample-check.suite.ts";

const found = (type: string, config: JsonObject) =>
  check({ steps: [{ id: "a", type, config }] }).map(({ code, path, message, hint }) => ({
    code,
    at: path.replace("steps.0.config", ""),
    message,
    hint,
  }));

describe("a config", () => {
  it("without a required field is told which", () => {
    expect(found("send", {})).toEqual([
      {
        code: "missing_field",
        at: ".to",
        message: "the field “to” is required",
        hint: "Give it a value.",
      },
    ]);
  });

  it("without a required field is told its name by itself, too", () => {
    const findings = check({ steps: [{ id: "a", type: "send", config: { more: 1 } }] });
    expect(findings.map(({ code, field }) => [code, field])).toEqual([
      ["missing_field", "to"],
      ["unknown_config_field", undefined],
    ]);
  });

  it("with a field that nobody knows is told the one that was meant", () => {
    expect(found("repeat", { over: [], onyl: 1, zzz: 2 })).toEqual([
      {
        code: "unknown_config_field",
        at: ".onyl",
        message: "there is no field “onyl” here",
        hint: "Did you mean “only”?",
      },
      {
        code: "unknown_config_field",
        at: ".zzz",
        message: "there is no field “zzz” here",
        hint: "Remove it.",
      },
    ]);
  });

  it("of several forms is measured by the nearest one", () => {
    expect(found("either", { secnd: "x" })).toMatchObject([
      { code: "missing_field", at: ".second" },
      { code: "unknown_config_field", at: ".secnd", hint: "Did you mean “second”?" },
    ]);
    expect(found("either", { first: "x", more: [{ a: 1 }, { b: 2 }] })).toMatchObject([
      { code: "missing_field", at: ".more.1.a" },
      { code: "unknown_config_field", at: ".more.1.b", hint: "Remove it." },
    ]);
    expect(found("either", { first: "x", more: [{ a: "1" }] })).toMatchObject([
      { code: "invalid_config", at: ".more.0.a" },
    ]);
    expect(found("either", { first: "x", more: 5 })).toMatchObject([{ at: ".more" }]);
    expect(found("either", { first: "x", more: [7] })).toMatchObject([{ at: ".more.0" }]);
  });

  it("without named fields is told what its schema says", () => {
    expect(found("opaque", { sum: "x" })).toMatchObject([{ code: "invalid_config", at: ".sum" }]);
    expect(found("piped", { sum: 1, smu: 1 })).toMatchObject([
      { code: "unknown_config_field", at: ".smu", hint: "Remove it." },
    ]);
    expect(found("opaque", { sum: 9 })).toMatchObject([{ code: "invalid_config", at: ".sum" }]);
  });

  it("with a wrong value is told what its field says", () => {
    expect(found("send", { to: 5 })).toMatchObject([{ code: "invalid_config", at: ".to" }]);
    expect(found("repeat", { over: "{{ triger }}" })).toMatchObject([
      { code: "invalid_config", at: ".over" },
    ]);
  });
});
