"""Parsing: offsets into the text as it is, blocks apart from each other, models that are missing or broken."""

from __future__ import annotations

import json
import shutil
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from provaudit import resources
from provaudit.api import Auditor
from provaudit.errors import ModelError
from provaudit.model.article import Article, Block, BlockKind
from provaudit.model.parse import Parse, Sentence
from provaudit.model.span import Span
from provaudit.nlp import parser as parser_module
from provaudit.nlp.memory import Memory
from provaudit.nlp.parser import Parser
from provaudit.nlp.pipeline import PROCESSORS, SYNTAX, Pipeline
from provaudit.readers.paragraphs import paragraphs

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def article(text: str, *kinds: BlockKind) -> Article:
    """A text in paragraphs, of these kinds in turn, the rest body."""
    blocks = paragraphs(text)
    return Article("x", text, tuple(
        Block(b.span, kinds[i] if i < len(kinds) else BlockKind.BODY) for i, b in enumerate(blocks)
    ))  # fmt: skip


def unremembered(auditor: Auditor) -> Parser:
    """The session's models, asked as if for the first time."""
    return auditor.parser.remembering(Memory())


def sentences(parse: Parse, text: str) -> list[str]:
    return [s.span.of(text) for s in parse.sentences]


def shape(sentence: Sentence) -> list[tuple[str, str, int, str]]:
    """A sentence without its place."""
    return [(w.form, w.upos, w.head, w.deprel) for w in sentence.words]


def check_offsets(parse: Parse, text: str, blocks: tuple[Block, ...]) -> None:
    assert parse.words == sum(len(s.words) for s in parse.sentences)
    assert [s.index for s in parse.sentences] == list(range(len(parse.sentences)))
    for before, after in pairwise(parse.sentences):
        assert before.span.end <= after.span.start
    for sentence in parse.sentences:
        assert sum(b.span.covers(sentence.span) for b in blocks) == 1
        assert sentence.span == Span(sentence.words[0].span.start, sentence.words[-1].span.end)
        assert [w.id for w in sentence.words] == list(range(1, len(sentence.words) + 1))
        assert sum(w.head == 0 for w in sentence.words) == 1
        for word in sentence.words:
            assert 0 <= word.head <= len(sentence.words)
            assert word.span.of(text) == word.form
        for one, other in pairwise(sentence.words):
            assert one.span.end <= other.span.start
    for name in parse.names:
        assert any(b.span.covers(name.span) for b in blocks)
        assert name.span.of(text).strip()
    for tagged in parse.tagged:
        assert tagged.cue
        assert tagged.content
        assert 0 < tagged.support.readings <= 1
        assert 0 < tagged.support.cue <= 1
        for piece in (*tagged.source, *tagged.cue, *tagged.content):
            assert piece.of(text) == piece.of(text).strip() != ""


ODD = [
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\x07",
    "\x00",
    "\u202e",
    "é",
    "e\u0301",
    "橋",
    "👍🏽",
    "\U0001d54f",
    "\xa0",
    "\t",
    "…",
    "ﬁ",
    "٣",
]
WORDS = [
    "Police",
    "said",
    "“We",
    "tried,”",
    "Lotte",
    "Vinge",
    "don't",
    "cannot",
    "U.S.",
    "Jan.",
    "3",
    "(AP)",
    "—",
    ".",
    ",",
    '"',
    "’s",
    "it",
]
breaks = st.sampled_from([" ", " ", " ", "  ", "", "\n\n", "\r\n\r\n", "\n", "\u2028"])
texts = st.lists(st.tuples(st.one_of(st.sampled_from(WORDS + ODD), st.characters()), breaks), max_size=25).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@few
@given(texts)
@example("Police said it\r\n\r\nwas\x00over.\u200b“No,” Vin\u00adge said.\x07")
@example("He didn't say it. I can't; you're gonna, won't you? The U.S. won't.")
@example("\ufeffPolice said so.")
@example("👍🏽 “Yes,” she said 👍 — “no.”")
def test_every_word_stands_where_its_offsets_say(auditor: Auditor, text: str) -> None:
    given_article = article(text)
    plain = "".join(" " if c in "\u200b\u00ad\ufeff\x07\x00" else c for c in text)  # what the tokenizer is spared
    parse = auditor.parser.parse(given_article)
    for sentence in parse.sentences:
        for word in sentence.words:
            assert word.span.of(text) == word.form or word.span.of(plain) == word.form
    for before, after in pairwise(parse.sentences):
        assert before.span.end <= after.span.start
    for tagged in parse.tagged:
        assert all(piece.of(text).strip() for piece in (*tagged.source, *tagged.cue, *tagged.content))


