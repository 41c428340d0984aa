-- What an environment gives to its runs (environment variables, limits), kept once for all runs that
-- were made with it. Runs from before have number 0: no variables, the limits' defaults.
CREATE TABLE run_settings (
  id INTEGER NOT NULL PRIMARY KEY,
  settings TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO run_settings (id, settings) VALUES (0, '{"env":{},"limits":{}}');

ALTER TABLE run ADD COLUMN settings_id INTEGER NOT NULL DEFAULT 0;
-- The run that called this one.
ALTER TABLE run ADD COLUMN parent_id TEXT;
CREATE INDEX run_open_calls ON run (parent_id, id)
  WHERE parent_id IS NOT NULL AND status IN ('queued', 'running', 'waiting');

-- The signals that runs wait for. Many share a topic: how an event finds those who wait for it.
CREATE TABLE awaited (
  topic TEXT NOT NULL,
  signal TEXT NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (topic, signal, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX awaited_by_run ON awaited (run_id);

-- Events on their way to runs that wait for them: from the event's commit to the run's.
CREATE TABLE delivery (
  run_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  signal TEXT NOT NULL,
  PRIMARY KEY (run_id, event_id)
) STRICT, WITHOUT ROWID;
