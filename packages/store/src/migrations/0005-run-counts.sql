-- How many runs have ended, by the hour of their end (hours since 1970): kept by the journal's writer in
-- the transaction in which a run ends. Figures of a month are read off some thousand rows, whatever
-- the number of runs; they stay when retention deletes the runs.
CREATE TABLE run_count (
  hour INTEGER NOT NULL,
  workflow_id TEXT NOT NULL,
  status TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, workflow_id, status)
) STRICT, WITHOUT ROWID;

INSERT INTO run_count (hour, workflow_id, status, count)
  SELECT ended_at / 3600000, workflow_id, status, count(*) FROM run
  WHERE ended_at IS NOT NULL GROUP BY 1, 2, 3;
