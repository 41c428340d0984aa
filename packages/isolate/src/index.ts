export type {
  GuestCall,
  GuestCallOptions,
  GuestCheck,
  GuestLanguage,
  GuestLimits,
  GuestResult,
  Isolate,
  IsolateStats,
} from "./guest-call.ts";
export { type IsolateOptions, openIsolate } from "./isolate.ts";
