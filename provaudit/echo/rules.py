"""What is worth telling about stories: YAML in rules/echo judges, by facts that are measured here.

`python -m provaudit.echo.rules` in a checkout writes the schema for editors again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from provaudit import resources
from provaudit.echo.report import Circle, Copy, Drift, Echo, Finding, Story
from provaudit.engine.catalogue import schema
from provaudit.engine.expr import CelType, Environment, Expression, ExpressionError, Value
from provaudit.engine.message import Message, parse
from provaudit.engine.rule import Authority, FactValue
from provaudit.errors import RuleError, UsageError
from provaudit.languages.read import read
from provaudit.model.audit import Level

Subject = Literal["story", "circle", "copy", "drift"]

FACTS: Mapping[str, Mapping[str, CelType]] = {
    "story": {
        "title": CelType.STRING,  # of the article that had it first
        "articles": CelType.INT,  # that tell the central claim
        "publishers": CelType.INT,  # of these
        "origins": CelType.INT,  # independent ones of the central claim
        "unnamed": CelType.INT,  # ... that are not named
        "roots": CelType.STRINGS,  # ... in words
        "repeating": CelType.INT,  # articles that have the claim from another outlet
        "own_voice": CelType.INT,  # articles that give no source for it
        "circular": CelType.BOOL,  # whether it goes round in a circle
    },
    "circle": {"outlets": CelType.STRINGS, "articles": CelType.INT, "claim": CelType.STRING, "central": CelType.BOOL},
    "copy": {
        "publisher": CelType.STRING,
        "original": CelType.STRING,  # who publishes the text that is the same
        "percent": CelType.INT,  # of the article's words
        "credited": CelType.BOOL,
        "known": CelType.BOOL,  # whether it is known whose the text is, because an agency publishes it
    },
    "drift": {
        "how": CelType.STRING,  # evaporates, hardens
        "publisher": CelType.STRING,
        "earlier": CelType.STRING,  # the publisher that has what is lost
        "claim": CelType.STRING,
    },
}


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Examples(_File):
    """Facts that the rule must hit and miss; facts left out are empty."""

    hit: list[dict[str, FactValue]] = Field(min_length=3)
    miss: list[dict[str, FactValue]] = Field(min_length=3)


class EchoRule(_File):
    """One rule about articles together."""

    id: str = Field(pattern=r"^[A-Z]{1,8}[0-9]{2,3}$", description="Family letters and number; never used for another rule.")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="A short name in kebab case.")
    about: Subject = Field(description="What the rule looks at, one at a time; docs/echo.md has the facts of each.")
    level: Annotated[Level, Field(strict=False)] = Field(description="How bad a finding is.")
    when: str = Field(min_length=1, description="A CEL expression over the facts: true where the rule applies.")
    message: str = Field(min_length=1, description="What is said, in one sentence; {fact} is filled in.")
    why: str = Field(min_length=1, description="Why it matters to a reader.")
    fix: str = Field(min_length=1, description="What to do about it.")
    authority: list[Authority] = Field(min_length=1, description="Where the norm comes from.")
    examples: Examples


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule that can be asked."""

    rule: EchoRule
    when: Expression
    message: Message

    def holds(self, facts: Mapping[str, Value]) -> bool:
        """Whether the rule applies to what has these facts."""
        return bool(self.when.evaluate(facts))


@cache
def load_rules(folder: Path | None = None) -> tuple[Compiled, ...]:
    """The rules of rules/echo, or of another folder, by id. Raises RuleError with `file:line:col` for a mistake in them."""
    files = sorted((folder or resources.folder("rules") / "echo").glob("*.yaml"))
    return tuple(sorted((_compiled(path) for path in files), key=lambda one: one.rule.id))


def judge(echo: Echo, rules: tuple[Compiled, ...]) -> tuple[Finding, ...]:
    """What the rules find, worst first, then by story."""
    found = []
    for about, facts, story, articles in _subjects(echo):
        for one in rules:
            if one.rule.about == about and one.holds(facts):
                said = one.message.fill({name: facts[name] for name in one.message.uses})
                found.append(Finding(one.rule.id, one.rule.name, one.rule.level, said, story, articles))
    severity = {level: place for place, level in enumerate(Level)}
    order = {story.id: place for place, story in enumerate(echo.stories)}
    return tuple(sorted(found, key=lambda f: (severity[f.level], order.get(f.story or "", len(order)), f.rule, f.message)))


