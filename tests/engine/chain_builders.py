"""Statements with chains, built without a text: origin, relays and hedges as the tests want them."""

from __future__ import annotations

from dataclasses import replace

from provaudit.engine.pack import RulePack
from provaudit.engine.score import judge
from provaudit.languages import load_language
from provaudit.model.article import Article, Block, BlockKind, Unit, UnitType
from provaudit.model.attribution import Cue, Mode, Stance
from provaudit.model.audit import Analysis, Score
from provaudit.model.chain import Entity, Kind, Link, Naming, Statement
from provaudit.model.span import Span

ENGLISH = load_language("en")
WORDS = "said claimed reportedly allegedly apparently purportedly"
PUBLISHER = Link(Entity("publisher", "The Harbor Ledger", Kind.PUBLISHER, Naming.NAMED))


def link(
    kind: Kind = Kind.PERSON,
    naming: Naming = Naming.NAMED,
    *,
    name: str = "",
    basis: bool = False,
    medium: str | None = None,
    terms: bool = False,
) -> Link:
    """A link whose entity has the name as its id; basis and terms point at some words."""
    name = name or f"{naming.value} {kind.value}"
    words = Span(0, 4)
    return Link(Entity(name, name, kind, naming), words, medium, basis=words if basis else None, terms=words if terms else None)


def cue(word: str, stance: Stance = Stance.NEUTRAL) -> Cue:
    start = WORDS.index(word)
    return Cue(Span(start, start + len(word)), word, stance)


SAID = cue("said")


def statement(*links: Link, cues: tuple[Cue, ...] = (SAID,), hedges: tuple[Cue, ...] = (), **more: object) -> Statement:
    mode = Mode.INDIRECT if links else Mode.NONE
    made = Statement("s0", "u0", (Span(0, 4),), mode, (*links, PUBLISHER), cues if links else (), hedges)
    return replace(made, **more)


def analysis(*statements: Statement, types: tuple[UnitType, ...] = (), paragraphs: tuple[int, ...] = ()) -> Analysis:
    """An analysis with one unit a statement; body units in paragraphs of their own unless told otherwise."""
    count = len(statements)
    kinds = types or (UnitType.BODY,) * count
    blocks = paragraphs or tuple(range(count))
    text = "\n".join([WORDS] * count)
    step = len(WORDS) + 1
    units = tuple(Unit(f"u{i}", Span(i * step, i * step + len(WORDS)), kinds[i], blocks[i]) for i in range(count))
    placed = tuple(_moved(s, i, i * step) for i, s in enumerate(statements))
    article = Article("a", text, tuple(Block(unit.span, BlockKind(unit.type.value)) for unit in units))
    entities = {one.entity.id: one.entity for s in statements for one in s.chain}
    return Analysis(article, units, (), (), tuple(entities.values()), placed)


def _moved(given: Statement, index: int, by: int) -> Statement:
    def shifted(one: Cue) -> Cue:
        return replace(one, span=one.span.shift(by))

    return replace(
        given,
        id=f"s{index}",
        unit=f"u{index}",
        content=tuple(span.shift(by) for span in given.content),
        chain=tuple(replace(one, mention=one.mention.shift(by)) if one.mention else one for one in given.chain),
        cues=tuple(map(shifted, given.cues)),
        hedges=tuple(map(shifted, given.hedges)),
    )


def scored(given: Statement, pack: RulePack) -> Score:
    """The score of one statement alone."""
    (score,) = judge(analysis(given), pack, ENGLISH).scores
    return score