@pytest.mark.parametrize(
    "text",
    [
        "Police said two boats had sunk. “We tried,” harbour master Lotte Vinge told Reuters.",
        "Police said two boats\r\nhad sunk.\r\n\r\n“We tried,” Vinge told Reuters.\r\n",
        "\n\n  Police said two\tboats had sunk.\n\n\n\u2003“We tried,” Vinge said.",
        "He didn't say it; they'd gone. The U.S. can't pay $3.5m, she said (twice).",
        "Café-owner Zoë Ångström said: «C’est fini» – naïve, résumé, straße.",
        "👍 “Yes,” she said 👍🏽 — “no.” 橋の上で “stop” said 田中.",
    ],
)
def test_offsets(text: str, auditor: Auditor) -> None:
    given_article = article(text)
    parse = auditor.parser.parse(given_article)
    check_offsets(parse, text, given_article.blocks)
    assert parse.sentences


def parsing_time(length: int, auditor: Auditor) -> float:
    text = "The mayor said " + "x" * length + " was late, and that no bus had come."
    started = time.process_time()
    unremembered(auditor).parse(article(text))
    return time.process_time() - started


def test_time_grows_with_the_length_of_a_run_without_a_space(auditor: Auditor) -> None:
    parsing_time(2_000, auditor)
    assert parsing_time(40_000, auditor) < 3 * parsing_time(20_000, auditor) + 1


def test_words_around_an_over_long_run_are_what_they_are_without_one(auditor: Auditor) -> None:
    before, after = "Write to ida.holm@harbor.example.org, she said.", "See www.harbor.example.org/no-ferry, she said."
    text = f"{before} {'no-,' * 300} {after}"
    found = [word.span.of(text) for s in unremembered(auditor).parse(article(text)).sentences for word in s.words]
    assert {"ida.holm@harbor.example.org", "www.harbor.example.org/no-ferry,"} & set(found)
    assert "".join(found) == "".join(text.split())


def test_nothing_to_parse(auditor: Auditor) -> None:
    for text in ("", " \n\n "):
        assert auditor.parser.parse(article(text)).sentences == ()


HEADLINE = "Bridge to close. Officials say why. Nobody is happy"
BODY = "Police said two boats had sunk. Their crews are safe."


def test_sentences_end_with_their_block_and_a_headline_is_one(auditor: Auditor) -> None:
    text = f"{HEADLINE}\n\n{BODY}\n\nThe ferry sank without a stop\n\nand the crew swam"
    assert sentences(auditor.parser.parse(article(text, BlockKind.HEADLINE)), text) == [
        HEADLINE, "Police said two boats had sunk.", "Their crews are safe.", "The ferry sank without a stop", "and the crew swam",
    ]  # fmt: skip
    assert len(auditor.parser.parse(article(HEADLINE)).sentences) == 3


@pytest.mark.parametrize("kind", [BlockKind.DECK, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.CREDIT])
def test_other_lines_are_one_sentence_too(kind: BlockKind, auditor: Auditor) -> None:
    assert sentences(auditor.parser.parse(article(HEADLINE, kind)), HEADLINE) == [HEADLINE]


def test_a_block_is_parsed_without_its_neighbours(auditor: Auditor) -> None:
    alone = unremembered(auditor).parse(article(BODY))
    text = f"{HEADLINE}\n\nA ferry left port at nine, and 4,000 people watched it go.\n\n{BODY}"
    among = unremembered(auditor).parse(article(text, BlockKind.HEADLINE))
    assert [shape(s) for s in among.sentences[-2:]] == [shape(s) for s in alone.sentences]


def test_parsing_again_gives_the_same(auditor: Auditor) -> None:
    again = article(f"{HEADLINE}\n\n{BODY}")
    first = unremembered(auditor).parse(again)
    unremembered(auditor).parse(article("Something else was said by somebody else in between."))
    assert unremembered(auditor).parse(again) == first


