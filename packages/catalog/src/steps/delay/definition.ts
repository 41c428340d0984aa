import {
  dateTimeType,
  defineWait,
  durationUnits,
  formatInstant,
  parseInstant,
  type Scope,
  StepError,
  unitMs,
  valueField,
} from "@stepwell/core";
import { z } from "zod";
import { literalText } from "../../literal-text.ts";

/** The last instant that a date can have (ECMA-262, time values). */
const instantMax = 8.64e15;

const config = z.union([
  z.strictObject({
    for: z.strictObject({
      amount: valueField(z.number().min(0)).meta({ title: "Amount" }),
      unit: z.enum(durationUnits),
    }),
  }),
  z.strictObject({
    until: valueField(z.string())
      .superRefine((until, context) => {
        const text = literalText(until);
        if (text === undefined || isInstant(text)) return;
        const message = `${JSON.stringify(text)} is no date and time in ISO 8601, such as 2026-12-24T18:00:00Z`;
        context.addIssue({ code: "custom", message });
      })
      .meta({ title: "Until", description: "A date and time" }),
  }),
]);

/** In any time zone: those differ in when it is, not in whether it is one. */
function isInstant(text: string): boolean {
  const instant = parseInstant(text, "UTC");
  return instant !== undefined && instant <= instantMax;
}

type DelayConfig = z.output<typeof config>;

export const delay = defineWait({
  type: "delay",
  group: "flow",
  title: "Delay",
  summary: "Waits for a duration or until a time, however far away; costs nothing meanwhile.",
  icon: "timer",
  sample: { for: { amount: 3, unit: "days" } },
  config,
  output: () => dateTimeType,
  wait(delay, scope) {
    const untilMs = untilOf(delay, scope);
    const output = formatInstant(untilMs);
    return { untilMs, resume: () => ({ kind: "pass", output }) };
  },
});

function untilOf(delay: DelayConfig, scope: Scope): number {
  const until =
    "for" in delay
      ? scope.now + Math.round((delay.for.amount.evaluate(scope) ?? 0) * unitMs[delay.for.unit])
      : parseInstant(delay.until.evaluate(scope) ?? "", scope.timeZone);
  if (until !== undefined && until <= instantMax) return until;
  const given = "for" in delay ? "the duration" : String(delay.until.evaluate(scope));
  throw new StepError({
    code: "invalid_value",
    message: `A delay cannot wait for ${given}: a date and time in ISO 8601 is needed, or a shorter duration.`,
  });
}