def _compiled(path: Path) -> Compiled:
    try:
        rule = read(path, EchoRule)
        names = FACTS[rule.about]
        made = Compiled(rule, Environment(names).compile(rule.when, CelType.BOOL), parse(rule.message, names))
    except UsageError as error:
        raise RuleError(error.what, where=error.where, hint=error.hint) from None
    except ExpressionError as error:
        raise RuleError(f"when: {error.what}", where=str(path), hint=error.hint) from None
    except ValueError as error:
        raise RuleError(str(error), where=str(path)) from None
    for wanted, examples in ((True, rule.examples.hit), (False, rule.examples.miss)):
        for example in examples:
            unknown = sorted(set(example) - set(names))
            if unknown or not all(names[name].holds(value) for name, value in example.items()):
                raise RuleError(f"an example has {', '.join(unknown) or 'a value of another type'}", where=str(path))
            if made.holds({name: kind.zero for name, kind in names.items()} | example) is not wanted:
                raise RuleError(f"the example {example} is {'missed' if wanted else 'hit'}", where=str(path))
    return made


def _subjects(echo: Echo) -> Iterator[tuple[str, dict[str, Value], str | None, tuple[str, ...]]]:
    """What rules can be about, with its facts, the story it belongs to, and the articles to look at."""
    stories = {story.id: story for story in echo.stories}
    home = {key: story.id for story in echo.stories for key in story.articles}
    publisher = {article.key: article.publisher for article in echo.articles}
    texts = {claim.id: claim.text for story in echo.stories for claim in story.claims}
    for story in echo.stories:
        yield "story", _story(story, publisher, echo.circles), story.id, story.articles
    for circle in echo.circles:
        yield "circle", _circle(circle, stories[circle.story], texts), circle.story, circle.articles
    for copy in echo.copies:
        yield "copy", _copy(copy, publisher), home.get(copy.article), (copy.article, copy.original)
    for drift in echo.drifts:
        yield "drift", _drift(drift, publisher, texts), drift.story, (drift.later[0], drift.earlier[0])


def _story(story: Story, publisher: Mapping[str, str], circles: tuple[Circle, ...]) -> dict[str, Value]:
    roots = [origin for origin in story.origins if origin.id in story.independent]
    telling = [step for step in story.steps if step.role != "beside it"]
    return {
        "title": story.title,
        "articles": len(telling),
        "publishers": len({publisher[step.article] for step in telling}),
        "origins": len(roots),
        "unnamed": sum(origin.unnamed for origin in roots),
        "roots": [origin.label for origin in roots],
        "repeating": sum(step.role == "repeats" for step in telling),
        "own_voice": sum(step.role == "own voice" for step in telling),
        "circular": any(circle.claim == story.central for circle in circles),
    }


def _circle(circle: Circle, story: Story, texts: Mapping[str, str]) -> dict[str, Value]:
    return {
        "outlets": list(circle.outlets),
        "articles": len(circle.articles),
        "claim": texts[circle.claim],
        "central": circle.claim == story.central,
    }


def _copy(copy: Copy, publisher: Mapping[str, str]) -> dict[str, Value]:
    return {
        "publisher": publisher[copy.article],
        "original": publisher[copy.original],
        "percent": round(100 * copy.share),
        "credited": copy.credited,
        "known": copy.known,
    }


def _drift(drift: Drift, publisher: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, Value]:
    return {
        "how": drift.how,
        "publisher": publisher[drift.later[0]],
        "earlier": publisher[drift.earlier[0]],
        "claim": texts[drift.claim],
    }


def editor_schema() -> str:
    """The JSON Schema of a rule file, as rules/echo-rule.schema.json has it."""
    return schema(EchoRule, "A rule of provaudit about articles together")


if __name__ == "__main__":
    (resources.folder("rules") / "echo-rule.schema.json").write_text(editor_schema(), encoding="utf-8")
