"""The English lists: what they hold, and that each entry's own example shows it."""

import re

import pytest

from provaudit.languages import load_language
from provaudit.languages.grammar import Grammar
from provaudit.languages.load import GAP
from provaudit.languages.read import read
from provaudit.languages.schema import CuesFile, NamesFile, NounsFile, Takes
from provaudit.model.attribution import Scope, Stance
from provaudit.resources import folder

EN = load_language("en")
CUES = read(folder("languages") / "en" / "cues.yaml", CuesFile)


def examples(*parts) -> list[tuple[str, str]]:
    """The cues of parts of the file that have an example, each with it."""
    return [(cue, entry.example) for part in parts for cue, entry in part.items() if entry.example and GAP not in cue]


VERBS_WITH_EXAMPLES = examples(CUES.verbs)
NOUNS_WITH_EXAMPLES = examples(CUES.nouns, CUES.adjectives)
PHRASES_WITH_EXAMPLES = examples(CUES.phrases, CUES.handed_on)


@pytest.mark.parametrize(("cue", "example"), VERBS_WITH_EXAMPLES)
def test_a_verb_cue_is_in_its_example(cue: str, example: str) -> None:
    forms = [form.split() for form, lemma in EN.verb_forms.items() if lemma == cue]
    assert any(re.search(r"\b" + r"\b.*\b".join(map(re.escape, form)) + r"\b", example, re.I) for form in forms)


@pytest.mark.parametrize(("cue", "example"), NOUNS_WITH_EXAMPLES)
def test_a_noun_cue_is_in_its_example(cue: str, example: str) -> None:
    assert re.search(rf"\b{cue}(?:s|es)?\b", example, re.I)


@pytest.mark.parametrize(("cue", "example"), PHRASES_WITH_EXAMPLES)
def test_a_phrase_is_in_its_example(cue: str, example: str) -> None:
    assert re.search(r"\b" + r"\s+".join(cue.split()) + r"\b", example, re.I)


@pytest.mark.parametrize(("cue", "example"), VERBS_WITH_EXAMPLES + NOUNS_WITH_EXAMPLES + PHRASES_WITH_EXAMPLES)
def test_no_example_is_one_of_not_a_cue(cue: str, example: str) -> None:
    """A fixed phrase that hides the example's own cue would make the entry useless."""
    lemma = (CUES.phrases | CUES.handed_on)[cue].lemma if cue in CUES.phrases | CUES.handed_on else None
    forms = {form for form, of in EN.verb_forms.items() if of == (lemma or cue)} | {lemma or cue}
    hidden = [match.group().lower() for match in EN.not_a_cue.finditer(example)]
    assert not [text for text in hidden if forms & set(text.split())]


def test_most_verbs_have_an_example() -> None:
    assert len(VERBS_WITH_EXAMPLES) > 0.75 * len(EN.verb_cues)


@pytest.mark.parametrize(
    "name",
    [
        "saying", "quoting", "reporting", "writing", "learning", "continuing", "informing", "hearing", "addressing",
        "rumour", "fear", "forecast",
    ],
)  # fmt: skip
def test_a_verb_of_the_grammar_is_a_cue(name: str) -> None:
    """Rules ask for it only where the lexicon has found it."""
    assert getattr(EN.grammar, f"{name}_verbs") <= EN.verb_cues.keys()


def test_no_list_of_the_grammar_repeats_one_that_it_goes_beyond() -> None:
    file = read(folder("languages") / "en" / "grammar.yaml", Grammar)
    assert not set(file.unsaid) & {*file.negations, *file.suppositions}
    assert not set(file.fear_verbs) & set(file.rumour_verbs)
    assert not set(file.clausal_pronouns) & set(file.demonstratives)
    assert not set(file.interrogatives) & {*file.questions, *file.knowable}
    assert not set(file.questions) & set(file.knowable)
    assert not set(file.unsaying) & set(file.nobody)
    assert not set(file.outlet_prepositions) & set(file.giving_prepositions)


def test_no_list_of_names_or_nouns_repeats_one_that_it_goes_beyond() -> None:
    names = read(folder("languages") / "en" / "names.yaml", NamesFile)
    nouns = read(folder("languages") / "en" / "nouns.yaml", NounsFile)
    assert not set(names.relatives) & set(names.subject_relatives)
    assert not set(nouns.informed) & set(nouns.opaque_people)


