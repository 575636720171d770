"""Which rules speak: chosen and left out by id, name or family (the letters of an id), and by who is to be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provaudit.engine.expr import nearest
from provaudit.engine.pack import CompiledRule, RulePack
from provaudit.engine.rule import Persona
from provaudit.errors import UsageError

# Whoever is further to the right is told what those before are told, and more.
_ORDER = tuple(Persona)


def chosen(pack: RulePack, select: Sequence[str], ignore: Sequence[str], persona: str) -> frozenset[str]:
    """The ids of the finding rules that speak.

    `select` empty means all; `ignore` wins over `select`; a rule that is selected by its id or name speaks to every persona.
    Raises UsageError for words that no rule of the pack answers to.
    """
    for option, words in (("--select", select), ("--ignore", ignore)):
        for word in words:
            _check(word, option, pack)
    told = _ORDER[: _ORDER.index(Persona(persona)) + 1]
    return frozenset(
        compiled.rule.id
        for compiled in pack.finding
        if (not select or _answers(compiled, select))
        and not _answers(compiled, ignore)
        and (compiled.rule.persona in told or _by_itself(compiled, select))
    )


def _answers(compiled: CompiledRule, words: Sequence[str]) -> bool:
    family = re.match("[A-Z]+", compiled.rule.id)
    return _by_itself(compiled, words) or (family is not None and family[0] in map(str.upper, words))


def _by_itself(compiled: CompiledRule, words: Sequence[str]) -> bool:
    return any(word.upper() == compiled.rule.id or word == compiled.rule.name for word in words)


def _check(word: str, option: str, pack: RulePack) -> None:
    if any(_answers(compiled, [word]) for compiled in pack.finding) or word.upper() in pack.off:
        return
    known = {key: key for compiled in pack.finding for key in (compiled.rule.id, compiled.rule.name)}
    hint = nearest(word.upper(), known) or nearest(word, known) or "an id (A01), a name, or the letters of a family (A)"
    raise UsageError(f"no rule or family {word} in the pack {pack.name}", where=option, hint=hint)
