"""Stanza's pipeline, with our own tagger and parser in it where the models have them; nothing is downloaded here."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from provaudit import resources
from provaudit.errors import ModelError
from provaudit.languages import load_language
from provaudit.languages.codes import DEFAULT
from provaudit.nlp import addresses, stanza_syntax
from provaudit.nlp.rows import Rows
from provaudit.nlp.sentences import Signs, mend, signs_of

FOOTNOTE = re.compile(r"(?<=[^\W\d_A-Z])[*†‡](?=[\s,.;:’”\"]|$)")  # of a changed name
HARMFUL = dict.fromkeys([*range(32), *map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")], " ")
BUNDLED = "bundled"
STANZA_DEFAULT = "stanza:default"
PROCESSORS = ("tokenize", "pos", "lemma", "depparse", "ner")
SPLITTING = ("tokenize", "mwt")
TOKEN = ("id", "text", "start_char", "end_char")
Token = tuple[Any, str, int | None, int | None]  # what `TOKEN` names; the id is a number, or two for one with several words
Through = Callable[[Sequence[str], Callable[[list[int]], list[Any]]], list[Any]]
"""Given what each sentence is made of, and a function from the indexes of some to what is found in them: what is found in each."""
SYNTAX = "syntax"  # the folder of a learned parser beside Stanza's models, which stands for tagger and parser then
NER_KINDS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}


class Pipeline:
    """Parses paragraphs; models load on first use, once."""

    def __init__(self, models: str, threads: int) -> None:
        self.models = models
        self.threads = threads

    @property
    def folder(self) -> Path | None:
        """Where the models lie; None for Stanza's own folder. Raises ModelError where there are none."""
        if self.models == STANZA_DEFAULT:
            return None
        folder = resources.folder("models") / "en-ud-news" if self.models == BUNDLED else Path(self.models)
        if not (folder / "resources.json").is_file():
            raise ModelError(
                "no Stanza models here: resources.json is missing",
                where=str(folder),
                hint="give bundled, stanza:default or a folder made by stanza; see provaudit models",
            )
        return folder

    def load(self) -> None:
        """Loads the models now. Raises ModelError."""
        _ = self._stanza

    def paragraphs(self, given: Sequence[tuple[str, bool]], through: Through | None = None) -> list[list[Rows]]:
        """The sentences of each paragraph; its flag joins them all to one, as in a headline. `through` may know some sentences
        already. Raises ModelError.

        Together they are parsed a quarter to a third faster than alone. Stanza's numbers may differ in the last of their digits, by
        which no choice hangs: a test compares articles parsed whole with the same parsed by the paragraph and by the sentence.
        """
        if not given:
            return []
        paragraphs = self._split(given)
        every = [tokens for paragraph in paragraphs for _, tokens in paragraph]
        if through is None:
            found = iter(self._annotated(every))
        else:
            found = iter(through([repr(tokens) for tokens in every], lambda unknown: self._annotated([every[i] for i in unknown])))
        return [[Rows(at, *next(found)) for at, _ in paragraph] for paragraph in paragraphs]

    def _split(self, given: Sequence[tuple[str, bool]]) -> list[list[tuple[int, list[Token]]]]:
        """Where each sentence of each paragraph begins, and its tokens, whose offsets count from there."""
        pipeline = self._stanza  # first, because the next line imports torch
        from stanza.models.common.doc import Document

        paragraphs = []
        with addresses.bounded():
            documents = pipeline.bulk_process([Document([], text=plain(text)) for text, _ in given], processors="tokenize,mwt")
        for doc, (_, one_sentence) in zip(documents, given, strict=True):
            tokens = [_rejoined([token.to_dict() for token in sentence.tokens]) for sentence in doc.sentences]
            if one_sentence and tokens:
                tokens = [[token for sentence in tokens for token in sentence]]
            else:
                tokens = mend(tokens, doc.text, _start, _end, signs())
            paragraphs.append([(_start(sentence[0]), _renumber(sentence)) for sentence in tokens])
        return paragraphs

    def _annotated(self, sentences: Sequence[list[Token]]) -> list[list[list[list[Any]]]]:
        """Words and names of each sentence, as `Rows` has them. They hang on nothing but its tokens."""
        pipeline = self._stanza
        from stanza.models.common.doc import Document

        documents = [Document([[dict(zip(TOKEN, token, strict=True)) for token in sentence]], text="") for sentence in sentences]
        return [
            [
                [_row(word) for sentence in doc.sentences for word in sentence.words],
                [[NER_KINDS[e.type], e.start_char, e.end_char] for e in doc.ents if e.type in NER_KINDS],
            ]
            for doc in pipeline.bulk_process(documents, processors=[name for name in pipeline.processors if name not in SPLITTING])
        ]

    @cached_property
    def _stanza(self) -> Any:  # noqa: ANN401 - stanza ships no types
        folder = self.folder
        where = {"dir": str(folder)} if folder else {}
        quiet = {"logging_level": "ERROR", "verbose": False}
        try:
            with _nothing_collected():
                import stanza
                import torch

                torch.set_num_threads(self.threads)
                processors, options = self._processors(folder)
                with _nothing_trained():
                    return stanza.Pipeline(
                        DEFAULT, processors=processors, download_method=None, use_gpu=False, **quiet, **where, **options
                    )
        except Exception as error:  # stanza raises many kinds, from missing files to pickles of another version
            raise ModelError(
                f"cannot load the Stanza models: {error}",
                where=str(self.folder or stanza_folder()),
                hint="provaudit models explains which models there are and how to get them",
            ) from error

    def _processors(self, folder: Path | None) -> tuple[Any, dict[str, Any]]:
        """Stanza's own processors, or a learned parser in the place of its tagger and parser; and what they have to know."""
        if folder is None or not (folder / SYNTAX).is_dir():
            return ",".join(PROCESSORS), {}
        packages = {name: "default" for name in PROCESSORS if name != "depparse"} | {"pos": stanza_syntax.register()}
        # No package: it would add Stanza's own parser where there is one, and that would have the last word.
        return packages, {"package": None, "pos_syntax": str(folder / SYNTAX), "pos_threads": self.threads}


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Torch, Stanza and the models stay once they are loaded. The collector would go through them while they load, for a third of a
    second in all, and again and again later, for a quarter of a second each."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collected:
            gc.enable()


