"""The learned attribution tagger: flat source, cue and content spans of a whole article, from one ONNX model.

A MiniLM encoder with three heads: BIO tags of words, content-to-cue links and cue-to-source links; decoding.py makes triples of
them. Trained on PolNeAR; see docs/models.md for scores and limits. It returns neither nested attributions nor relays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provaudit.errors import ModelError
from provaudit.model.parse import TaggedAttribution
from provaudit.model.span import Span, Spans
from provaudit.nlp.onnx import open_session
from provaudit.nlp.rows import rows_of, triple
from provaudit.nlp.wordpiece import WordPiece, features
from provaudit.remembered import remembered

if TYPE_CHECKING:
    from provaudit.nlp.decoding import Decoder, Scores

WORD = re.compile(r"\w+(?:[’'\-.&]\w+)*|''|``|[^\w\s]")
TYPED_QUOTES = {"''": '"', "``": '"'}  # two characters on a typewriter or in TeX, one mark to the reader
Through = Callable[[Sequence[str], Callable[[int], list[Any]]], list[Any]]
"""Given what each window is made of, and a function from a window's index to what is found in it: what is found in each."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an article as the tagger counts them."""

    places: list[tuple[int, int]]  # where each begins and ends
    first: list[bool]  # whether a word opens a paragraph
    paragraph: list[int]
    pieces: list[list[int]]
    features: list[int]  # case shape (0-4), 5 more inside quotation marks


@dataclass(frozen=True, slots=True)
class _Window:
    """Words `start:end` to be tagged, seen in the context `low:high`."""

    start: int
    end: int
    low: int
    high: int


