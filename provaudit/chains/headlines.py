"""Who speaks in a headline: "Dam cracks: governor" is said below with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from provaudit.chains.drafts import Draft
from provaudit.entities.discourse import Record
from provaudit.model.article import UnitType
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.span import Spans

WORD = re.compile(r"[^\W_]{4,}")
STEM = 5  # letters: "cracks" and "cracked" share them
ALIKE = 0.34  # share of the headline's words that the text below must have
REPORTS = frozenset({Kind.DOCUMENT, Kind.OUTLET})
BELOW = 4  # statements below in which the headline's claim is looked for


def name(drafts: list[Draft], text: str) -> None:
    """Gives the undescribed source of a headline the name that it has where the text first says the same.

    "Regulator: recall was late" above "..., the Consumer Safety Board said". Both have to be of one kind.
    """
    body = [d for d in sorted(drafts, key=lambda d: d.content[0].start) if d.chain and d.unit.type is UnitType.BODY][:BELOW]
    for draft in drafts:
        if draft.unit.type is not UnitType.HEADLINE or len(draft.chain) != 1:
            continue
        source, said = draft.chain[0].record, _terms(text, draft.content)
        reports = source.kind in REPORTS
        if source.naming is Naming.NAMED or (source.plural and reports) or len(said) < 2:
            continue
        for below in body:
            hands = below.chain if reports else below.chain[:1]
            named = next((hold for hold in hands if _may_be(source, hold.record)), None)
            if named is not None and len(said & _terms(text, below.content)) >= ALIKE * len(said):
                draft.chain[0].record = named.record
                where = (named.mention,) if named.mention is not None else ()
                draft.because.append(Reason("headline", "the text below names who says so", where))
                break


def _may_be(source: Record, record: Record) -> bool:
    """Whether what a headline describes may be whom the text names: persons and bodies of their kind, "Report:" what reports."""
    kinds = REPORTS if source.kind in REPORTS else frozenset({source.kind} - {Kind.PEOPLE, Kind.UNSPECIFIED})
    return record.naming is Naming.NAMED and record.kind in kinds


def _terms(text: str, content: Spans) -> set[str]:
    """The beginnings of a content's longer words."""
    found: Iterable[str] = (word for span in content for word in WORD.findall(span.of(text).casefold()))
    return {word[:STEM] for word in found}
