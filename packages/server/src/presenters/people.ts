import type { Role } from "@stepwell/api";
import type { AuditRow, InvitationRow, RoleGrants, SessionRow, UserRow } from "@stepwell/store";
import { isoTime, isoTimeOrNull } from "./time.ts";

type Roles = Record<string, Role>;

/** Only roles that there are were ever stored. */
function rolesOf(grants: RoleGrants): Roles {
  return { ...grants } as Roles;
}

export function presentUser({ id, name, email, language, theme }: UserRow) {
  return { id, name, email, language: language ?? null, theme: (theme ?? null) as Theme | null };
}

type Theme = "light" | "dark" | "system";

export function presentMember(row: UserRow, callerId: string) {
  const { id, name, email, roles, createdAt, lastSeenAt } = row;
  return {
    id,
    name,
    email,
    roles: rolesOf(roles),
    isYou: id === callerId,
    createdAt: isoTime(createdAt),
    lastSeenAt: isoTimeOrNull(lastSeenAt),
  };
}

export function presentInvitation(row: InvitationRow) {
  const { id, email, roles, invitedBy, createdAt, expiresAt } = row;
  return {
    id,
    email,
    roles: rolesOf(roles),
    invitedBy,
    createdAt: isoTime(createdAt),
    expiresAt: isoTime(expiresAt),
  };
}

export function presentSession(row: SessionRow, currentId: string) {
  const { id, createdAt, updatedAt, expiresAt, address, userAgent } = row;
  return {
    id,
    isCurrent: id === currentId,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
    expiresAt: isoTime(expiresAt),
    address: textOrNull(address),
    userAgent: textOrNull(userAgent),
  };
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}

export function presentAuditEntry(row: AuditRow) {
  const { id, at, actor, environment, operation, outcome, objectId, summary, address } = row;
  return {
    id,
    at: isoTime(at),
    actor,
    environment: environment ?? null,
    operation,
    outcome,
    objectId: objectId ?? null,
    summary,
    address: textOrNull(address),
  };
}
