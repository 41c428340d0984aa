export * from "./checker/check.ts";
export type { Finding } from "./checker/finding.ts";
export type { KnownNames } from "./checker/known.ts";
export * from "./assert.ts";
export * from "./call-end.ts";
export * from "./condition/compile.ts";
export * from "./condition/schema.ts";
export * from "./connection.ts";
export * from "./connection-uses.ts";
export * from "./define-step.ts";
export * from "./definition.ts";
export * from "./dispatch.ts";
export * from "./duration.ts";
export * from "./edit/apply-edits.ts";
export * from "./edit/difference.ts";
export * from "./edit/operations.ts";
export * from "./edit/tree.ts";
export * from "./event.ts";
export * from "./expression.ts";
export * from "./fact.ts";
export * from "./fields.ts";
export {
  addMonths,
  addToDate,
  type CalendarUnit,
  calendarUnits,
  differenceOf,
} from "./formula/calendar.ts";
export * from "./formula/compile.ts";
export { formatDate } from "./formula/format-date.ts";
export * from "./formula/functions/reference-page.ts";
export * from "./hindcast/comparison.ts";
export * from "./hindcast/hindcast.ts";
export * from "./hindcast/imagine.ts";
export * from "./hindcast/replayed-outside.ts";
export * from "./hindcast/step-trial.ts";
export * from "./host-port.ts";
export * from "./instant.ts";
export * from "./interpreter/advance.ts";
export * from "./interpreter/debts.ts";
export * from "./interpreter/history.ts";
export * from "./interpreter/machine.ts";
export * from "./interpreter/new-run.ts";
export * from "./interpreter/retry.ts";
export * from "./interpreter/take-over.ts";
export * from "./json.ts";
export * from "./json-schema.ts";
export * from "./json-value.ts";
export * from "./limits.ts";
export * from "./signal.ts";
export * from "./nearest-name.ts";
export * from "./path.ts";
export * from "./ports.ts";
export * from "./program.ts";
export * from "./reference.ts";
export * from "./registry.ts";
export * from "./run.ts";
export * from "./safe-json.ts";
export * from "./scope.ts";
export { takeRoomFor, valueRoom } from "./value-room.ts";
export { fillSecrets } from "./secret-text.ts";
export * from "./script-name.ts";
export * from "./step-error.ts";
export * from "./step-type.ts";
export * from "./store-port.ts";
export * from "./template.ts";
export * from "./trigger-type.ts";
export * from "./type.ts";
