"""The closed-class words and special lemmas of a language, from its grammar.yaml, under what they do in a sentence."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from provaudit.languages.fields import Strict, WordSet
from provaudit.languages.read import read


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


Expression = Annotated[re.Pattern[str], _construction()]


class Grammar(Strict):
    """Word lists in lower case, of forms unless said otherwise; grammar.yaml has an example for each."""

    # the verb group
    negations: WordSet
    future_auxiliaries: WordSet  # lemmas of modals that still report
    suppositions: WordSet  # modals of what is only supposed
    unsaid: WordSet  # what leaves a verb of saying unsaid, negations and suppositions among it
    compelling_verbs: WordSet  # lemmas of verbs whose object does what their infinitive says: force
    calling_verbs: WordSet  # lemmas of verbs of getting in touch with somebody, whose infinitive is done: telephone
    quoted_states: WordSet  # lemmas before “as” and a gerund of what is done: quoted as saying
    aspectual_verbs: WordSet  # lemmas of verbs whose infinitive is done: go on, continue
    absolute_marks: WordSet  # before a gerund that has a subject of its own
    realising_marks: WordSet  # marks and prepositions before a gerund of what is done
    realising_behind_speech: WordSet  # the same where another cue of telling governs the gerund
    # possessors
    possessives: WordSet  # the clitics
    spreading_prepositions: WordSet  # between talk and those among whom it is
    agent_prepositions: WordSet  # before who does it in a passive
    author_prepositions: WordSet  # prepositions between a noun of saying and whose it is
    # cues; lemmas
    saying_verbs: WordSet
    unciting: WordSet  # words before a phrase of citing that cites nobody
    quoting_verbs: WordSet  # verbs whose object is the source
    performing_particles: WordSet  # behind a verb of passing on, which does not pass on then
    handling_prepositions: WordSet  # behind what was done with a paper, before who did it or where
    means: WordSet  # by which somebody is told something, and which is nobody
    saying_participles: WordSet  # forms of the participle behind them: as “saying”
    reporting_verbs: WordSet  # tell that an unknown name is an outlet's
    reading_verbs: WordSet  # verbs of papers, whose subject is no body
    writing_verbs: WordSet  # verbs whose author may write for an outlet
    learning_verbs: WordSet  # verbs by which an outlet says what it found
    foreseeing_verbs: WordSet  # verbs by which a body says what will come
    remote_eyes: WordSet  # whose pictures show something: “satellite images”
    documenting_verbs: WordSet  # of what a body counted
    to_come: Expression  # in what a body sees coming
    again_and_again: Expression  # in what it sees happen
    checking_participles: WordSet  # what was done with a picture by somebody who knows what it shows
    continuing_verbs: WordSet  # verbs of somebody who was speaking already
    conversing_verbs: WordSet  # verbs that take whom they hear with a preposition alone
    informing_verbs: WordSet  # verbs whose object is who is told
    question_labels: WordSet  # before what an interviewer asks
    answer_labels: WordSet  # before what is answered
    interviews: WordSet  # nouns and verbs of asking for an outlet
    hearing_verbs: WordSet  # verbs of courts, which hear what others say
    answering_verbs: WordSet  # what stands behind their “to” is what they answer, not what they say; who was told hears the answer
    times_of_telling: WordSet  # behind who is told, and no part of it
    addressing_verbs: WordSet  # verbs whose object may be who is told
    according_phrases: WordSet  # phrases whose source is no other cue's
    # passives without a source; lemmas
    rumour_verbs: WordSet  # with an infinitive
    fear_verbs: WordSet  # with a state, verbs of rumour among them
    counting_verbs: WordSet  # verbs whose object may be an amount
    forecast_verbs: WordSet  # with a noun alone
    # contents
    demonstratives: WordSet
    reasons: WordSet  # conjunctions of reasons that are of what is said
    clausal_pronouns: WordSet  # stand for a clause, the demonstratives among them
    questions: WordSet  # first words of what is asked, not claimed
    knowable: WordSet  # interrogatives of what is known, not believed
    interrogatives: WordSet  # these and all others
    advising_verbs: WordSet  # lemmas of verbs of order that claim what is best
    explaining_verbs: WordSet  # before “why” they state what follows
    measures: WordSet  # ask behind “how”
    empty_objects: WordSet  # said, they are nobody's claim
    nobody: WordSet
    unsaying: WordSet  # first words of a source that says nothing, nobody among them
    circumstances: WordSet  # first words of when somebody spoke
    topic_prepositions: WordSet  # last words of cues before what they are about
    accusing_prepositions: WordSet  # prepositions behind a participle of whom something is said
    verdicts: WordSet  # adjectives of what somebody is found to be, which narrate
    concessive_marks: WordSet  # conjunctions of what is granted against a claim
    rubrics: WordSet  # nouns of a section or a kind of text, before the colon of a headline
    judging_prepositions: WordSet  # prepositions before what somebody is judged to be or do
    crediting_prepositions: WordSet  # before what somebody is credited with having done
    shares: WordSet  # heads of amounts that are shares of a whole
    particulars: WordSet  # what is given as something: “gave the name as Maren”
    afflicted: WordSet  # of whom there is a toll: “counts 14 dead”
    takings: WordSet  # lemmas of what firms report of themselves
    held_up: WordSet  # lemmas of what is held up or worn to be read
    negative_determiners: WordSet  # what makes nobody of a noun
    approximations: WordSet  # before “to” and an amount
    informed_adjectives: WordSet  # adjectives of those who know
    complementizer: Expression  # at the start of a content
    receiving_verbs: WordSet  # of who gets a paper, which then speaks for itself
    # hands
    quoting_prepositions: WordSet  # prepositions before where somebody is quoted
    through_prepositions: WordSet  # prepositions before who speaks for somebody
    giving_prepositions: WordSet  # prepositions before who gets something
    copies: WordSet  # before “of which”, what is handed on in a paper's place
    adverts: WordSet  # lemmas of what outlets are paid to show
    hosting_verbs: WordSet  # what an outlet does with an occasion, whose words it does not have
    identity_words: WordSet  # before an outlet's noun, that it is the one spoken of, however far off
    outlet_prepositions: WordSet  # prepositions before an outlet near a cue, those of giving among them
    printing_prepositions: WordSet  # between a piece and the outlet that printed it
    appearing_prepositions: WordSet  # prepositions before where somebody appears
    asking_prepositions: WordSet  # prepositions before who asks
    scholarly_nouns: WordSet  # nouns of what scholars publish in
    issuing_verbs: WordSet  # lemmas, with the preposition before whose study it is
    commissioning_prepositions: WordSet  # before whom somebody writes for
    topic_openers: WordSet  # words before these prepositions that make a topic of what follows
    # the publisher's own voice
    leading_over: WordSet  # last words of a clause that belong to the next
    clause_joints: WordSet  # first words of a clause that belong to none
    # noun phrases
    subject_pronouns: WordSet
    predicative_prepositions: WordSet  # before what somebody is called
    affiliating_prepositions: WordSet  # before whose somebody is
    place_prepositions: WordSet  # before a name, that it is a place
    road_prepositions: WordSet  # the same of one with an article
    focus_adverbs: WordSet
    # reports without a source
    it_is_said: Annotated[re.Pattern[str], _construction("cue", "verb", "between")]
    it_is_said_aside: Annotated[re.Pattern[str], _construction("cue", "verb")]

    @cached_property
    def possessive(self) -> re.Pattern[str]:
        """Any of the possessives at the end of a word."""
        endings = sorted(self.possessives, key=lambda ending: (-len(ending), ending))
        return re.compile(f"(?:{'|'.join(map(re.escape, endings))})$")


BESIDE = {
    "unsaid": ("negations", "suppositions"),
    "fear_verbs": ("rumour_verbs",),
    "clausal_pronouns": ("demonstratives",),
    "interrogatives": ("questions", "knowable"),
    "unsaying": ("nobody",),
    "outlet_prepositions": ("giving_prepositions",),
}
"""Lists of which the file has only what stands beside the words of others."""


def load_grammar(path: Path) -> Grammar:
    """The lists of the file `path`. Raises UsageError (`where` is `file:line:col`) where it has a mistake."""
    file = read(path, Grammar)
    whole = {name: getattr(file, name).union(*(getattr(file, other) for other in others)) for name, others in BESIDE.items()}
    return file.model_copy(update=whole)
