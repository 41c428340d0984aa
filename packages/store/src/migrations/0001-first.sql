-- Times are milliseconds since 1970. Ids are text that sorts by time, so newest first is the key
-- read backwards. A row's own text is kept as JSON where nothing asks for a part of it.

CREATE TABLE workflow (
  id TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  draft TEXT NOT NULL,
  draft_revision INTEGER NOT NULL,
  active_version INTEGER,
  latest_version INTEGER NOT NULL,
  is_archived INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- Numbers below were given away and are never given again.
  next_run_number INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE version (
  workflow_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  definition TEXT NOT NULL,
  note TEXT,
  published_at INTEGER NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (workflow_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  time TEXT NOT NULL,
  target TEXT,
  dedupe_key TEXT,
  received_at INTEGER NOT NULL,
  -- crc32 of data, causes and decisions, one after the other.
  checksum INTEGER NOT NULL,
  causes TEXT NOT NULL,
  decisions TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX event_by_key ON event (dedupe_key) WHERE dedupe_key IS NOT NULL;
-- Events for one workflow only (webhooks, manual starts) are of two types and most of the table:
-- an index entry for each would cost every request and find nothing faster.
CREATE INDEX event_by_type ON event (type, id) WHERE target IS NULL;

CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL,
  workflow_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  wake_at INTEGER,
  seq INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  rerun_of TEXT,
  concurrency_key TEXT,
  deaths INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The lists: by workflow and status directly, by fewer of them as a merge of its branches.
CREATE INDEX run_by_workflow ON run (workflow_id, status, id);
-- The first runs of an event are named in its decisions; only runs made again need an entry.
CREATE INDEX run_again_by_event ON run (event_id, id) WHERE rerun_of IS NOT NULL;
CREATE INDEX run_reruns ON run (rerun_of, id) WHERE rerun_of IS NOT NULL;
CREATE INDEX run_due ON run (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX run_running ON run (id) WHERE status = 'running';
CREATE INDEX run_places ON run (workflow_id, concurrency_key, status, id)
  WHERE concurrency_key IS NOT NULL AND status IN ('queued', 'running', 'waiting');

CREATE TABLE journal (
  run_id TEXT NOT NULL,
  -- The number of the first fact; the start of a run is number 1 where it has begun.
  seq INTEGER NOT NULL,
  -- A JSON list of facts, and its crc32.
  facts TEXT NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
