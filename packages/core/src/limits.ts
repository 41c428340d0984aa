/** The limits of an environment (spec §3.5). An admin may change each of them in Settings. */
export interface Limits {
  readonly activeWorkflowsMax: number;
  readonly workflowsMax: number;
  readonly stepsPerWorkflowMax: number;
  readonly conditionListItemsMax: number;
  readonly rerunDays: number;
  readonly loopIterationsMax: number;
  readonly nestingDepthMax: number;
  readonly eventBytesMax: number;
  readonly stepOutputBytesMax: number;
  readonly scriptTimeMs: number;
  readonly scriptMemoryBytesMax: number;
  readonly httpResponseBytesMax: number;
  readonly runJournalEntriesMax: number;
}

export type LimitName = keyof Limits;

const mebibyte = 1024 * 1024;

export const defaultLimits: Limits = {
  activeWorkflowsMax: 6,
  workflowsMax: 20,
  stepsPerWorkflowMax: 12,
  conditionListItemsMax: 100,
  rerunDays: 30,
  loopIterationsMax: 10_000,
  nestingDepthMax: 8,
  eventBytesMax: mebibyte,
  stepOutputBytesMax: mebibyte,
  scriptTimeMs: 10_000,
  scriptMemoryBytesMax: 64 * mebibyte,
  httpResponseBytesMax: 5 * mebibyte,
  runJournalEntriesMax: 100_000,
};

/** The one sentence for a reached limit: its name, its value and where to raise it. */
export function limitMessage(name: LimitName, value: number): string {
  return `The limit ${name} (${value}) is reached. An admin can raise it in Settings → Limits (PATCH /settings/limits).`;
}
