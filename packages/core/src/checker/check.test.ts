import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { hasErrors } from "./check.ts";
import { check, count, look, met, stop, told, trigger } from "./sample-check.suite.ts";

describe("a valid definition", () => {
  it("has no findings", () => {
    const findings = check({
      trigger: { ...trigger, when: met },
      settings: { timeZone: "Europe/Berlin", concurrency: { limit: 1, key: "{{ trigger.text }}" } },
      steps: [
        look("one", "{{ trigger.lines.price }}"),
        count("two", "{{ steps.one.at[0] }}"),
        { id: "total", type: "declare", config: { name: "total", value: "{{ steps.two }}" } },
        {
          id: "each",
          type: "repeat",
          config: { over: "{{ trigger.lines }}", only: "{{ scopes.each.item.price }}" },
          branches: [
            {
              id: "body",
              steps: [
                count("three", "{{ scopes.each.item.price }}"),
                look("in", [
                  "{{ vars.total }}",
                  "{{ run.id }}",
                  "{{ run.startedAt }}",
                  "{{ now }}",
                ]),
              ],
            },
          ],
        },
        {
          id: "both",
          type: "both",
          branches: [
            {
              id: "a",
              steps: [
                count("four", 4),
                { id: "v", type: "declare", config: { name: "w", value: 1 } },
              ],
            },
            { id: "b", steps: [count("five", "{{ trigger.body.any.thing }}")] },
          ],
        },
        look("six", ["{{ steps.four }}", "{{ steps.five }}", "{{ vars.w }}", "{{ event.time }}"]),
        look("seven", ["{{ workflow.name }}", "{{ today }}", "{{ env.key }}", "{{ previous.x }}"]),
        {
          id: "choose",
          type: "choose",
          branches: [
            { id: "big", when: met, steps: [count("eight", 8)] },
            { id: "otherwise", steps: [] },
          ],
        },
        look("nine", "{{ steps.eight ?? 0 }}"),
        {
          id: "send",
          type: "send",
          config: { to: "x" },
          retry: { attempts: 2 },
          onError: "branch",
          branches: [{ id: "error", steps: [look("ten", "{{ scopes.send.error.message }}")] }],
        },
        look("eleven", ["{{ steps.send.status }}", "{{ steps.send.error.code }}"]),
        {
          id: "decide",
          type: "decide",
          config: { if: met },
          branches: [{ id: "yes", steps: [stop("out")] }],
        },
        { id: "plain", type: "decide", config: { if: met, branches: false } },
      ],
    });
    expect(findings).toEqual([]);
    expect(hasErrors(findings)).toBe(false);
  });

  it("may wait for its caller in sync mode, of the trigger or of the settings", () => {
    const steps = [{ id: "answer", type: "answer", config: { body: 1 } }];
    expect(
      check({ trigger: { type: "hook", config: { isOpen: false, mode: "sync" } }, steps }),
    ).toEqual([]);
    expect(check({ settings: { mode: "sync" }, steps })).toEqual([]);
  });
});

