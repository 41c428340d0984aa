export { parseTrustedProxies } from "./http/peer.ts";
export { workflowSchema } from "./workflow-schema.ts";
export { makeKey } from "./make-key.ts";
export { resetPassword } from "./reset-password.ts";
export { environmentNames, openServer, type Server, type ServerOptions } from "./server.ts";
