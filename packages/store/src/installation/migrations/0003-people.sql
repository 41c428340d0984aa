-- People, their sessions, what they may do and what was done. Times are milliseconds since 1970.

CREATE TABLE user (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  -- In lower case.
  email TEXT NOT NULL UNIQUE,
  email_verified INTEGER NOT NULL,
  image TEXT,
  -- What he wants to see; null for what his browser says.
  language TEXT,
  theme TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How a user proves who he is: `credential` is his password.
CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  access_token TEXT,
  refresh_token TEXT,
  id_token TEXT,
  access_token_expires_at INTEGER,
  refresh_token_expires_at INTEGER,
  scope TEXT,
  -- scrypt, with its salt.
  password TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_of_user ON account (user_id);

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  -- Of no use alone: the cookie carries it with a signature, whose key is sealed.
  token TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE verification (
  id TEXT NOT NULL PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member_role (
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  -- `*` stands for all that the user has no other role in.
  environment TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, environment)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  -- A JSON object: roles by environment.
  roles TEXT NOT NULL,
  -- Of the secret in its link.
  hash TEXT NOT NULL UNIQUE,
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entry (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  environment TEXT,
  operation TEXT NOT NULL,
  outcome TEXT NOT NULL,
  object_id TEXT,
  summary TEXT NOT NULL,
  address TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_of_actor ON audit_entry (actor_id, id);
CREATE INDEX audit_of_operation ON audit_entry (operation, id);
