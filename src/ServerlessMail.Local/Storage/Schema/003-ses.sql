-- The SES simulator's account: what it took, whom it lets send, and what it counted.

-- A mail as the simulator took it. The summary columns come first, so that a list never reads the sources behind them.
CREATE TABLE ses_mail (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    ses_id            TEXT    NOT NULL UNIQUE,
    sent_at           INTEGER NOT NULL, -- milliseconds since 1970, UTC
    seen              INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)), -- opened in the inbox
    mail_from         TEXT    NOT NULL, -- the From header, for people
    mail_to           TEXT    NOT NULL, -- the To header, for people: a JSON array
    subject           TEXT    NOT NULL,
    snippet           TEXT    NOT NULL, -- how the text begins
    attachments       INTEGER NOT NULL,
    recipients        TEXT    NOT NULL, -- the envelope, a JSON array: Bcc is only here
    tags              TEXT    NOT NULL, -- a JSON object of strings
    configuration_set TEXT,
    source            BLOB    NOT NULL  -- the whole mail, RFC 5322
) STRICT;

-- What counts against the quota of 24 hours; clearing the inbox does not give quota back.
CREATE TABLE ses_usage (
    sent_at    INTEGER NOT NULL,
    recipients INTEGER NOT NULL
) STRICT;
CREATE INDEX ses_usage_sent_at ON ses_usage (sent_at);

CREATE TABLE ses_identity (
    identity   TEXT    PRIMARY KEY, -- an address or a domain, in lower case
    status     TEXT    NOT NULL CHECK (status IN ('PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED')),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row. verify: what becomes of a new identity, as the last `serve` said; other processes read it here.
CREATE TABLE ses_account (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    verify  TEXT    NOT NULL CHECK (verify IN ('auto', 'manual')),
    sending INTEGER NOT NULL CHECK (sending IN (0, 1)) -- 0: the account's owner has switched sending off
) STRICT;
INSERT INTO ses_account (id, verify, sending) VALUES (1, 'auto', 1);
