-- What a newsroom asks about, one row an audit, statement, link and finding; and the audit whole, compressed.
-- An audit's key is made of the article's address or of publisher, date and id: auditing an article again replaces it.
CREATE TABLE audits (
    key TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    publisher TEXT,
    title TEXT,
    byline TEXT,
    section TEXT,
    published TEXT,
    week TEXT,              -- ISO week of `published`, as 2026-W47; null where there is no date
    url TEXT,
    statements INTEGER NOT NULL,
    attributed INTEGER NOT NULL,
    own_voice INTEGER NOT NULL,
    named INTEGER NOT NULL, -- attributed statements whose origin is named; the rest is unnamed
    unnamed_with_reason INTEGER NOT NULL,
    relayed INTEGER NOT NULL,
    directness REAL,        -- of the article: headline and lead count once more
    directness_sum INTEGER NOT NULL, -- over attributed statements, each once
    grade TEXT,
    independent_origins INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    suppressed INTEGER NOT NULL,
    provaudit TEXT NOT NULL,
    pack TEXT NOT NULL,
    pack_hash TEXT NOT NULL,
    models TEXT NOT NULL,
    input_sha256 TEXT NOT NULL
);
CREATE INDEX audits_by_week ON audits (week, publisher);

CREATE TABLE statements (
    audit TEXT NOT NULL REFERENCES audits (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    unit TEXT NOT NULL,     -- headline, body, caption
    content TEXT NOT NULL,
    mode TEXT NOT NULL,
    chain TEXT NOT NULL,    -- origin → ... → publisher
    hops INTEGER NOT NULL,
    origin TEXT NOT NULL,
    origin_kind TEXT NOT NULL,
    origin_naming TEXT NOT NULL,
    reason TEXT,            -- why or on what terms the origin is unnamed, in the article's words
    directness INTEGER,     -- null in the publisher's own voice
    grade TEXT,
    confidence REAL NOT NULL,
    PRIMARY KEY (audit, id)
) WITHOUT ROWID;

CREATE TABLE links (
    audit TEXT NOT NULL,
    statement TEXT NOT NULL,
    position INTEGER NOT NULL, -- 0 is the origin
    entity TEXT NOT NULL,
    kind TEXT NOT NULL,
    naming TEXT NOT NULL,
    medium TEXT,
    PRIMARY KEY (audit, statement, position),
    FOREIGN KEY (audit, statement) REFERENCES statements (audit, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE findings (
    audit TEXT NOT NULL REFERENCES audits (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    rule TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    words TEXT NOT NULL,
    statement TEXT,
    fingerprint TEXT NOT NULL,
    suppressed TEXT,        -- the reason given; null where the finding stands
    PRIMARY KEY (audit, number)
) WITHOUT ROWID;

CREATE TABLE documents (
    audit TEXT PRIMARY KEY REFERENCES audits (key) ON DELETE CASCADE,
    body BLOB NOT NULL      -- provaudit-audit/1 as JSON, compressed by zlib
) WITHOUT ROWID;
