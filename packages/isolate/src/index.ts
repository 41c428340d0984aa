export type {
  GuestCall,
  GuestCallOptions,
  GuestCheck,
  GuestKind,
  GuestLanguage,
  GuestLimits,
  GuestResult,
  Isolate,
  IsolateStats,
  KindStats,
} from "./guest-call.ts";
export { type IsolateOptions, openIsolate } from "./isolate.ts";
