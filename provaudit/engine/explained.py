"""Of which origins an article says why or on what terms they are unnamed, and where: one answer for rules, reports and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from provaudit.engine.facts.mention import definite
from provaudit.languages.codes import DEFAULT
from provaudit.languages.wording import Wording, load_wording
from provaudit.model.audit import Analysis
from provaudit.model.chain import Flag


@dataclass(frozen=True, slots=True)
class Told:
    """An attributed statement: the ids of its unit and origin, the words for the origin, whether its terms stand beside them."""

    unit: str
    origin: str
    mention: str
    terms: bool


class Explained:
    """The origins that are explained. `units` are the ids of all units in reading order, `telling` those of the ones that say why
    or on what terms somebody is unnamed, `wording` the lists of the article's language."""

    def __init__(self, units: Iterable[str], telling: Iterable[str], statements: Iterable[Told], wording: Wording) -> None:
        self._next = dict(pairwise(units))
        self._telling = frozenset(telling)
        self._statements = tuple(statements)
        self._wording = wording

    @classmethod
    def of(cls, analysis: Analysis) -> Explained:
        """That of an article."""
        text = analysis.article.text
        origins = [(s.unit, s.origin) for s in analysis.statements if s.attributed]
        return cls(
            [unit.id for unit in analysis.units],
            [s.unit for s in analysis.statements if Flag.ANONYMITY_REASON in s.flags],
            [Told(u, o.entity.id, o.mention.of(text) if o.mention else "", o.terms is not None) for u, o in origins],
            load_wording(analysis.article.meta.language or DEFAULT),
        )

    def units(self, unit: str, origin: str) -> tuple[str, ...]:
        """Of a statement's unit and the next one, those that say why or on what terms somebody is unnamed who may be its origin;
        not the next one where it brings in a source of its own: "A customs officer, speaking on condition of anonymity"."""
        following = self._next.get(unit)
        found = (unit,) if unit in self._telling else ()
        if following is None or following not in self._telling:
            return found
        owners = self._brought_in.get(following, ())
        return found if owners and origin not in owners else (*found, following)

    @cached_property
    def origins(self) -> frozenset[str]:
        """The entity ids of the origins of which the text says so, somewhere."""
        return frozenset(s.origin for s in self._statements if s.terms or self.units(s.unit, s.origin))

    @cached_property
    def _brought_in(self) -> dict[str, set[str]]:
        """By unit id, the origins that are told with their terms, and not as one that is known: "a customs officer"."""
        found: dict[str, set[str]] = {}
        for s in self._statements:
            if s.terms and " " in s.mention and not definite(s.mention, self._wording):
                found.setdefault(s.unit, set()).add(s.origin)
        return found