describe("a definition with mistakes", () => {
  it("gets a finding for each, at its step and place", () => {
    const findings = check({
      trigger: { ...trigger, when: { left: "{{ trigger.amunt }}", operator: "equals", right: 1 } },
      settings: { timeZone: "Mars/Base", concurrency: { limit: 1, key: "{{ steps.one }}" } },
      steps: [
        look("one", ["{{ trigger.line }}", "{{ trigger.lines.prize }}", "{{ event.tme }}"]),
        look("two", ["{{ steps.three }}", "{{ steps.thre }}", "{{ steps.nothing_like_it }}"]),
        look("three", ["{{ secrets.key }}", "{{ vars.total }}", "{{ vars.totl }}", "{{ vars }}"]),
        { id: "total", type: "declare", config: { name: "total", value: 1 } },
        look("four", ["{{ scopes.each.item }}", "{{ scopes }}", "{{ steps }}", "{{ run.nmber }}"]),
        count("five", "{{ trigger.text }}"),
        count("six", "six"),
        {
          id: "seven",
          type: "cuont",
          branches: [{ id: "b", steps: [look("inner", "{{ nope }}")] }],
        },
        { id: "eight", type: "send", config: { to: "{{ trigger.text" } },
        { id: "nine", type: "send", config: {}, branches: [{ id: "x", steps: [] }] },
        {
          id: "ten",
          type: "count",
          config: { value: 1 },
          retry: { attempts: 2 },
          onError: "branch",
          branches: [
            { id: "more", when: met, steps: [] },
            { id: "more", steps: [] },
          ],
        },
        {
          id: "eleven",
          type: "count",
          config: { value: 1 },
          branches: [{ id: "error", steps: [] }],
        },
        {
          id: "decide",
          type: "decide",
          config: { if: { left: 1, operator: "equls" } },
          branches: [],
        },
        {
          id: "decides",
          type: "decide",
          config: { if: met },
          branches: [{ id: "maybe", steps: [] }],
        },
        {
          id: "choose",
          type: "choose",
          branches: [
            { id: "a", steps: [] },
            { id: "b", when: { left: 1, operator: "equls" }, steps: [] },
            { id: "c", when: { left: "{{ steps.no }}", operator: "exists" }, steps: [] },
            { id: "otherwise", when: met, steps: [] },
          ],
        },
        { id: "empty", type: "both" },
        { id: "answer", type: "answer", config: { body: "{{ steps.total.cents }}" } },
        stop("never"),
        count("one", 1),
      ],
    });
    expect(told(findings)).toEqual([
      "! unknown_field trigger.when",
      "! unknown_time_zone settings.timeZone",
      "! step_not_certain settings.concurrency.key",
      "! duplicate_id steps.18",
      "! unknown_field steps.0.config.at",
      "! unknown_field steps.0.config.at",
      "! unknown_field steps.0.config.at",
      "! step_not_certain steps.1.config.at",
      "! unknown_step steps.1.config.at",
      "! unknown_step steps.1.config.at",
      "! secret_not_allowed steps.2.config.at",
      "! variable_not_certain steps.2.config.at",
      "! unknown_variable steps.2.config.at",
      "! unknown_variable steps.2.config.at",
      "! unknown_scope steps.4.config.at",
      "! unknown_scope steps.4.config.at",
      "! unknown_step steps.4.config.at",
      "! unknown_field steps.4.config.at",
      "! type_mismatch steps.5.config.value",
      "! invalid_config steps.6.config.value",
      "! unknown_step_type steps.7.type",
      "! invalid_config steps.7.branches.0.steps.0.config.at",
      "! invalid_config steps.8.config.to",
      "! missing_field steps.9.config.to",
      "? unused_retry steps.10.retry",
      "! duplicate_branch steps.10.branches.1",
      "! missing_branch steps.10",
      "! unknown_branch steps.10",
      "! unknown_branch steps.10",
      "? unused_condition steps.10.branches.0.when",
      "? unused_branch steps.11",
      "! invalid_config steps.12.config.if.operator",
      "! unknown_branch steps.13",
      "! missing_branch steps.13",
      "! missing_condition steps.14.branches.0.when",
      "! invalid_config steps.14.branches.1.when.operator",
      "! unknown_step steps.14.branches.2.when",
      "? unused_condition steps.14.branches.3.when",
      "! missing_branch steps.15",
      "? unused_response steps.16",
      "! unknown_field steps.16.config.body",
      "? unreachable_step steps.17",
      "? unreachable_step steps.18",
    ]);
    expect(hasErrors(findings)).toBe(true);
  });

  it("gets findings with the step's id, a message and what to do", () => {
    const [field, step, mismatch] = check({
      steps: [
        look("one", "{{ trigger.amunt }}"),
        look("two", "{{ steps.on }}"),
        count("three", "{{ trigger.text }}"),
      ],
    });
    expect(field).toEqual({
      severity: "error",
      code: "unknown_field",
      stepId: "one",
      path: "steps.0.config.at",
      message: "trigger.amunt: there is no field “amunt”",
      hint: "Did you mean “amount”?",
      variable: "trigger.amunt",
    });
    expect(mismatch && "variable" in mismatch).toBe(false);
    expect(step).toMatchObject({ message: "there is no step “on”", hint: "Did you mean “one”?" });
    expect(mismatch?.message).toBe("text is given where number is needed");
    expect(mismatch && "hint" in mismatch).toBe(false);
  });

  it.each<[string, JsonObject, string]>([
    ["unknown_step_type", { steps: [{ id: "a", type: "cuont" }] }, "Did you mean “count”?"],
    ["unknown_trigger_type", { trigger: { type: "hok" } }, "Did you mean “hook”?"],
    [
      "unknown_time_zone",
      { settings: { timeZone: "x" } },
      "Use an IANA name such as Europe/Berlin.",
    ],
    [
      "unknown_variable",
      {
        steps: [
          { id: "v", type: "declare", config: { name: "total", value: 1 } },
          look("a", "{{ vars.totla }}"),
        ],
      },
      "Did you mean “total”?",
    ],
    [
      "step_not_certain",
      { steps: [look("a", "{{ steps.b }}"), look("b", 1)] },
      "Move it before this step.",
    ],
    [
      "secret_not_allowed",
      { steps: [look("a", "{{ secrets.x }}")] },
      "Use a secret only in a field that says it takes one.",
    ],
    ["missing_branch", { steps: [{ id: "a", type: "both" }] }, "Add a branch."],
    [
      "unknown_branch",
      { steps: [{ id: "a", type: "rest", branches: [{ id: "x", steps: [] }] }] },
      "Remove it.",
    ],
    ["duplicate_id", { steps: [look("a", 1), look("a", 1)] }, "Give each step an id of its own."],
  ])("is helped: %s", (code, parts, hint) => {
    expect(check(parts).find((finding) => finding.code === code)?.hint).toBe(hint);
  });

  it("gets no hint where nothing near is known", () => {
    for (const parts of [
      { trigger: { type: "mystery" } },
      { steps: [{ id: "a", type: "mystery" }] },
    ])
      expect(check(parts).every(({ hint = "" }) => !hint.includes("Did you mean"))).toBe(true);
  });
});
