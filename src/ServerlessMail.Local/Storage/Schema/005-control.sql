-- What a grant is taken from: limits, rate and the rolling day. Each column takes anything that SQLite lets a person type, so that what cannot
-- be used is found and told by its name instead of guessed at.
ALTER TABLE control ADD COLUMN stops TEXT NOT NULL DEFAULT '';         -- scopes that are stopped, one a line
ALTER TABLE control ADD COLUMN draining TEXT NOT NULL DEFAULT '';      -- scopes whose held mail is on its way out, one a line
ALTER TABLE control ADD COLUMN full_lanes TEXT NOT NULL DEFAULT '';    -- lanes with more waiting than soon can leave, one a line
ALTER TABLE control ADD COLUMN rate ANY NOT NULL DEFAULT 1;            -- recipients a second
ALTER TABLE control ADD COLUMN quota ANY DEFAULT 200;                  -- recipients in 24 hours; NULL for no limit
ALTER TABLE control ADD COLUMN bulk_share ANY NOT NULL DEFAULT 0.5;    -- of rate and quota
ALTER TABLE control ADD COLUMN limits_version ANY NOT NULL DEFAULT 0;
ALTER TABLE control ADD COLUMN pace_all ANY NOT NULL DEFAULT 0;        -- microseconds since 1970: when the next recipient may go
ALTER TABLE control ADD COLUMN pace_normal ANY NOT NULL DEFAULT 0;
ALTER TABLE control ADD COLUMN pace_bulk ANY NOT NULL DEFAULT 0;
ALTER TABLE control ADD COLUMN hour ANY NOT NULL DEFAULT 0;            -- hours since 1970: the current one of the day's 25
ALTER TABLE control ADD COLUMN day_all TEXT NOT NULL DEFAULT '';       -- 25 counts, or nothing
ALTER TABLE control ADD COLUMN day_normal TEXT NOT NULL DEFAULT '';
ALTER TABLE control ADD COLUMN day_bulk TEXT NOT NULL DEFAULT '';
ALTER TABLE control ADD COLUMN day_closed_until ANY;                   -- milliseconds since 1970

CREATE TABLE lease (
    name     TEXT    PRIMARY KEY,
    holder   TEXT    NOT NULL,
    until_at INTEGER NOT NULL -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