def test_names_are_of_four_kinds(auditor: Auditor) -> None:
    text = "Ida Brandt of Reuters flew from Paris to Japan with French and German diplomats."
    assert {name.span.of(text): name.kind for name in auditor.parser.parse(article(text)).names} == {
        "Ida Brandt": "PER", "Reuters": "ORG", "Paris": "LOC", "Japan": "LOC", "French": "MISC", "German": "MISC",
    }  # fmt: skip


# models


def test_the_stamp_names_the_models(auditor: Auditor) -> None:
    assert auditor.parser.fingerprint.startswith("bundled:")
    assert " tagger:" in auditor.parser.fingerprint
    assert auditor.parser.parse(article(BODY)).models == auditor.parser.fingerprint == Parser().fingerprint


def test_no_models_in_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"resources\.json is missing") as caught:
        Parser(models=str(tmp_path)).parse(article(BODY))
    assert caught.value.where == str(tmp_path)
    assert caught.value.hint
    with pytest.raises(ModelError):
        _ = Parser(models=str(tmp_path)).fingerprint


@pytest.mark.parametrize("broken", ["en", SYNTAX])
def test_broken_models(broken: str, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(resources.folder("models") / "en-ud-news", folder)
    for path in (folder / broken).rglob("*"):
        if path.is_file() and path.suffix != ".json":
            path.write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot load the Stanza models") as caught:
        Parser(models=str(folder)).parse(article(BODY))
    assert caught.value.where == str(folder)
    assert caught.value.hint


def test_stanza_reads_a_folder_of_its_own_models(tmp_path: Path) -> None:
    """Such a folder has no parser but Stanza's, and says in resources.json which one."""
    models = {name: {"mine": {}} for name in PROCESSORS}
    packages = {"default": dict.fromkeys(PROCESSORS, "mine")}
    (tmp_path / "resources.json").write_text(json.dumps({"en": {"lang_name": "English", "packages": packages, **models}}))
    pipeline = Pipeline(str(tmp_path), 1)
    assert pipeline._processors(tmp_path) == pipeline._processors(None) == ("tokenize,pos,lemma,depparse,ner", {})
    for name in PROCESSORS:
        (tmp_path / "en" / name).mkdir(parents=True)
        (tmp_path / "en" / name / "mine.pt").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot load the Stanza models") as caught:
        pipeline.load()
    assert caught.value.where == str(tmp_path)


def test_a_learned_parser_stands_for_tagger_and_parser(tmp_path: Path) -> None:
    (tmp_path / SYNTAX).mkdir()
    processors, options = Pipeline(str(tmp_path), 2)._processors(tmp_path)
    assert processors == {"tokenize": "default", "pos": "syntax", "lemma": "default", "ner": "default"}
    assert (options["pos_syntax"], options["pos_threads"]) == (str(tmp_path / SYNTAX), 2)


def test_a_parser_of_stanzas_beside_the_learned_one_is_not_asked(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(resources.folder("models") / "en-ud-news", folder)
    listed = json.loads((folder / "resources.json").read_text())
    listed["en"]["depparse"] = {"mine": {}}
    listed["en"]["packages"]["default"]["depparse"] = "mine"
    (folder / "resources.json").write_text(json.dumps(listed))
    (folder / "en" / "depparse").mkdir()
    (folder / "en" / "depparse" / "mine.pt").write_bytes(b"not a model")
    assert set(Pipeline(str(folder), 1)._stanza.processors) == {"tokenize", "pos", "lemma", "ner"}


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    (tmp_path / "resources.json").write_text("{}")
    first = Parser(models=str(tmp_path)).fingerprint
    (tmp_path / "a.pt").write_bytes(b"one")
    second = Parser(models=str(tmp_path)).fingerprint
    (tmp_path / "notes.txt").write_text("of no account")
    assert second == Parser(models=str(tmp_path)).fingerprint != first
    moved = tmp_path / "elsewhere" / tmp_path.name
    shutil.copytree(tmp_path, moved, ignore=shutil.ignore_patterns("elsewhere"))
    assert Parser(models=str(moved)).fingerprint == second


def test_no_stanza_models_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stanza.resources.common.DEFAULT_MODEL_DIR", str(tmp_path / "none"))
    monkeypatch.setattr("stanza.pipeline.core.DEFAULT_MODEL_DIR", str(tmp_path / "none"), raising=False)
    with pytest.raises(ModelError):
        Parser(models=parser_module.STANZA_DEFAULT).parse(article(BODY))
