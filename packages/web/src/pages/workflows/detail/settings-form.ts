import type { Definition, Settings } from "@stepwell/core";

/* The settings of a workflow as a form has them: nothing is left out, nothing is `undefined`. */

export const timeUnits = ["seconds", "minutes", "hours", "days", "weeks"] as const;
type TimeUnit = (typeof timeUnits)[number];
export const modes = ["by_trigger", "async", "sync"] as const;
type Mode = (typeof modes)[number];

export interface SettingsForm {
  readonly name: string;
  readonly description: string;
  readonly folder: string;
  /** With commas between. */
  readonly tags: string;
  readonly mode: Mode;
  /** NaN is an empty number field. */
  readonly timeout: number;
  readonly timeoutUnit: TimeUnit;
  readonly cycleLimit: number;
  readonly concurrency: number;
  readonly concurrencyKey: string;
  readonly succeededDays: number;
  readonly failedDays: number;
  readonly canceledDays: number;
  readonly confidential: boolean;
  readonly timeZone: string;
}

const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 } as const;

export function formOf(definition: Definition): SettingsForm {
  const { name, description = "", folder = "", tags = [], settings = {} } = definition;
  return {
    name,
    description,
    folder,
    tags: tags.join(", "),
    mode: settings.mode ?? "by_trigger",
    ...timeoutOf(settings.timeout),
    cycleLimit: settings.cycleLimit ?? NaN,
    ...concurrencyOf(settings),
    ...retentionOf(settings),
    confidential: settings.confidential ?? false,
    timeZone: settings.timeZone ?? "",
  };
}

function concurrencyOf({ concurrency }: Settings) {
  return { concurrency: concurrency?.limit ?? NaN, concurrencyKey: concurrency?.key ?? "" };
}

function retentionOf({ retention = {} }: Settings) {
  const { succeededDays = NaN, failedDays = NaN, canceledDays = NaN } = retention;
  return { succeededDays, failedDays, canceledDays };
}

/** In the largest unit that leaves a whole number. */
function timeoutOf(timeout: Settings["timeout"]): Pick<SettingsForm, "timeout" | "timeoutUnit"> {
  if (timeout === undefined) return { timeout: NaN, timeoutUnit: "minutes" };
  if (typeof timeout === "object" && timeout.unit !== "milliseconds")
    return { timeout: timeout.amount, timeoutUnit: timeout.unit };
  const seconds = (typeof timeout === "object" ? timeout.amount : timeout) / 1000;
  const unit = timeUnits.findLast((name) => Number.isInteger(seconds / unitSeconds[name]));
  const timeoutUnit = unit ?? "seconds";
  return { timeout: seconds / unitSeconds[timeoutUnit], timeoutUnit };
}

export function tagsIn(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

/** What is empty is left out: the defaults hold. */
export function settingsOf(form: SettingsForm): Settings {
  const retention = given({
    succeededDays: form.succeededDays,
    failedDays: form.failedDays,
    canceledDays: form.canceledDays,
  });
  return {
    ...(form.mode !== "by_trigger" && { mode: form.mode }),
    ...(isGiven(form.timeout) && { timeout: { amount: form.timeout, unit: form.timeoutUnit } }),
    ...given({ cycleLimit: form.cycleLimit }),
    ...(isGiven(form.concurrency) && {
      concurrency: {
        limit: form.concurrency,
        ...(form.concurrencyKey !== "" && { key: form.concurrencyKey }),
      },
    }),
    ...(Object.keys(retention).length > 0 && { retention }),
    ...(form.confidential && { confidential: true }),
    ...(form.timeZone !== "" && { timeZone: form.timeZone }),
  };
}

function isGiven(value: number): boolean {
  return !Number.isNaN(value);
}

function given<Name extends string>(
  values: Readonly<Record<Name, number>>,
): Partial<Record<Name, number>> {
  const entries = Object.entries<number>(values).filter(([, value]) => isGiven(value));
  return Object.fromEntries(entries) as Partial<Record<Name, number>>;
}
