-- All queues in one table: a lane's, the feedback's, and beside each the one of its dead letters.
CREATE TABLE queue (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    channel     TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    waits_since INTEGER NOT NULL,           -- when it first could be received
    visible_at  INTEGER NOT NULL,           -- hidden until then: by a delay, or by whoever received it
    receives    INTEGER NOT NULL DEFAULT 0,
    receipt     TEXT                        -- of the last delivery
) STRICT;
CREATE INDEX queue_visible_at ON queue (channel, visible_at);
