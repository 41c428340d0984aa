export * from "./embedded/causes.ts";
export type { EmbeddedHostOptions } from "./embedded/assembly.ts";
export type { Credentials } from "./embedded/credentials.ts";
export * from "./embedded/embedded-host.ts";
export type { Runners } from "./embedded/gate.ts";
export { timesSent } from "./embedded/schedule-progress.ts";
export * from "./random-ids.ts";
export * from "./simulated-clock.ts";
export * from "./system-clock.ts";
