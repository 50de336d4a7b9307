-- What the simulated account may do, who watches it, and how much of its rate and its day is left.

ALTER TABLE ses_account ADD COLUMN sandbox INTEGER NOT NULL DEFAULT 0 CHECK (sandbox IN (0, 1));
ALTER TABLE ses_account ADD COLUMN max_send_rate REAL NOT NULL DEFAULT 14 CHECK (max_send_rate > 0);             -- recipients a second
ALTER TABLE ses_account ADD COLUMN max_24_hour_send INTEGER NOT NULL DEFAULT 50000 CHECK (max_24_hour_send >= -1); -- recipients; -1: as many as it likes
ALTER TABLE ses_account ADD COLUMN enforcement TEXT NOT NULL DEFAULT 'HEALTHY' CHECK (enforcement IN ('HEALTHY', 'PROBATION', 'SHUTDOWN'));

-- The rate's token bucket: what it held, and when, in ticks of 100 ns since 1970: a
-- coarser clock would round a drop into an empty bucket. One that was last looked at in 1970 is full.
ALTER TABLE ses_account ADD COLUMN rate_tokens REAL NOT NULL DEFAULT 0;
ALTER TABLE ses_account ADD COLUMN rate_at INTEGER NOT NULL DEFAULT 0;

-- The sum over ses_usage, kept beside it: at 500 recipients a second nobody can add up a day for each send.
ALTER TABLE ses_account ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
UPDATE ses_account SET used = (SELECT coalesce(sum(recipients), 0) FROM ses_usage);

-- The inbox asks several times a second how many mails there are and how many are new: it should not have to walk through the mails.
CREATE INDEX ses_mail_seen ON ses_mail (seen);