def test_verbs_that_tell_an_outlet_or_hear_for_it_hand_something_on() -> None:
    assert EN.grammar.informing_verbs <= EN.hands.tells
    assert EN.grammar.conversing_verbs <= EN.hands.draws_on & EN.hands.tells
    assert EN.grammar.interviews <= EN.hands.draws_on & EN.media.keys()


@pytest.mark.parametrize(("word", "rest"), [("Holm's", "Holm"), ("Holm’s", "Holm"), ("farmers’", "farmers"), ("news", "news")])
def test_a_possessive_ends_a_word(word: str, rest: str) -> None:
    assert EN.grammar.possessive.sub("", word) == rest


@pytest.mark.parametrize(("text", "begins"), [("that he left", "he"), ("That, he left", "he"), ("that was it", None)])
def test_a_complementizer_is_no_demonstrative(text: str, begins: str | None) -> None:
    found = EN.grammar.complementizer.match(text)
    assert (found and text[found.end() :].split()[0]) == begins


def test_days_and_months_are_the_calendar() -> None:
    assert len(EN.weekdays) == 7
    assert EN.weekdays | {"january", "dec", "sun"} <= EN.calendar


def test_counts() -> None:
    assert len(EN.verb_cues) >= 380
    assert len(EN.noun_cues) >= 90
    assert len(EN.phrases) + len(EN.handed_on) + len(EN.frames) >= 90
    assert len(EN.person_nouns) >= 600
    assert len(EN.organization_nouns) >= 300
    assert len(EN.document_nouns) >= 180
    genders = list(EN.gender_of_first_name.values())
    assert min(genders.count("m"), genders.count("f")) >= 700


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"), ("says", "say"), ("told", "tell"), ("writes", "write"), ("denied", "deny"), ("denies", "deny"),
        ("admitted", "admit"), ("quipping", "quip"), ("stresses", "stress"), ("agreed", "agree"), ("argued", "argue"),
        ("noting", "note"), ("pointed out", "point out"), ("foresaw", "foresee"), ("labelled", "label"), ("labeled", "label"),
        ("published", "publish"), ("held", "hold"), ("vowed", "vow"), ("conveyed", "convey"),
    ],
)  # fmt: skip
def test_forms(form: str, lemma: str) -> None:
    assert EN.verb_forms[form] == lemma


def test_takes_scope_and_stance() -> None:
    assert Takes.OBJECT not in EN.verb_cues["claim"].takes
    assert Takes.OBJECT not in EN.verb_cues["report"].takes
    assert Takes.OBJECT in EN.verb_cues["announce"].takes
    assert EN.verb_cues["claim"].stance is Stance.DOUBTING
    assert EN.verb_cues["deny"].stance is Stance.DENIAL
    assert EN.verb_cues["order"].scope is Scope.ORDER
    assert EN.verb_cues["hope"].scope is Scope.WISH
    assert EN.verb_cues["believe"].scope is Scope.BELIEF
    assert EN.verb_cues["show"].scope is Scope.EVIDENCE
    assert EN.verb_cues["tell"].hearer == "object"
    assert EN.verb_cues["confirm"].hearer == "to"


def test_phrases_that_need_an_outlet_are_apart() -> None:
    assert not EN.phrases.keys() & EN.handed_on.keys()
    assert {"according to", "citing", "as first reported by"} <= EN.phrases.keys()
    assert {"obtained by", "in an interview with"} <= EN.handed_on.keys()
    assert "tell" in EN.hands.tells
    assert "speak" in EN.hands.draws_on


def test_only_some_adverbs_open_a_source() -> None:
    opens = {word for word, adverb in EN.adverbs.items() if adverb.opens}
    assert {"reportedly", "allegedly", "purportedly", "supposedly"} <= opens
    assert not opens & {"apparently", "seemingly", "evidently", "ostensibly"}
    assert {"apparently", "seemingly"} <= EN.adverbs.keys()


@pytest.mark.parametrize(
    "text",
    [
        "That said, the roof held.", "It rained, needless to say.", "All went according to plan.", "They reported for duty at six.",
        "He reports to the treasurer.", "The flood claimed nine lives.", "She claimed the title.", "He was cited for speeding.",
        "It goes without saying that he left.", "They said goodbye.", "The school report card was poor.",
        "Nobody can tell them apart.",
        "Time will tell.", "He called it quits.", "The firm reported a crime in May.",
    ],
)  # fmt: skip
def test_not_a_cue(text: str) -> None:
    assert EN.not_a_cue.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the roof held.", "It was sold, according to planners.", "The Courier reported that he left.",
        "She claimed that the lives of nine were lost.", "He told the Courier that the mill was sold.",
    ],
)  # fmt: skip
def test_a_cue_after_all(text: str) -> None:
    assert not EN.not_a_cue.search(text)