@contextmanager
def _nothing_trained() -> Iterator[None]:
    """Stanza gives its tokenizer, tagger and parser optimizers even where nothing is trained, and the first optimizer makes torch
    import its whole compiler: a second of every run. One function makes all of them; meanwhile it makes some of nothing."""
    from stanza.models.common import utils
    from torch.optim import Optimizer

    class OfNothing(Optimizer):
        """Has no weights and no state; schedulers of learning rates accept it."""

        def __init__(self) -> None:
            self.param_groups, self.state, self.defaults = [], defaultdict(dict), {}

        def load_state_dict(self, state_dict: dict[str, Any]) -> None:
            """What a model's training came to is not needed."""

    dispatch = utils.dispatch_optimizer
    utils.dispatch_optimizer = lambda *_args, **_kwargs: OfNothing()
    try:
        yield
    finally:
        utils.dispatch_optimizer = dispatch


def stanza_folder() -> Path:
    """Where Stanza keeps the English models that it fetches itself."""
    from stanza.resources.common import DEFAULT_MODEL_DIR

    return Path(DEFAULT_MODEL_DIR) / DEFAULT


@cache
def signs() -> Signs:
    """By what sentences are mended: in the language of the tokenizer."""
    return signs_of(load_language(DEFAULT, None))


def plain(text: str) -> str:
    """The same length, with what upsets the tokenizer made harmless: control characters and zero-width ones become spaces, and so
    does the mark of a changed name ("Leila*")."""
    return FOOTNOTE.sub(" ", text.translate(HARMFUL))


def _start(token: list[dict[str, Any]]) -> int:
    return int(token[0]["start_char"])


def _end(token: list[dict[str, Any]]) -> int:
    return int(token[0]["end_char"])


def _rejoined(tokens: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """The tokens, with words in one piece that the tokenizer has cut in two: "“Never,” it|s owner said", "In|ês Couto"."""
    kept: list[list[dict[str, Any]]] = []
    for token in tokens:
        before = kept[-1][0] if kept else {}
        first, second = str(before.get("text", "")), str(token[0]["text"])
        its = second == "s" and first.casefold() == "it"
        accented = first.isalpha() and second.isalpha() and second[0].islower() and not second[0].isascii()
        if (its or accented) and len(token) == 1 and _end(kept[-1]) == _start(token):
            kept[-1] = [{**before, "text": first + second, "end_char": _end(token)}]
        else:
            kept.append(token)
    return kept


def _renumber(sentence: list[list[dict[str, Any]]]) -> list[Token]:
    """Words counted anew from 1, offsets from the first; a multi-word token ("don't" in some models) keeps its entry before its
    words, which may have no offsets."""
    entries: list[Token] = []
    at, first = 1, _start(sentence[0])

    def add(number: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401 - a number, or two
        start, end = entry.get("start_char"), entry.get("end_char")
        entries.append((number, entry["text"], start if start is None else start - first, end if end is None else end - first))

    for token in sentence:
        words = token[1:] or token
        if len(token) > 1:
            add((at, at + len(words) - 1), token[0])
        for word in words:
            add(at, word)
            at += 1
    return entries


def _row(word: Any) -> list[Any]:  # noqa: ANN401 - stanza ships no types
    # Words of a multi-word token may have no offsets of their own: then the token's stand.
    start = word.start_char if word.start_char is not None else word.parent.start_char
    end = word.end_char if word.end_char is not None else word.parent.end_char
    tags = [word.upos or "X", word.xpos or "", word.feats or ""]
    return [word.text, word.lemma or word.text, *tags, word.head or 0, word.deprel or "dep", start, end]
