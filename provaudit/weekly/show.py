"""A week's report as Markdown, HTML, JSON and CSV, all from the same records."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from provaudit.formats import words
from provaudit.formats.pages import accuracy, html, markdown
from provaudit.weekly import attention, plots
from provaudit.weekly.frames import WEEKS
from provaudit.weekly.report import Figures, New, News, Weekly
from provaudit.weekly.wire_v1 import to_dict

SHARES = ("named", "unnamed", "unnamed_with_reason", "relayed", "own_voice")
PLOTS = {
    "grades": "Attributed statements by grade",
    "directness": "Mean directness by week",
    "shares": "Unnamed and relayed by week",
    "relays": "Who takes from whom",
}
BY = {"outlet": "Outlet", "desk": "Desk", "author": "Author"}


def render(
    report: Weekly, form: str, pictures: dict[str, str] | None = None, links: dict[str, str] | None = None, home: str | None = None
) -> str:
    """The report as `md`, `html`, `json` or `csv`.

    `pictures` are the files that Markdown shows, by plot; HTML holds its own. `links` are pages of articles,
    by key, and `home` is the page above, for HTML.
    """
    if form == "json":
        return json.dumps(to_dict(report), ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        return _csv(report)
    fields = _fields(report)
    if form == "md":
        return markdown.environment().get_template("weekly.md.j2").render(fields, pictures=pictures or {})
    fields |= {"plots": _plots(report), "relay_map": plots.relays(report), "links": links or {}}
    page = html.environment().get_template("weekly.html.j2").render(fields)
    return html.opening(f"Sourcing in week {report.week}", home) + page + html.closing()


def files(report: Weekly) -> dict[str, str]:
    """The plots as files of their own: name of the plot -> SVG."""
    made = _plots(report)
    if picture := plots.relays(report):
        made["relays"] = html.environment().get_template("relays.svg.j2").render(picture_of=picture)
    return made


def verdict(report: Weekly) -> str:
    """The week in two or three sentences, what has changed first."""
    now, before = report.figures, report.before
    if not now.articles:
        return f"There is no article of week {report.week}."
    articles = words.count(now.articles, "article")
    if now.directness is None:
        return f"No source is given in any of {words.count(now.statements, 'statement')} in {articles}."
    compared = before if before and before.directness is not None else None
    if compared is None or compared.directness is None:
        first = f"Mean directness is {now.directness:.1f} of 100; there are no audits of the week before to compare with."
    else:
        change = round(now.directness - compared.directness, 1)
        how = f"{'more' if change > 0 else 'less'} direct than" if change else "as direct as"
        by = f", {'up' if change > 0 else 'down'} {abs(change):.1f}" if change else ""
        first = f"Sourcing was {how} in the week before: mean directness {now.directness:.1f} of 100{by}."

    def was(said: str | int) -> str:
        return f" ({said} before)" if compared else ""

    unnamed, relayed = (
        words.percent(now.share(name)) + was(words.percent(compared.share(name)) if compared else "")
        for name in ("unnamed", "relayed")
    )
    number = words.count(now.open, "finding") if now.open else "No finding"
    found = f"{number} {'are' if now.open > 1 else 'is'} open{was(compared.open if compared else 0)}"
    said = f"{words.count(now.attributed, 'attributed statement')} in {articles}{was(compared.articles if compared else 0)}"
    return f"{first} Of {said}, {unnamed} rest on an unnamed origin and {relayed} were relayed. {found}."


def told(news: News) -> str:
    """What is new, in a sentence or two, and what is gone."""
    if not news.findings:
        parts = ["No open finding of this week is new"]
    else:
        where = f"in {words.count(news.articles, 'article')} {'is' if news.findings == 1 else 'are'} new"
        without = {(True, True): "neither the week before nor the baseline file has", (True, False): "the week before has not had"}
        had = without.get((news.week_before is not None, news.baseline is not None), "the baseline file does not have")
        parts = [f"{words.count(news.findings, 'open finding')} {where}: {had} {'it' if news.findings == 1 else 'them'}"]
    if news.known:
        parts.append(f"{news.known} {'was' if news.known == 1 else 'were'} known")
    if news.week_before is not None:
        parts.append(f"{news.gone} of the week before’s {words.count(news.week_before, 'open finding')} are gone")
    if news.baseline is not None:
        of = f"{news.baseline_gone} of the baseline file’s {words.count(news.baseline, 'finding')}"
        parts.append(f"{of} are in no article of the last {WEEKS} weeks")
    return ". ".join(parts) + "."


def _plots(report: Weekly) -> dict[str, str]:
    made = {"grades": plots.grades(report)} if report.figures.attributed else {}
    if len(report.trend) > 1:
        made |= {"directness": plots.directness(report), "shares": plots.shares(report)}
    return made


def _fields(report: Weekly) -> dict[str, Any]:
    return {
        "report": report,
        "verdict": verdict(report),
        "by": BY[report.by],
        "groups": [*report.groups, _all(report)] if len(report.groups) != 1 else list(report.groups),
        "method": attention.METHOD,
        "errors": accuracy.sentence(),
        "told": told(report.news) if report.news else None,
        "new_by_article": _by_article(report.news) if report.news else [],
        "plot_titles": PLOTS,
    }


def _by_article(news: News) -> list[list[New]]:
    """The new findings article by article, in the order in which they come."""
    articles: dict[str, list[New]] = {}
    for row in news.rows:
        articles.setdefault(row.key, []).append(row)
    return list(articles.values())


def _all(report: Weekly) -> dict[str, Any]:
    return {"name": "All", "figures": report.figures}


def _csv(report: Weekly) -> str:
    """One row a group, the sum last."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    counts = list(Figures.__dataclass_fields__)
    writer.writerow(["week", report.by, *counts, *(f"share_{name}" for name in SHARES)])
    for name, figures in [*((group.name, group.figures) for group in report.groups), ("All", report.figures)]:
        shares = [figures.share(share) for share in SHARES]
        cells = [words.cell(name or ""), *(getattr(figures, count) for count in counts)]
        writer.writerow([report.week, *cells, *("" if share is None else f"{share:.4f}" for share in shares)])
    return out.getvalue()
