-- What `provaudit batch` has to know to go on where it was stopped: from what each audit was made, and what failed.
CREATE TABLE fingerprints (
    audit TEXT PRIMARY KEY REFERENCES audits (key) ON DELETE CASCADE, -- whoever replaces the audit otherwise takes this away
    fingerprint TEXT NOT NULL   -- of the article as it was read, the versions and the settings
) WITHOUT ROWID;

CREATE TABLE errors (
    source TEXT NOT NULL,       -- the input
    place TEXT NOT NULL,        -- where in it: an article's id, or file and line of what could not be read
    what TEXT NOT NULL,
    hint TEXT,
    key TEXT,                   -- of the article, null where none could be read
    fingerprint TEXT,           -- as above: while it is the same, nothing is tried again
    PRIMARY KEY (source, place)
) WITHOUT ROWID;
