-- The table's shapes (docs/architecture.md) in SQLite. Moments are milliseconds since 1970, UTC.

CREATE TABLE message (
    id   TEXT    PRIMARY KEY, -- a ULID: its order is that of time
    seq  INTEGER NOT NULL,    -- every save is conditional on it
    due  TEXT,                -- the work index's key; NULL once nothing is left to do
    head TEXT    NOT NULL     -- the whole head with its trail, JSON
) STRICT;
CREATE INDEX message_due ON message (due) WHERE due IS NOT NULL;

-- What a message says; forgotten when its retention is over, while the head stays.
CREATE TABLE draft (
    id         TEXT    PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    body       TEXT    NOT NULL -- JSON
) STRICT;
CREATE INDEX draft_expires_at ON draft (expires_at);

-- One row. `paused` takes anything, so that what is neither 0 nor 1 is found and told instead of guessed at.
CREATE TABLE control (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    paused     ANY     NOT NULL,
    reason     TEXT,
    changed_by TEXT,
    changed_at INTEGER,
    granted    INTEGER NOT NULL DEFAULT 0 -- recipients granted so far: what makes a grant a write
) STRICT;

CREATE TABLE sender (
    identity TEXT    PRIMARY KEY, -- an address or a domain
    status   TEXT    NOT NULL,
    added_at INTEGER NOT NULL,
    added_by TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form (
    name       TEXT    PRIMARY KEY,
    version    INTEGER NOT NULL,
    definition TEXT    NOT NULL -- JSON
) STRICT;

CREATE TABLE secret (
    purpose TEXT PRIMARY KEY,
    key     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE usage_limit (
    key        TEXT    NOT NULL,
    span       TEXT    NOT NULL, -- the window's name
    count      INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (key, span)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_limit_expires_at ON usage_limit (expires_at);

CREATE TABLE refusal (
    scope   TEXT    NOT NULL,
    hour    INTEGER NOT NULL,
    reason  TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    samples TEXT    NOT NULL, -- digests, a JSON array
    PRIMARY KEY (scope, hour, reason)
) STRICT, WITHOUT ROWID;