@pytest.mark.parametrize(
    ("which", "text"),
    [
        ("terms", "who spoke on condition of anonymity because talks go on"),
        ("terms", "on the condition that they not be named"),
        ("terms", "an aide who asked not to be identified"),
        ("terms", "because she wasn’t authorized to speak publicly"),
        ("terms", "because he was not allowed to talk to reporters"),
        ("terms", "speaking on background"),
        ("terms", "who gave only her first name"),
        ("terms", "for fear of retaliation"),
        ("basis", "three people familiar with the matter"),
        ("basis", "a person briefed on the plan"),
        ("basis", "an official with direct knowledge of the talks"),
        ("basis", "a nurse who attended the meeting"),
        ("basis", "a clerk who saw the letter"),
        ("basis", "a friend close to the family"),
        ("basis", "an aide involved in the talks"),
        ("aged", "the 24-year-old"),
        ("polled", "12% of voters"),
        ("polled", "Sixty per cent"),
        ("polled", "those surveyed"),
        ("same_occasion", "he said in the same interview"),
        ("same_occasion", "In that interview he said more."),
        ("no_comment", "The firm declined to comment."),
        ("no_comment", "He did not immediately respond to a request for comment."),
        ("no_comment", "She could not be reached."),
        ("no_comment", "The office referred questions to the county."),
        ("no_comment", "The club would not say whether he was paid."),
        ("no_comment", "Calls to the firm were not returned."),
        ("no_comment", "He hung up."),
        ("stale", "The paper reported at the time that he left."),
        ("stale", "The Courier reported in March 2021 that he left."),
        ("stale", "She had previously said she would stay."),
    ],
)
def test_fixed_phrases(which: str, text: str) -> None:
    assert getattr(EN, which).search(text)


@pytest.mark.parametrize(
    ("which", "text"),
    [
        ("terms", "The council asked residents to stay inside."),
        ("terms", "The play is about fear."),
        ("basis", "The mayor said the bridge was safe."),
        ("aged", "a year old"),
        ("polled", "those present"),
        ("same_occasion", "he said in an interview"),
        ("no_comment", "The firm commented at once."),
        ("no_comment", "He responded within the hour."),
        ("stale", "The mayor said the bridge was safe."),
        ("stale", "Next week the mayor will say more."),
    ],
)
def test_fixed_phrases_that_are_not(which: str, text: str) -> None:
    assert not getattr(EN, which).search(text)


def test_names() -> None:
    assert {"mr", "sen", "prime minister", "lt col"} <= EN.titles
    assert EN.gender_of_title["mrs"] == "f"
    assert EN.gender_of_title["king"] == "m"
    assert "president" not in EN.gender_of_title
    assert EN.gender_of_noun["spokeswoman"] == "f"
    assert EN.gender_of_first_name["ngozi"] == "f"
    assert EN.gender_of_first_name["jozef"] == "m"
    assert EN.gender_of_first_name["robin"] == "mf"
    assert {"jr", "iii"} <= EN.suffixes
    assert {"van der", "bin"} <= EN.particles


def test_places_and_bodies() -> None:
    assert EN.place("U.S.") == EN.place("America") == "United States"
    assert EN.place("Britain") == "United Kingdom"
    assert EN.place("Kenya") == "Kenya"
    assert EN.place("Nowhere") is None
    assert EN.acronyms["FBI"] == "Federal Bureau of Investigation"


def test_pronouns() -> None:
    assert EN.pronouns["she"].gender == "f"
    assert EN.pronouns["its"].gender == "n"
    assert EN.pronouns["they"].number == "plural"
    assert EN.pronouns["we"].person == 1


def test_platforms_and_media() -> None:
    assert EN.platforms["social media platform x"] == "X"
    assert EN.platforms["truth social"] == "Truth Social"
    assert EN.media["press conference"] == "news conference"
    assert not {name.casefold() for name in EN.platforms} & {outlet.name.casefold() for outlet in EN.outlets.all}


def test_classes_of_nouns() -> None:
    assert "source" in EN.opaque_unspecified
    assert "critic" in EN.opaque_people
    assert not {"expert", "analyst", "economist", "official"} & (EN.opaque_people | EN.opaque_unspecified)
    assert {"police", "authorities"} <= EN.authority_nouns
    assert not EN.person_nouns & (EN.document_nouns | EN.organization_nouns | EN.people_nouns)
    assert not EN.outlet_nouns & EN.person_nouns
