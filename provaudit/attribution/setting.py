"""What the steps that mend candidates may ask of their article."""

from __future__ import annotations

from dataclasses import dataclass

from provaudit.languages.base import Language
from provaudit.model.parse import Parse
from provaudit.model.span import Spans
from provaudit.quotes.index import QuotedText


@dataclass(frozen=True, slots=True)
class Setting:
    """The parse and the text of an article, what stands in quotation marks there, its language, the places that its datelines name,
    and the cues that are adverbs: "allegedly"."""

    parse: Parse
    text: str
    quoted: QuotedText
    language: Language
    datelines: Spans
    adverbs: frozenset[Spans]
