"""A site of reports that opens from a file system: an index, a page an article, a page a week, a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from provaudit.formats import figures, words
from provaudit.formats.audit import html
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.formats.pages import html as pages
from provaudit.model.audit import Audit, Summary
from provaudit.store import rows
from provaudit.store.database import Store
from provaudit.weekly.build import NOBODY, Desk, build
from provaudit.weekly.show import render, verdict
from provaudit.weekly.week import Week

HOME = "../index.html"  # from a page of an article or a week


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as the index shows it."""

    key: str
    page: str
    title: str
    publisher: str | None
    published: str | None
    summary: Summary
    totals: figures.Totals
    findings: int
    verdict: str

    @property
    def day(self) -> str | None:
        """Its date without the time, None where it has none that can be read."""
        return (self.published or "")[:10] if rows.week(self.published) else None


def site(audits: Iterable[tuple[str, Audit]], desk: Desk = NOBODY) -> Iterator[tuple[str, str]]:
    """The files of the site, path and text, for audits and the names that their pages shall have.

    Only what the index shows is kept while the audits pass; the weeks are counted in a store in memory.
    """
    listed: list[Listed] = []
    with Store() as store:
        for name, audit in audits:
            document = to_dict(audit)
            store.put([document])
            one = _listed(audit, rows.key(document), f"articles/{name}.html")
            listed.append(one)
            yield one.page, pages.opening(one.title, HOME) + html.article(audit, "a1") + pages.closing()
        links = {one.key: f"../{one.page}" for one in listed}
        weeks = []
        for name in sorted((week for week in store.weeks() if week), reverse=True):
            report = build(store, Week.parse(name), desk=desk)
            weeks.append({"page": f"weeks/{name}.html", "week": name, "verdict": verdict(report)})
            yield f"weeks/{name}.html", render(report, "html", links=links, home=HOME)
    listed.sort(key=lambda one: (one.day or "", one.publisher or "", one.page), reverse=True)
    fields = {"weeks": weeks, "articles": listed, "dated": [one for one in listed if one.day]}
    environment = pages.environment()
    index = environment.get_template("site.html.j2").render(fields)
    yield "index.html", pages.opening("How these articles are sourced") + index + pages.closing()
    yield "feed.xml", environment.get_template("feed.xml.j2").render(fields)


def _listed(audit: Audit, key: str, page: str) -> Listed:
    article, counted = audit.analysis.article, figures.totals(audit)
    return Listed(
        key=key,
        page=page,
        title=words.heading(article),
        publisher=words.inert(article.meta.publisher) if article.meta.publisher else None,
        published=words.inert(article.meta.published) if article.meta.published else None,
        summary=audit.summary,
        totals=counted,
        findings=sum(counted.findings.values()),
        verdict=words.plain_verdict(audit.summary, counted),
    )
