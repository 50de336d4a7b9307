-- The SES account as the sweeper last read it: what ACCOUNT is in DynamoDB. One row, none until it was read.
CREATE TABLE account (
    id                 INTEGER PRIMARY KEY CHECK (id = 1),
    max_send_rate      REAL    NOT NULL,
    max_24_hour_send   INTEGER,          -- NULL: no limit
    sent_last_24_hours INTEGER NOT NULL,
    sandbox            INTEGER NOT NULL CHECK (sandbox IN (0, 1)),
    enforcement        TEXT    NOT NULL,
    sending_enabled    INTEGER NOT NULL CHECK (sending_enabled IN (0, 1)),
    read_at            INTEGER NOT NULL, -- milliseconds since 1970, UTC
    verified           TEXT    NOT NULL, -- addresses and domains, one a line; filled in the sandbox only
    verified_all       INTEGER NOT NULL CHECK (verified_all IN (0, 1))
) STRICT;
