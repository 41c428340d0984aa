/** The roles of spec §8; each may do all that the ones before it may. */
export const roles = ["viewer", "operator", "builder", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

/** What an operation may need, and the least role that has it. `public` needs no key. */
export const permissions = {
  "workflows.read": "viewer",
  "runs.read": "viewer",
  /** Payloads of confidential workflows; all others go with `runs.read` and `events.read`. */
  "runs.read_payload": "builder",
  "events.read": "viewer",
  "settings.read": "viewer",
  "runs.start": "operator",
  "runs.control": "operator",
  "runs.delete": "admin",
  "events.send": "operator",
  "workflows.write": "builder",
  "workflows.publish": "builder",
  "workflows.delete": "builder",
  "connections.read": "builder",
  "connections.write": "admin",
  "secrets.read": "builder",
  "secrets.write": "admin",
  "settings.write": "admin",
  "keys.manage": "admin",
  "members.read": "admin",
  "members.manage": "admin",
  "audit.read": "admin",
  /** What belongs to the caller alone: his name, his sessions. */
  "me.read": "viewer",
  "me.write": "viewer",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof permissions | "public";

export function isAllowed(role: Role, permission: Permission): boolean {
  if (permission === "public") return true;
  return roles.indexOf(role) >= roles.indexOf(permissions[permission]);
}
