export { CorruptedError } from "./corrupted-error.ts";
export type { AuditFilter, AuditLog, AuditRow } from "./installation/audit-log.ts";
export type { AuthCondition, AuthQuery, AuthRow, AuthTables } from "./installation/auth-tables.ts";
export type { ConnectionRow, Connections } from "./installation/connections.ts";
export type { ApiKeyRow, ApiKeys } from "./installation/keys.ts";
export type { InvitationRow, Invitations } from "./installation/invitations.ts";
export { MasterKeyError } from "./installation/master-key.ts";
export {
  type Installation,
  type InstallationOptions,
  openInstallation,
} from "./installation/open-installation.ts";
export type {
  MemberChange,
  NewUser,
  People,
  Profile,
  RoleGrants,
  UserRow,
} from "./installation/people.ts";
export type { Secrets } from "./installation/secrets.ts";
export type { SessionRow, Sessions } from "./installation/sessions.ts";
export {
  type DirectoryLock,
  DirectoryLockedError,
  isDirectoryLocked,
  lockDirectory,
} from "./lock.ts";
export {
  type CrashOutcome,
  DiskFullError,
  type DiskPoint,
  SimulatedDisk,
  type SimulatedDiskOptions,
} from "./simulated/disk.ts";
export { openSimulatedStore, type PlantedBugs } from "./simulated/open-store.ts";
export { examineSqliteFile } from "./sqlite/examine.ts";
export { isReadOnlyFailure } from "./sqlite/failure.ts";
export { SchemaError } from "./sqlite/migrate.ts";
export { openSqliteStore, type SqliteStoreOptions } from "./sqlite/open-store.ts";
