-- Views for people who browse a store, in Datasette or elsewhere: names instead of keys, shares in percent, chains as text.
CREATE VIEW articles AS
    SELECT coalesce(title, article) AS title, publisher, byline, section, published, week, url, statements, attributed,
           round(100.0 * named / attributed, 1) AS named_percent,
           round(100.0 * (attributed - named) / attributed, 1) AS unnamed_percent,
           round(100.0 * relayed / attributed, 1) AS relayed_percent,
           round(100.0 * own_voice / statements, 1) AS own_voice_percent,
           directness, grade, independent_origins, errors + warnings + notes AS open_findings, suppressed, key AS audit
    FROM audits;

CREATE VIEW attributed_statements AS
    SELECT s.content, s.chain, s.hops, s.origin, s.origin_kind, s.origin_naming, s.reason, s.directness, s.grade, s.confidence,
           s.unit, coalesce(a.title, a.article) AS title, a.publisher, a.published, a.week, s.audit, s.id AS statement
    FROM statements AS s JOIN audits AS a ON a.key = s.audit
    WHERE s.hops > 0;

CREATE VIEW open_findings AS
    SELECT f.level, f.rule, f.message, f.words, s.content, s.chain, coalesce(a.title, a.article) AS title, a.publisher,
           a.published, a.week, f.audit, f.statement, f.fingerprint
    FROM findings AS f JOIN audits AS a ON a.key = f.audit LEFT JOIN statements AS s ON s.audit = f.audit AND s.id = f.statement
    WHERE f.suppressed IS NULL;

CREATE VIEW sources AS
    SELECT l.entity AS source, l.kind, l.naming, count(*) FILTER (WHERE l.position = 0) AS origin_of,
           count(*) FILTER (WHERE l.position > 0) AS relay_of, count(DISTINCT l.audit) AS articles,
           count(DISTINCT a.publisher) AS publishers
    FROM links AS l JOIN audits AS a ON a.key = l.audit
    WHERE l.kind <> 'publisher'
    GROUP BY l.entity, l.kind, l.naming;
