"""The examples in rule files as tests: does a rule hit and miss what its author says, with the words and the points given?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from provaudit.engine.facts.registry import FACTS
from provaudit.engine.facts.subjects import ArticleSubject, Scope, Subject, subjects
from provaudit.engine.findings import find
from provaudit.engine.pack import CompiledRule, RulePack
from provaudit.engine.rule import Example
from provaudit.engine.score import score
from provaudit.languages import Language
from provaudit.model.article import Article, Block, BlockKind, Unit, UnitType
from provaudit.model.attribution import Cue, Mode
from provaudit.model.audit import Analysis
from provaudit.model.chain import Entity, Kind, Link, Naming, Statement
from provaudit.model.span import Span

Analyse = Callable[[str, str | None], Analysis]
"""From a passage and its publisher to the analysis: the whole pipeline before the rules."""


def problems(compiled: CompiledRule, pack: RulePack, language: Language, analyse: Analyse | None = None) -> Iterator[str]:
    """What the rule does otherwise than its examples say, one sentence each; nothing where all is well.

    Passages are tried only where `analyse` is given, which reads them in `language`. The pack is that of the rule, and says how
    findings are told apart.
    """
    for hit, examples in ((True, compiled.rule.examples.hit), (False, compiled.rule.examples.miss)):
        for index, example in enumerate(examples, 1):
            name = f"{compiled.rule.id} {'hit' if hit else 'miss'} {index}"
            if example.facts is not None:
                subject = supposed(compiled.rule.scope, example, language)
                outcomes = [_outcome(compiled, subject)] if compiled.hits(subject) else []
            elif analyse is not None:
                outcomes = _outcomes(compiled, pack, ArticleSubject(analyse(example.text or "", example.publisher), language))
            else:
                continue
            yield from (f"{name}: {problem}" for problem in _compared(example, hit, outcomes))


def supposed(scope: Scope, example: Example, language: Language) -> Subject:
    """A plain statement by a named person, in which the facts of the example hold instead of its own."""
    subject = next(iter(subjects(ArticleSubject(_plain(), language), scope)))
    for name, value in (example.facts or {}).items():
        subject.at(FACTS[name].scope).suppose(name, value)
    return subject


Outcome = tuple[int | None, str, str | None]
"""Points, message, and the words pointed at, of one hit."""


def _outcome(compiled: CompiledRule, subject: Subject) -> Outcome:
    points = compiled.points_for(subject) if compiled.scores else None
    return points, compiled.message_for(subject), None


def _outcomes(compiled: CompiledRule, pack: RulePack, article: ArticleSubject) -> list[Outcome]:
    if compiled.scores:
        scores = [score(subject, pack) for subject in article.attributed]
        return [(term.points, term.reason, None) for one in scores for term in one.terms if term.rule == compiled.rule.id]
    found = [finding for finding in find(article, pack) if finding.rule == compiled.rule.id]
    return [(None, finding.message, finding.span.of(article.text)) for finding in found]


def _compared(example: Example, hit: bool, outcomes: list[Outcome]) -> Iterator[str]:
    if not hit:
        yield from (f"must not hit, but says: {message}" for _, message, _ in outcomes)
        return
    if not outcomes:
        yield "must hit, but does not"
        return
    points, messages, marks = ([outcome[part] for outcome in outcomes] for part in range(3))
    if example.points is not None and example.points not in points:
        yield f"gives {points[0]} points, expected are {example.points}"
    if example.says is not None and example.says not in messages:
        yield f"says {messages[0]!r}, expected is {example.says!r}"
    if example.marks is not None and example.text is not None and example.marks != marks:
        yield f"points at {marks}, expected is {example.marks}"


def _plain() -> Analysis:
    """ "The bridge is safe", Lena Ostrow said: what facts are taken from where an example does not give them."""
    text = "The bridge is safe, Lena Ostrow said."
    whole, content, speaker, said = Span(0, 37), Span(0, 18), Span(20, 31), Span(32, 36)
    cue = Cue(said, "say")
    origin = Entity("e1", "Lena Ostrow", Kind.PERSON, Naming.NAMED, mentions=(speaker,))
    publisher = Entity("e0", "publisher", Kind.PUBLISHER, Naming.NAMED)
    statement = Statement("s1", "u1", (content,), Mode.INDIRECT, (Link(origin, speaker, cue=cue), Link(publisher)), (cue,))
    return Analysis(
        article=Article("example", text, (Block(whole, BlockKind.BODY),)),
        units=(Unit("u1", whole, UnitType.BODY, 0),),
        quotations=(),
        attributions=(),
        entities=(origin, publisher),
        statements=(statement,),
    )