class AttributionTagger:
    """Loads the model on first use, once; `extract` is deterministic and keeps no state between articles."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self._where = where = folder / "tagger.json"
        try:
            config = json.loads(where.read_text(encoding="utf-8"))
            self._words = WordPiece(config.pop("vocab"))
            self._limit, self._context = config["limit"], config["context"]
            self._uses_features = bool(config["feats"])
            self._config = config
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _unreadable(where, error) from error

    def load(self) -> None:
        """Loads the network now. Raises ModelError."""
        _ = self._decoder, self._session

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        return open_session(self._folder / "model.int8.onnx", self._threads)

    @cached_property
    def _decoder(self) -> Decoder:
        from provaudit.nlp.decoding import Decoder  # and numpy, which is not needed where all windows are known

        try:
            return Decoder(self._config)
        except (ValueError, KeyError, TypeError) as error:
            raise _unreadable(self._where, error) from error

    def extract(self, text: str, paragraphs: list[Span]) -> tuple[TaggedAttribution, ...]:
        """The attributions of the tagger's best reading, in text order; spans are code points into `text`."""
        return tuple(p for p in self.proposals(text, paragraphs) if p.plain)

    def proposals(self, text: str, paragraphs: list[Span], through: Through | None = None) -> tuple[TaggedAttribution, ...]:
        """All that any reading proposes, in text order; proposals compete for words. `through` may know some windows already.

        Raises ModelError where the model is needed and cannot be loaded.
        """
        words = self._split(text, paragraphs)
        windows = self._windows(words)

        def tag(index: int) -> list[Any]:
            return rows_of(self._tag(words, windows[index]), words.places[windows[index].low][0])

        if through is None:
            found = [tag(index) for index in range(len(windows))]
        else:
            found = through([_given(words, window) for window in windows], tag)
        return tuple(triple(row, words.places[w.low][0]) for w, rows in zip(windows, found, strict=True) for row in rows)

    def _tag(self, words: _Words, window: _Window) -> list[TaggedAttribution]:
        scores = self._run(words, window)
        found = []
        for p in self._decoder.proposals(scores, words.paragraph[window.start : window.end]):
            source, cue, content = (_pieces(words, window, role) for role in (p.source, p.cue, p.content))
            found.append(TaggedAttribution(source, cue, content, p.support, p.plain))
        return found

    def _split(self, text: str, paragraphs: list[Span]) -> _Words:
        words = _Words([], [], [], [], [])
        for number, paragraph in enumerate(paragraphs):
            places, forms, told = _words_of(paragraph.of(text))
            at = paragraph.start
            words.places.extend([(at + start, at + end) for start, end in places])
            words.first.extend([index == 0 for index in range(len(places))])
            words.paragraph.extend([number] * len(places))
            words.pieces.extend([self._words(form) for form in forms])
            words.features.extend(told if self._uses_features else [0] * len(told))
        return words

    def _windows(self, words: _Words) -> list[_Window]:
        """Whole paragraphs together as long as they fit; over-long paragraphs are cut."""
        chunks: list[tuple[int, int, int]] = []
        start, size = 0, 1
        for i, pieces in enumerate(words.pieces):
            if i > start and (words.first[i] or size + len(pieces) > self._limit):
                chunks.append((start, i, size))
                start, size = i, 1
            size += len(pieces)
        if words.pieces:
            chunks.append((start, len(words.pieces), size))
        joined: list[tuple[int, int]] = []
        total = 0
        for start, end, size in chunks:
            if joined and total + size <= self._limit:
                joined[-1] = (joined[-1][0], end)
                total += size
            else:
                joined.append((start, end))
                total = size
        return [self._widen(words, start, end) for start, end in joined]

    def _widen(self, words: _Words, start: int, end: int) -> _Window:
        """Adds words of context, alternately before and behind, up to the model's limit."""
        limit = self._limit + self._context
        size = sum(map(len, words.pieces[start:end])) + sum(words.first[start:end]) + 5
        low, high = start, end
        open_sides = [True, True]
        side = 0
        while any(open_sides):
            at = low - 1 if side == 0 else high
            if open_sides[side]:
                if 0 <= at < len(words.pieces) and size + len(words.pieces[at]) + 1 <= limit:
                    size += len(words.pieces[at]) + words.first[at]
                    low, high = (at, high) if side == 0 else (low, at + 1)
                else:
                    open_sides[side] = False
            side = 1 - side
        return _Window(start, end, low, high)

    def _run(self, words: _Words, window: _Window) -> Scores:
        """What the network says of the words to be tagged. One window a run: int8 scales depend on what shares a batch."""
        import numpy as np

        from provaudit.nlp.decoding import Scores

        ids, features, first = [self._words.start], [4], []
        for i in range(window.low, window.high):
            if words.first[i] and i > window.low:
                ids.append(self._words.paragraph)
                features.append(4)
            first.append(len(ids))
            ids += words.pieces[i]
            features += [words.features[i]] * len(words.pieces[i])
        ids.append(self._words.stop)
        features.append(4)
        feed = {
            "ids": np.array([ids], np.int64),
            "feats": np.array([features], np.int64),
            "mask": np.ones((1, len(ids)), bool),
            "first": np.array([first], np.int64),
        }
        tags, link, source_link = self._session.run(["emit", "link", "slink"], feed)
        inside = slice(window.start - window.low, window.end - window.low)
        return Scores(tags[0, inside], link[0, inside, inside], source_link[0, inside, inside])


@remembered(1000)  # paragraphs: some twenty articles
def _words_of(paragraph: str) -> tuple[list[tuple[int, int]], list[str], list[int]]:
    """Places, forms and features of the words of a paragraph."""
    found = list(WORD.finditer(paragraph))
    forms = [TYPED_QUOTES.get(match.group(), match.group()) for match in found]
    return [match.span() for match in found], forms, features(forms)


def _given(words: _Words, window: _Window) -> str:
    """All that the tags of a window depend on, and where its words lie after the first one: nothing else of the text counts."""
    seen = slice(window.low, window.high)
    at, number = words.places[window.low][0], words.paragraph[window.low]
    places = [(start - at, end - at) for start, end in words.places[seen]]
    paragraphs = [n - number for n in words.paragraph[seen]]
    tagged = (window.start - window.low, window.end - window.low)
    return repr((words.pieces[seen], words.features[seen], words.first[seen], paragraphs, places, tagged))


def _unreadable(where: Path, error: Exception) -> ModelError:
    return ModelError(f"cannot read the attribution tagger: {error!r}", where=str(where))


def _pieces(words: _Words, window: _Window, numbers: Sequence[int]) -> Spans:
    runs: list[list[int]] = []
    for i in numbers:
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    places = words.places
    return tuple(Span(places[window.start + a][0], places[window.start + b - 1][1]) for a, b in runs)
