"""The loader: strict, with a place for every mistake."""

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from provaudit.config import Settings
from provaudit.errors import UsageError
from provaudit.languages import load_language
from provaudit.languages.codes import SUPPORTED
from provaudit.languages.fields import expression
from provaudit.languages.grammar import Grammar, load_grammar
from provaudit.languages.near import near_words
from provaudit.languages.read import read
from provaudit.languages.schema import CuesFile, NamesFile, OutletsFile, PhrasesFile
from provaudit.resources import folder

ENGLISH = folder("languages") / "en"


def mistake(tmp_path: Path, text: str, model: type) -> UsageError:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read(path, model)
    assert caught.value.exit_code == 2
    assert caught.value.where is not None
    caught.value.where = caught.value.where.removeprefix(f"{path}:")
    return caught.value


def english(name: str, old: str, new: str) -> tuple[str, int]:
    """A file of ours with one change, and the line on which that is."""
    text = (ENGLISH / name).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1), text[: text.index(old)].count("\n") + 1


def test_a_misspelt_key_is_shown_where_it_stands(tmp_path: Path) -> None:
    text, line = english("cues.yaml", "  say: {takes:", "  say: {take:")
    error = mistake(tmp_path, text, CuesFile)
    assert error.where is not None
    assert error.where.startswith(f"{line}:")
    assert "say" in error.what


def test_an_unknown_top_level_key(tmp_path: Path) -> None:
    error = mistake(tmp_path, "outlets: {}\npaterns: times\n", OutletsFile)
    assert (error.where, "paterns" in error.what) == ("2:1", True)


@pytest.mark.parametrize(
    ("old", "new", "tells"),
    [
        ("say: {takes: that quote", "say: {takes: that quoted", "quoted"),
        ("claim: {takes: that quote to parenthetical, stance: doubting", "claim: {takes: that, stance: sceptical", "endorsing"),
        ("of_words: true", "of_words: sometimes", "bool"),
        ("hearer: object", "hearer: subject", "object"),
    ],
)
def test_an_unknown_value(tmp_path: Path, old: str, new: str, tells: str) -> None:
    text, line = english("cues.yaml", old, new)
    error = mistake(tmp_path, text, CuesFile)
    assert error.where is not None
    assert error.where.startswith(f"{line}:")
    assert tells in error.what


def test_a_cue_that_is_there_twice(tmp_path: Path) -> None:
    text, line = english("cues.yaml", "  tell: {", "  say: {takes: that}\n  tell: {")
    error = mistake(tmp_path, text, CuesFile)
    assert error.where == f"{line}:3"


def test_a_word_that_is_there_twice(tmp_path: Path) -> None:
    text, _ = english("cues.yaml", "adverbs_that_open: ", "adverbs_that_open: allegedly, ")
    assert "“allegedly” is there twice" in mistake(tmp_path, text, CuesFile).what


@pytest.mark.parametrize(
    ("old", "new", "tells"),
    [
        ("negations: not,", "negation: not,", "negations"),
        ("hearing_verbs: hear ", "hearing_verbs: hear\nseeing_verbs: see ", "seeing_verbs"),
        ("suppositions: could, might", "suppositions: could, could, might", "“could” is there twice"),
        ("approximations: closer, nearer", "approximations: {closer: to}", "approximations"),
        ("it_is_said: '\\bit ", "it_is_said: '\\bit (", "is no regular expression"),
        ("(?P<verb>\\w+))(?: on", "\\w+)(?: on", "has no group “verb”"),
    ],
)
def test_a_mistake_in_the_grammar(tmp_path: Path, old: str, new: str, tells: str) -> None:
    text, line = english("grammar.yaml", old, new)
    error = mistake(tmp_path, text, Grammar)
    assert tells in error.what
    assert error.where is not None
    assert error.where.split(":")[0] in (str(line), str(line + 1), "1")  # of a list that is not there, where the file begins


def test_lists_of_the_grammar_that_go_beyond_others_hold_them() -> None:
    grammar = load_grammar(ENGLISH / "grammar.yaml")
    assert grammar == load_language("en").grammar
    assert {"no", "not", "might"} <= grammar.unsaid
    assert grammar.rumour_verbs < grammar.fear_verbs
    assert {"this", "that", "it"} < grammar.clausal_pronouns


def test_a_first_name_of_two_genders(tmp_path: Path) -> None:
    text, _ = english("names.yaml", "first_names:\n  m: >\n", "first_names:\n  m: >\n    Abigail,\n")
    assert "“Abigail” is in two of the lists" in mistake(tmp_path, text, NamesFile).what


def test_a_broken_expression_is_named(tmp_path: Path) -> None:
    text, line = english("phrases.yaml", "  - off the record", "  - off (the record")
    error = mistake(tmp_path, text, PhrasesFile)
    assert "off (the record" in error.what
    assert error.where is not None
    assert int(error.where.split(":")[0]) < line


def test_an_outlet_line_is_shown_where_it_stands(tmp_path: Path) -> None:
    error = mistake(tmp_path, "outlets:\n  wire: |\n    Tarn Wire: GB | TW\n    Moor Wire: Great Britain\n", OutletsFile)
    assert (error.where, "Moor Wire" in error.what) == ("4:1", True)


@pytest.mark.parametrize("text", ["outlets: {", "a: b: c", "\toutlets: 1", "- [", "outlets: *nobody"])
def test_what_is_no_yaml(tmp_path: Path, text: str) -> None:
    error = mistake(tmp_path, text, OutletsFile)
    assert error.where is not None
    assert re.fullmatch(r"\d+:\d+", error.where)


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n"])
def test_yaml_of_another_shape(tmp_path: Path, text: str) -> None:
    mistake(tmp_path, text, OutletsFile)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"outlets: {caf\xe9: x}")
    for name in ("missing.yaml", "latin.yaml", "."):
        with pytest.raises(UsageError):
            read(tmp_path / name, OutletsFile)


@pytest.mark.parametrize("code", ["xx", "", "../en", "EN", "en/"])
def test_a_language_that_is_not_there(code: str) -> None:
    with pytest.raises(UsageError, match="no language") as caught:
        load_language(code)
    assert caught.value.hint == "there is en"


def test_one_language_a_process() -> None:
    assert load_language("en") is load_language("en")


def test_our_files_are_whole(tmp_path: Path) -> None:
    """Every YAML file that the language is made of is needed: without it the load fails with a message."""
    copy = tmp_path / "outlets.yaml"
    shutil.copy(ENGLISH / "outlets.yaml", copy)
    assert len(load_language("en", copy).outlets.all) == len(load_language("en").outlets.all)


def test_expressions_match_whole_words_with_any_space_and_apostrophe() -> None:
    pattern = expression(("didn't answer", "off the record"))
    assert pattern.search("She didn’t\nanswer.")
    assert pattern.search("OFF  THE RECORD")
    assert not pattern.search("scoff the record")
    assert not pattern.search("off the records")
    assert not expression(()).search("anything")


def test_near_words_are_mutual_and_never_the_word_itself() -> None:
    near = near_words("en")
    assert "close" in near["shut"]
    assert all(word not in others for word, others in near.items())
    assert all(word in near[other] for word, others in near.items() for other in others)


def test_a_language_without_near_words_has_none() -> None:
    assert near_words("xx") == {}


def test_settings_take_the_languages_that_there_are() -> None:
    assert {"auto", *SUPPORTED} == set(get_args(Settings.model_fields["language"].annotation))
