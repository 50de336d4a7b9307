-- The operators' trail: every act once in its place, and the last one in a place of its own, so that a trail whose end was cut off is found.
CREATE TABLE operator_act (
    seq   INTEGER PRIMARY KEY,
    month TEXT    NOT NULL, -- 2026-11
    act   TEXT    NOT NULL  -- JSON
) STRICT;
CREATE INDEX operator_act_month ON operator_act (month);

CREATE TABLE operator_last (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    act TEXT    NOT NULL -- JSON
) STRICT;
