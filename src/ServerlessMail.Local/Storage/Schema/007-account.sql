-- One row: the SES account as it was last read.
CREATE TABLE account (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    state TEXT    NOT NULL -- JSON
) STRICT;
