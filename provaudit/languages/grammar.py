"""The closed-class words and special lemmas of a language, from its grammar.yaml, under what they do for an attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from provaudit.languages.fields import LowerWords, Strict
from provaudit.languages.read import read


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists in lower case, of forms unless said otherwise; grammar.yaml has an example for each."""

    # the verb group
    negations: frozenset[str]
    future_auxiliaries: frozenset[str]  # lemmas of modals that still report
    suppositions: frozenset[str]  # modals of what is only supposed
    unsaid: frozenset[str]  # what leaves a verb of saying unsaid, negations and suppositions among it
    aspectual_verbs: frozenset[str]  # lemmas of verbs whose infinitive is done: go on, continue
    realising_marks: frozenset[str]  # marks and prepositions before a gerund of what is done
    # possessors
    possessives: frozenset[str]  # the clitics
    author_prepositions: frozenset[str]  # prepositions between a noun of saying and whose it is
    # cues; lemmas
    saying_verbs: frozenset[str]
    quoting_verbs: frozenset[str]  # verbs whose object is the source
    saying_participles: frozenset[str]  # forms of the participle behind them: as “saying”
    hearing_verbs: frozenset[str]  # verbs of courts, which hear what others say
    addressing_verbs: frozenset[str]  # verbs whose object may be who is told
    according_phrases: frozenset[str]  # phrases whose source is no other cue's
    # passives without a source; lemmas
    rumour_verbs: frozenset[str]  # with an infinitive
    fear_verbs: frozenset[str]  # with a state, verbs of rumour among them
    forecast_verbs: frozenset[str]  # with a noun alone
    # contents
    demonstratives: frozenset[str]
    clausal_pronouns: frozenset[str]  # stand for a clause, the demonstratives among them
    interrogatives: frozenset[str]
    empty_objects: frozenset[str]  # said, they are nobody's claim
    judging_prepositions: frozenset[str]  # prepositions before what somebody is judged to be or do
    approximations: frozenset[str]  # before “to” and an amount
    informed_adjectives: frozenset[str]  # adjectives of those who know
    # reports without a source
    it_is_said: re.Pattern[str]  # groups cue, verb, between
    it_is_said_aside: re.Pattern[str]  # groups cue, verb


def load_grammar(path: Path) -> Grammar:
    """The lists of the file `path`. Raises UsageError (`where` is `file:line:col`) where it has a mistake."""
    file = read(path, GrammarFile)
    lists: dict[str, Any] = {name: frozenset(value) if isinstance(value, tuple) else value for name, value in file}
    lists["unsaid"] |= lists["negations"] | lists["suppositions"]
    lists["fear_verbs"] |= lists["rumour_verbs"]
    lists["clausal_pronouns"] |= lists["demonstratives"]
    return Grammar(**lists)


def _construction(*groups: str) -> BeforeValidator:
    """Compiles an expression, in any letter case, that has these groups."""

    def compiled(pattern: object) -> re.Pattern[str]:
        try:
            expression = re.compile(str(pattern), re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"“{pattern}” is no regular expression: {error}") from error
        if missing := [group for group in groups if group not in expression.groupindex]:
            raise ValueError(f"“{pattern}” has no group “{missing[0]}”")
        return expression

    return BeforeValidator(compiled)


class GrammarFile(Strict):
    """grammar.yaml."""

    negations: LowerWords
    future_auxiliaries: LowerWords
    suppositions: LowerWords
    unsaid: LowerWords  # beside negations and suppositions
    aspectual_verbs: LowerWords
    realising_marks: LowerWords
    possessives: LowerWords
    author_prepositions: LowerWords
    saying_verbs: LowerWords
    quoting_verbs: LowerWords
    saying_participles: LowerWords
    hearing_verbs: LowerWords
    addressing_verbs: LowerWords
    according_phrases: LowerWords
    rumour_verbs: LowerWords
    fear_verbs: LowerWords  # beside the verbs of rumour
    forecast_verbs: LowerWords
    demonstratives: LowerWords
    clausal_pronouns: LowerWords  # beside the demonstratives
    interrogatives: LowerWords
    empty_objects: LowerWords
    judging_prepositions: LowerWords
    approximations: LowerWords
    informed_adjectives: LowerWords
    it_is_said: Annotated[re.Pattern[str], _construction("cue", "verb", "between")]
    it_is_said_aside: Annotated[re.Pattern[str], _construction("cue", "verb")]
