export * from "./definitions.ts";
export * from "./outbound/outbound-client.ts";
export * from "./runners.ts";
export { manualConfig } from "./triggers/manual/definition.ts";
export * from "./triggers/manual/source.ts";
export * from "./triggers/webhook/definition.ts";
export * from "./triggers/webhook/sample.ts";
export * from "./triggers/webhook/signature.ts";
export * from "./triggers/webhook/source.ts";
