"""The closed-class words and special lemmas of a language, from its grammar.yaml, under what they do in a sentence."""

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
    compelling_verbs: frozenset[str]  # lemmas of verbs whose object does what their infinitive says: force
    aspectual_verbs: frozenset[str]  # lemmas of verbs whose infinitive is done: go on, continue
    absolute_marks: frozenset[str]  # before a gerund that has a subject of its own
    realising_marks: frozenset[str]  # marks and prepositions before a gerund of what is done
    realising_behind_speech: frozenset[str]  # the same where another cue of telling governs the gerund
    # possessors
    possessives: frozenset[str]  # the clitics
    possessive: re.Pattern[str]  # any of them at the end of a word
    spreading_prepositions: frozenset[str]  # between talk and those among whom it is
    author_prepositions: frozenset[str]  # prepositions between a noun of saying and whose it is
    # cues; lemmas
    saying_verbs: frozenset[str]
    unciting: frozenset[str]  # words before a phrase of citing that cites nobody
    quoting_verbs: frozenset[str]  # verbs whose object is the source
    performing_particles: frozenset[str]  # behind a verb of passing on, which does not pass on then
    handling_prepositions: frozenset[str]  # behind what was done with a paper, before who did it or where
    means: frozenset[str]  # by which somebody is told something, and which is nobody
    saying_participles: frozenset[str]  # forms of the participle behind them: as “saying”
    reporting_verbs: frozenset[str]  # tell that an unknown name is an outlet's
    reading_verbs: frozenset[str]  # verbs of papers, whose subject is no body
    writing_verbs: frozenset[str]  # verbs whose author may write for an outlet
    learning_verbs: frozenset[str]  # verbs by which an outlet says what it found
    foreseeing_verbs: frozenset[str]  # verbs by which a body says what will come
    remote_eyes: frozenset[str]  # whose pictures show something: “satellite images”
    documenting_verbs: frozenset[str]  # of what a body counted
    to_come: re.Pattern[str]  # in what a body sees coming
    again_and_again: re.Pattern[str]  # in what it sees happen
    checking_participles: frozenset[str]  # what was done with a picture by somebody who knows what it shows
    continuing_verbs: frozenset[str]  # verbs of somebody who was speaking already
    conversing_verbs: frozenset[str]  # verbs that take whom they hear with a preposition alone
    informing_verbs: frozenset[str]  # verbs whose object is who is told
    question_labels: frozenset[str]  # before what an interviewer asks
    answer_labels: frozenset[str]  # before what is answered
    interviews: frozenset[str]  # nouns and verbs of asking for an outlet
    hearing_verbs: frozenset[str]  # verbs of courts, which hear what others say
    answering_verbs: frozenset[str]  # what stands behind their “to” is what they answer, not what they say
    times_of_telling: frozenset[str]  # behind who is told, and no part of it
    addressing_verbs: frozenset[str]  # verbs whose object may be who is told
    according_phrases: frozenset[str]  # phrases whose source is no other cue's
    # passives without a source; lemmas
    rumour_verbs: frozenset[str]  # with an infinitive
    fear_verbs: frozenset[str]  # with a state, verbs of rumour among them
    counting_verbs: frozenset[str]  # verbs whose object may be an amount
    forecast_verbs: frozenset[str]  # with a noun alone
    # contents
    demonstratives: frozenset[str]
    reasons: frozenset[str]  # conjunctions of reasons that are of what is said
    clausal_pronouns: frozenset[str]  # stand for a clause, the demonstratives among them
    questions: frozenset[str]  # first words of what is asked, not claimed
    knowable: frozenset[str]  # interrogatives of what is known, not believed
    interrogatives: frozenset[str]  # these and all others
    measures: frozenset[str]  # ask behind “how”
    empty_objects: frozenset[str]  # said, they are nobody's claim
    nobody: frozenset[str]
    unsaying: frozenset[str]  # first words of a source that says nothing, nobody among them
    circumstances: frozenset[str]  # first words of when somebody spoke
    topic_prepositions: frozenset[str]  # last words of cues before what they are about
    accusing_prepositions: frozenset[str]  # prepositions behind a participle of whom something is said
    concessive_marks: frozenset[str]  # conjunctions of what is granted against a claim
    rubrics: frozenset[str]  # nouns of a section or a kind of text, before the colon of a headline
    judging_prepositions: frozenset[str]  # prepositions before what somebody is judged to be or do
    crediting_prepositions: frozenset[str]  # before what somebody is credited with having done
    shares: frozenset[str]  # heads of amounts that are shares of a whole
    particulars: frozenset[str]  # what is given as something: “gave the name as Maren”
    afflicted: frozenset[str]  # of whom there is a toll: “counts 14 dead”
    takings: frozenset[str]  # lemmas of what firms report of themselves
    held_up: frozenset[str]  # lemmas of what is held up or worn to be read
    negative_determiners: frozenset[str]  # what makes nobody of a noun
    approximations: frozenset[str]  # before “to” and an amount
    informed_adjectives: frozenset[str]  # adjectives of those who know
    complementizer: re.Pattern[str]  # at the start of a content
    receiving_verbs: frozenset[str]  # of who gets a paper, which then speaks for itself
    # hands
    quoting_prepositions: frozenset[str]  # prepositions before where somebody is quoted
    through_prepositions: frozenset[str]  # prepositions before who speaks for somebody
    giving_prepositions: frozenset[str]  # prepositions before who gets something
    copies: frozenset[str]  # before “of which”, what is handed on in a paper's place
    adverts: frozenset[str]  # lemmas of what outlets are paid to show
    hosting_verbs: frozenset[str]  # what an outlet does with an occasion, whose words it does not have
    identity_words: frozenset[str]  # before an outlet's noun, that it is the one spoken of, however far off
    outlet_prepositions: frozenset[str]  # prepositions before an outlet near a cue, those of giving among them
    printing_prepositions: frozenset[str]  # between a piece and the outlet that printed it
    appearing_prepositions: frozenset[str]  # prepositions before where somebody appears
    asking_prepositions: frozenset[str]  # prepositions before who asks
    scholarly_nouns: frozenset[str]  # nouns of what scholars publish in
    issuing_verbs: frozenset[str]  # lemmas, with the preposition before whose study it is
    commissioning_prepositions: frozenset[str]  # before whom somebody writes for
    topic_openers: frozenset[str]  # words before these prepositions that make a topic of what follows
    # the publisher's own voice
    leading_over: frozenset[str]  # last words of a clause that belong to the next
    clause_joints: frozenset[str]  # first words of a clause that belong to none
    # noun phrases
    subject_pronouns: frozenset[str]
    predicative_prepositions: frozenset[str]  # before what somebody is called
    affiliating_prepositions: frozenset[str]  # before whose somebody is
    place_prepositions: frozenset[str]  # before a name, that it is a place
    road_prepositions: frozenset[str]  # the same of one with an article
    focus_adverbs: frozenset[str]
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
    lists["interrogatives"] |= lists["questions"] | lists["knowable"]
    lists["unsaying"] |= lists["nobody"]
    lists["outlet_prepositions"] |= lists["giving_prepositions"]
    endings = sorted(lists["possessives"], key=lambda ending: (-len(ending), ending))
    lists["possessive"] = re.compile(f"(?:{'|'.join(map(re.escape, endings))})$")
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
    compelling_verbs: LowerWords
    aspectual_verbs: LowerWords
    absolute_marks: LowerWords
    realising_marks: LowerWords
    realising_behind_speech: LowerWords
    possessives: LowerWords
    spreading_prepositions: LowerWords
    author_prepositions: LowerWords
    saying_verbs: LowerWords
    unciting: LowerWords
    quoting_verbs: LowerWords
    performing_particles: LowerWords
    handling_prepositions: LowerWords
    means: LowerWords
    saying_participles: LowerWords
    reporting_verbs: LowerWords
    reading_verbs: LowerWords
    writing_verbs: LowerWords
    learning_verbs: LowerWords
    foreseeing_verbs: LowerWords
    remote_eyes: LowerWords
    documenting_verbs: LowerWords
    to_come: Annotated[re.Pattern[str], _construction()]
    again_and_again: Annotated[re.Pattern[str], _construction()]
    checking_participles: LowerWords
    continuing_verbs: LowerWords
    conversing_verbs: LowerWords
    informing_verbs: LowerWords
    question_labels: LowerWords
    answer_labels: LowerWords
    interviews: LowerWords
    hearing_verbs: LowerWords
    answering_verbs: LowerWords
    times_of_telling: LowerWords
    addressing_verbs: LowerWords
    according_phrases: LowerWords
    rumour_verbs: LowerWords
    fear_verbs: LowerWords  # beside the verbs of rumour
    counting_verbs: LowerWords
    forecast_verbs: LowerWords
    demonstratives: LowerWords
    reasons: LowerWords
    clausal_pronouns: LowerWords  # beside the demonstratives
    questions: LowerWords
    knowable: LowerWords
    interrogatives: LowerWords  # beside the questions and what is knowable
    measures: LowerWords
    empty_objects: LowerWords
    nobody: LowerWords
    unsaying: LowerWords  # beside nobody
    circumstances: LowerWords
    topic_prepositions: LowerWords
    accusing_prepositions: LowerWords
    concessive_marks: LowerWords
    rubrics: LowerWords
    judging_prepositions: LowerWords
    crediting_prepositions: LowerWords
    shares: LowerWords
    particulars: LowerWords
    afflicted: LowerWords
    takings: LowerWords
    held_up: LowerWords
    negative_determiners: LowerWords
    approximations: LowerWords
    informed_adjectives: LowerWords
    complementizer: Annotated[re.Pattern[str], _construction()]
    receiving_verbs: LowerWords
    quoting_prepositions: LowerWords
    through_prepositions: LowerWords
    giving_prepositions: LowerWords
    copies: LowerWords
    adverts: LowerWords
    hosting_verbs: LowerWords
    identity_words: LowerWords
    printing_prepositions: LowerWords
    outlet_prepositions: LowerWords  # beside those of giving
    appearing_prepositions: LowerWords
    asking_prepositions: LowerWords
    scholarly_nouns: LowerWords
    issuing_verbs: LowerWords
    commissioning_prepositions: LowerWords
    topic_openers: LowerWords
    leading_over: LowerWords
    clause_joints: LowerWords
    subject_pronouns: LowerWords
    predicative_prepositions: LowerWords
    affiliating_prepositions: LowerWords
    place_prepositions: LowerWords
    road_prepositions: LowerWords
    focus_adverbs: LowerWords
    it_is_said: Annotated[re.Pattern[str], _construction("cue", "verb", "between")]
    it_is_said_aside: Annotated[re.Pattern[str], _construction("cue", "verb")]
