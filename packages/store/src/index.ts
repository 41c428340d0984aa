export { CorruptedError } from "./corrupted-error.ts";
export type { ConnectionRow, Connections } from "./installation/connections.ts";
export type { ApiKeyRow, ApiKeys } from "./installation/keys.ts";
export { MasterKeyError } from "./installation/master-key.ts";
export {
  type Installation,
  type InstallationOptions,
  openInstallation,
} from "./installation/open-installation.ts";
export type { Secrets } from "./installation/secrets.ts";
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
