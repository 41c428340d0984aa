import type { Permission } from "@stepwell/api";

interface Section {
  readonly id: string;
  readonly group: "environment" | "installation" | "you";
  /** Who lacks it does not see the section. */
  readonly permission?: Exclude<Permission, "public">;
}

export const groups = ["environment", "installation", "you"] as const;

export const sections = [
  { id: "general", group: "environment" },
  { id: "limits", group: "environment", permission: "settings.read" },
  { id: "secrets", group: "environment", permission: "secrets.read" },
  { id: "variables", group: "environment", permission: "settings.read" },
  { id: "retention", group: "environment", permission: "settings.read" },
  { id: "members", group: "installation", permission: "members.read" },
  { id: "keys", group: "installation", permission: "keys.manage" },
  { id: "audit", group: "installation", permission: "audit.read" },
  { id: "account", group: "you" },
  { id: "appearance", group: "you" },
] as const satisfies readonly Section[];

export type SectionId = (typeof sections)[number]["id"];
