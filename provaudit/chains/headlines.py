"""Who speaks in a headline: "Dam cracks: governor" is said below with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from provaudit.chains.drafts import Draft
from provaudit.model.article import UnitType
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.span import Spans

WORD = re.compile(r"[^\W_]{4,}")
STEM = 5  # letters: "cracks" and "cracked" share them
ALIKE = 0.34  # share of the headline's words that the text below must have
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
        if source.naming is Naming.NAMED or source.kind not in (Kind.PERSON, Kind.ORGANIZATION) or len(said) < 2:
            continue
        for below in body:
            record = below.chain[0].record
            alike = len(said & _terms(text, below.content)) >= ALIKE * len(said)
            if alike and record.kind is source.kind and record.naming is Naming.NAMED:
                draft.chain[0].record = record
                where = below.chain[0].mention
                draft.because.append(Reason("headline", "the text below names who says so", (where,) if where is not None else ()))
                break


def _terms(text: str, content: Spans) -> set[str]:
    """The beginnings of a content's longer words."""
    found: Iterable[str] = (word for span in content for word in WORD.findall(span.of(text).casefold()))
    return {word[:STEM] for word in found}
