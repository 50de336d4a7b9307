-- What a client posted last, by its keyed digest: whoever posts the same within a minute gets the first id.
CREATE TABLE client_post (
    key        TEXT    NOT NULL,
    digest     TEXT    NOT NULL,
    id         TEXT    NOT NULL, -- that of the first
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (key, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_post_expires_at ON client_post (expires_at);
