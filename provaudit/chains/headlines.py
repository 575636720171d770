"""Who speaks in a headline: "Dam cracks: governor" is said below with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from provaudit.chains.drafts import Draft
from provaudit.languages.base import Language
from provaudit.model.article import UnitType
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.span import Spans

WORD = re.compile(r"[^\W_]{4,}")
STEM = 5  # letters: "cracks" and "cracked" share them
ALIKE = 0.34  # share of the headline's words that the text below must have
VAGUE = frozenset({Kind.PEOPLE, Kind.UNSPECIFIED})
BELOW = 4  # statements below in which the headline's claim is looked for


def name(drafts: list[Draft], text: str, language: Language) -> None:
    """Gives the undescribed source of a headline the name that it has where the text first says the same.

    "Regulator: recall was late" above "..., the Consumer Safety Board said". Both have to be of one kind; "Report:" may be an
    outlet.
    """
    body = [d for d in sorted(drafts, key=lambda d: d.content[0].start) if d.chain and d.unit.type is UnitType.BODY][:BELOW]
    for draft in drafts:
        if draft.unit.type is not UnitType.HEADLINE or len(draft.chain) != 1:
            continue
        source, said = draft.chain[0].record, _terms(text, draft.content)
        reports = source.kind is Kind.OUTLET or (source.kind is Kind.DOCUMENT and source.noun in language.outlet_pieces)
        if source.naming is Naming.NAMED or source.kind in VAGUE or (source.plural and reports) or len(said) < 2:
            continue
        for below in body:
            hands = below.chain if reports else below.chain[:1]
            kinds = (Kind.OUTLET, Kind.DOCUMENT) if reports else (source.kind,)
            named = next((h for h in hands if h.record.kind in kinds and h.record.naming is Naming.NAMED), None)
            if named is not None and len(said & _terms(text, below.content)) >= ALIKE * len(said):
                draft.chain[0].record = named.record
                where = (named.mention,) if named.mention is not None else ()
                draft.because.append(Reason("headline", "the text below names who says so", where))
                break


def _terms(text: str, content: Spans) -> set[str]:
    """The beginnings of a content's longer words."""
    found: Iterable[str] = (word for span in content for word in WORD.findall(span.of(text).casefold()))
    return {word[:STEM] for word in found}
