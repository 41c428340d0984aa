export { tryConnection } from "./connection/definition.ts";
export * from "./definitions.ts";
export * from "./guest/guest-sources.ts";
export type { RunGuest } from "./guest/run-guest.ts";
export { isJsonType } from "./http-syntax.ts";
export {
  contains as isInRange,
  type IpRange,
  parseIpAddress,
  parseIpRange,
} from "./outbound/ip-address.ts";
export { parseAllowList } from "./outbound/allow-list.ts";
export * from "./outbound/outbound-client.ts";
export * from "./runners.ts";
export { emitRunner } from "./steps/emit_event/run.ts";
export type { ListReading } from "./sample/sample-paths.ts";
export { pathsIn, type SamplePath } from "./steps/json_map/sample-fields.ts";
export { type ScheduleConfig, scheduleConfig } from "./triggers/schedule/definition.ts";
export * from "./triggers/schedule/occurrences.ts";
export { compileSchedule, type Schedule } from "./triggers/schedule/schedule.ts";
export * from "./triggers/webhook/definition.ts";
export * from "./triggers/webhook/sample.ts";
export * from "./triggers/webhook/signature.ts";
export * from "./triggers/webhook/source.ts";
