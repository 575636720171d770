"""The report as Markdown, HTML, JSON, GraphML and JSON-LD, all from the same records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from provaudit.echo.report import Claim, Echo, Link, Step, Story
from provaudit.formats import markdown, words

RELAYS = 25  # pairs of the relay map that a page shows
METHOD = (
    "Statements of different articles are taken for the same claim where they share words, weighed by how rare these are in the "
    "corpus, and numbers; articles with such claims and alike in the rest, at most ten days apart, are one story. The independent "
    "origins of a story are those of the claim that most of its articles tell. Named origins are one wherever they speak; unnamed "
    "people count once for each outlet that spoke to them; “reports” and the publishers’ own voice do not count. Machines err; "
    "how often is in docs/echo.md. Read the articles before judging them."
)
PARTS = {"first": "had it first", "beside it": "tells other things", "prints": "prints another’s text"}


def render(report: Echo, form: str) -> str:
    """The report as `md`."""
    return RENDERERS[form](report)


def verdict(report: Echo) -> str:
    """The corpus in two sentences."""
    counts = report.counts
    head = f"{words.count(counts.articles, 'article')} with {words.count(counts.statements, 'statement')}"
    if not report.stories:
        return f"{head}: no two of them tell the same story."
    several = "story" if len(report.stories) == 1 else "stories"
    rooted = sum(len(story.independent) == 1 for story in report.stories)
    none = sum(not story.independent for story in report.stories)
    said = [f"{len(report.stories)} {several} told by {counts.in_stories} of them", f"{rooted} with one independent origin"]
    said += [f"{none} without any"] if none else []
    return f"{head}: {', '.join(said)}. {words.count(len(report.findings), 'finding')}."


def story_verdict(story: Story) -> str:
    """`14 articles, 1 origin: unnamed U.S. officials via The New York Times.`"""
    telling = sum(step.role != "beside it" for step in story.steps)
    labels = [origin.label for origin in story.origins if origin.id in story.independent]
    number = words.count(len(labels), "independent origin") if len(labels) != 1 else "1 origin"
    return f"{words.count(telling, 'article')}, {number}{': ' + ', '.join(labels) if labels else ''}."


def way(links: Iterable[Link]) -> str:
    """`U.S. officials → The New York Times → Halden Post`, or own voice."""
    names = [words.inert(link.name) for link in links]
    return words.ARROW.join(names) if len(names) > 1 else words.OWN_VOICE


def fields(report: Echo) -> dict[str, Any]:
    """What templates arrange."""
    titles = {article.key: article for article in report.articles}
    return {
        "report": report,
        "verdict": verdict(report),
        "stories": [_story(report, story) for story in report.stories],
        "copies": [
            {
                "title": titles[copy.article].title,
                "publisher": titles[copy.article].publisher,
                "original": titles[copy.original].publisher,
                "share": copy.share,
                "credited": copy.credited,
                "known": copy.known,
            }
            for copy in report.copies
        ],
        "relays": report.relays[:RELAYS],
        "more_relays": max(0, len(report.relays) - RELAYS),
        "method": METHOD,
        "errors": "A shared origin does not mean that a claim is false.",
    }


def _story(report: Echo, story: Story) -> dict[str, Any]:
    central = next(claim for claim in story.claims if claim.id == story.central)
    publishers = {report.article(key).publisher for key in story.articles}
    outside = sorted({o.via for o in story.origins if o.id in story.independent and o.via and o.via not in publishers})
    return {
        "id": story.id,
        "title": story.title,
        "verdict": story_verdict(story),
        "cited_first": f"As cited, from {', '.join(outside)}, of whom no article is in the corpus." if outside else "",
        "claim": central.text,
        "steps": [_step(report, step) for step in story.steps],
        "origins": [
            {
                "label": origin.label,
                "articles": len(origin.articles),
                "statements": origin.statements,
                "central": origin.id in story.independent,
            }
            for origin in story.origins
        ],
        "claims": [_claim(claim, story) for claim in story.claims],
    }


def _step(report: Echo, step: Step) -> dict[str, Any]:
    article = report.article(step.article)
    return {
        "published": article.published,
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "part": PARTS.get(step.role, step.role),
        "way": "; ".join(dict.fromkeys(way(links) for links in step.ways)) or "–",
    }


def _claim(claim: Claim, story: Story) -> dict[str, Any]:
    labels = [origin.label for origin in story.origins if origin.id in claim.origins]
    return {"text": claim.text, "articles": claim.articles, "origins": ", ".join(labels) if labels else "no origin"}


def _markdown(report: Echo) -> str:
    return markdown.environment().get_template("echo.md.j2").render(fields(report))


RENDERERS = {"md": _markdown}
