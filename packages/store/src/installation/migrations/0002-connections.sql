-- Settings of outside systems, with credentials. Times are milliseconds since 1970.

CREATE TABLE connection (
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- Grows with each change, also over deletion.
  version INTEGER NOT NULL,
  -- A JSON list of host patterns, and a JSON object.
  hosts TEXT NOT NULL,
  settings TEXT NOT NULL,
  -- A JSON object, sealed as in the table secret; bound to environment, name and version.
  sealed BLOB NOT NULL,
  -- A JSON list: which secret fields are set.
  secret_names TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (environment, name)
) STRICT, WITHOUT ROWID;
