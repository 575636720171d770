"""The report as Markdown, HTML, JSON, GraphML and JSON-LD, all from the same records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from provaudit.echo import accuracy, graph, prov, wire
from provaudit.echo.report import Article, Claim, Echo, Origin, Step, Story, Way
from provaudit.formats import words
from provaudit.formats.pages import html, markdown
from provaudit.formats.pages.picture import Hand, Picture, draw
from provaudit.model.audit import Level
from provaudit.model.chain import Kind

STORIES, FIRST = 100, 100  # stories and findings that a page shows; all are in the JSON
RELAYS = 25  # pairs of the relay map that a page shows
METHOD = (
    "Articles that share statements, by their words, weighed by how rare these are in the corpus, and by numbers, and that are "
    "alike in the rest, at most ten days apart, are one story. Statements of one story are taken for the same claim where they "
    "are alike and each other’s best match, words near in meaning counted; a statement may hold several claims. The independent "
    "origins of a story are those of the claim that most of its articles tell. Named origins are one wherever they speak; unnamed "
    "people count once for each outlet that spoke to them; “reports” and the publishers’ own voice do not count. Machines err. "
    "Read the articles before judging them."
)
DRAWN = 40  # articles in a picture
ABOUT = {
    Kind.PERSON: "person",
    Kind.PEOPLE: "people",
    Kind.ORGANIZATION: "organization",
    Kind.OUTLET: "as cited",
    Kind.PUBLISHER: "outlet",
    Kind.DOCUMENT: "document",
    Kind.UNSPECIFIED: "nobody in particular",
}
PARTS = {"first": "had it first", "beside it": "tells other things", "prints": "prints another’s text"}


def render(report: Echo, form: str) -> str:
    """The report as `md`, `html`, `json`, `graphml` or `prov`."""
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


def said(way: Way) -> str:
    """`U.S. officials → The New York Times → Halden Post`, or own voice."""
    names = [words.inert(link.name) for link in way.hands]
    return words.ARROW.join(names) if len(names) > 1 else words.OWN_VOICE


def picture(story: Story, articles: Mapping[str, Article]) -> Picture | None:
    """Origins on the left, the articles that tell the central claim on the right, as far as they give a source. An outlet that
    others cite and its own article are two boxes, so that a circle is seen as lines that cross."""
    of = {origin.id: origin for origin in story.origins}
    central = [of[id] for id in story.independent]
    ways: list[tuple[Hand, ...]] = []
    for step in [step for step in story.steps if step.ways][:DRAWN]:
        article = articles[step.article]
        last = Hand(f"a:{article.key}", article.publisher, when(article.published) or "no date", "named")
        for way in step.ways:
            origin = of.get(way.origin or "")
            hands = [Hand(f"l:{link.kind}:{link.name}", link.name, ABOUT[link.kind], link.naming) for link in way.hands[:-1]]
            behind = [one for one in central if one.via == way.hands[0].name and len(way.hands) > 1]
            if origin:
                ways.append((_hand(origin), *hands[1:], last))
            elif behind:
                ways += [(_hand(one), *hands, last) for one in behind]
            else:
                ways.append((*hands, last))
    return draw(ways)


def _hand(origin: Origin) -> Hand:
    return Hand(f"o:{origin.id}", origin.label, ABOUT[origin.kind], origin.naming)


def when(published: str | None) -> str:
    """A date, or date and time, for people: `2026-10-12 14:05`."""
    return (published or "").replace("T", " ")


def fields(report: Echo) -> dict[str, Any]:
    """What templates arrange."""
    articles = {article.key: article for article in report.articles}
    stories = report.stories[:STORIES]
    top = [finding for finding in report.findings if finding.level is Level.ERROR or finding.story is None]
    return {
        "report": report,
        "verdict": verdict(report),
        "top": top[:FIRST],
        "more_top": max(0, len(top) - FIRST),
        "shown": {story.id for story in stories},
        "more_stories": len(report.stories) - len(stories),
        "stories": [_story(report, story, articles) for story in stories],
        "copies": [
            {
                "title": articles[copy.article].title,
                "publisher": articles[copy.article].publisher,
                "original": articles[copy.original].publisher,
                "share": copy.share,
                "credited": copy.credited,
                "known": copy.known,
            }
            for copy in report.copies
        ],
        "relays": report.relays[:RELAYS],
        "more_relays": max(0, len(report.relays) - RELAYS),
        "method": METHOD,
        "errors": f"{accuracy.sentence()} That many outlets share an origin does not make a claim false.",
    }


def _story(report: Echo, story: Story, articles: Mapping[str, Article]) -> dict[str, Any]:
    central = next(claim for claim in story.claims if claim.id == story.central)
    publishers = {articles[key].publisher for key in story.articles}
    outside = sorted({o.via for o in story.origins if o.id in story.independent and o.via and o.via not in publishers})
    return {
        "id": story.id,
        "title": story.title,
        "verdict": story_verdict(story),
        "cited_first": f"As cited, from {', '.join(outside)}, of whom no article is in the corpus." if outside else "",
        "claim": central.text,
        "findings": [finding for finding in report.findings if finding.story == story.id],
        "steps": [_step(step, articles[step.article]) for step in story.steps],
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
        "picture": picture(story, articles),
        "more": max(0, sum(len(step.ways) > 0 for step in story.steps) - DRAWN),
    }


def _step(step: Step, article: Article) -> dict[str, Any]:
    return {
        "published": when(article.published),
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "part": PARTS.get(step.role, step.role),
        "way": "; ".join(dict.fromkeys(map(said, step.ways))) or "–",
    }


def _claim(claim: Claim, story: Story) -> dict[str, Any]:
    labels = [origin.label for origin in story.origins if origin.id in claim.origins]
    return {"text": claim.text, "articles": claim.articles, "origins": ", ".join(labels) if labels else "no origin"}


def _markdown(report: Echo) -> str:
    return markdown.environment().get_template("echo.md.j2").render(fields(report))


def _html(report: Echo) -> str:
    page = html.environment().get_template("echo.html.j2").render(fields(report))
    return html.opening("Echo: who has it from whom") + page + html.closing()


RENDERERS: dict[str, Callable[[Echo], str]] = {
    "md": _markdown,
    "html": _html,
    "json": wire.to_json,
    "graphml": lambda report: "".join(graph.graphml(report)),
    "prov": lambda report: "".join(prov.prov(report)),
}
