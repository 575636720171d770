"""Article to Parse: paragraphs through the Stanza pipeline, the whole through the attribution tagger, what is known not again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any

from provaudit import __version__, resources
from provaudit.model.article import Article, Block, BlockKind
from provaudit.model.parse import Name, Parse, Sentence
from provaudit.model.span import Span
from provaudit.nlp.memory import Memory
from provaudit.nlp.pipeline import BUNDLED, STANZA_DEFAULT, Pipeline, plain, signs, stanza_folder
from provaudit.nlp.rows import Rows
from provaudit.nlp.tagger import AttributionTagger

ONE_SENTENCE = frozenset({BlockKind.HEADLINE, BlockKind.DECK, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.CREDIT})
LIBRARIES = ("stanza", "torch", "onnxruntime")


class Models:
    """The Stanza pipeline and the attribution tagger, and what identifies them."""

    def __init__(self, name: str, threads: int) -> None:
        self.name, self.threads = name, threads
        self.pipeline = Pipeline(name, threads)
        self.tagger = AttributionTagger(resources.folder("models") / "en-attribution", threads)

    @cached_property
    def fingerprint(self) -> str:
        """Names and short hashes of all models. Raises ModelError where there are none."""
        tagger = resources.folder("models") / "en-attribution"
        name = self.name if self.name in (BUNDLED, STANZA_DEFAULT) else Path(self.name).name
        return f"{name}:{_digest(self.pipeline.folder or stanza_folder())} tagger:{_digest(tagger)}"

    def load(self) -> None:
        """Loads the models now rather than with the first article. Raises ModelError."""
        self.pipeline.load()
        self.tagger.load()

    @cached_property
    def made_by(self) -> bytes:
        """A hash over all that an answer of the models depends on besides the text: models, libraries, threads, our own code."""
        libraries = [f"{name} {version(name)}" for name in LIBRARIES]
        code = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]  # what is being worked on has no version
        made_by = f"{__version__} {self.fingerprint} {self.threads} {libraries} {signs().words}".encode()
        return hashlib.sha256(b"\0".join([made_by, *code])).digest()


class Parser:
    """Parses articles; models load when there is something that the memory does not know, and once.

    `models`: "bundled", "stanza:default", or a folder with resources.json. Whatever the memory knows, the parse is the same.
    """

    def __init__(self, models: str | Models = BUNDLED, threads: int = 1, memory: Memory | None = None) -> None:
        self._models = models if isinstance(models, Models) else Models(models, threads)
        self._memory = memory or Memory()

    def remembering(self, memory: Memory) -> Parser:
        """A parser with the models of this one, loaded once for both, and another memory."""
        return Parser(self._models, memory=memory)

    def load(self) -> None:
        """Loads the models now rather than when something is not known. Raises ModelError."""
        self._models.load()

    @property
    def folder(self) -> Path | None:
        """Where the Stanza models lie; None for Stanza's own folder. Raises ModelError where there are none."""
        return self._models.pipeline.folder

    @property
    def fingerprint(self) -> str:
        """Names and short hashes of all models, for the stamp: the same fingerprint parses the same way."""
        return self._models.fingerprint

    def parse(self, article: Article) -> Parse:
        """Sentences, names and tagged attributions of an article. Sentences never cross blocks; headlines are one sentence.

        A dateline has no words: it is no part of the tree of the sentence that it opens. Raises ModelError where models are missing
        or cannot be loaded.
        """
        blocks = [b for b in article.blocks if b.span.of(article.text).strip()]
        spoken = [_spoken(b, article.text) for b in blocks]
        given = [(plain(span.of(article.text)), b.kind in ONE_SENTENCE) for b, span in zip(blocks, spoken, strict=True)]

        def parsed(unknown: list[int]) -> list[list[object]]:
            found = self._models.pipeline.paragraphs([given[index] for index in unknown], self._sentences)
            return [[[rows.at, rows.words, rows.names] for rows in paragraph] for paragraph in found]

        keys = [self._key("paragraph", *map(str, one)) for one in given]
        known = self._memory.through(keys, parsed)
        read = self._memory.through(  # what a sentence is wherever it stands is the same wherever it comes to stand
            [key + b"rows" for key in keys],
            lambda unknown: [[Rows(*row) for row in known[index]] for index in unknown],
            lasting=False,
        )
        firsts = [0, *accumulate(map(len, known))]
        places = [(span.start, first) for span, first in zip(spoken, firsts, strict=False)]
        # above a change all is where it was, and sentences know their trees already
        placed = self._memory.through(
            [key + repr(place).encode() for key, place in zip(keys, places, strict=True)],
            lambda unknown: [_placed(read[index], *places[index]) for index in unknown],
            lasting=False,
        )
        sentences: list[Sentence] = []
        names: list[Name] = []
        for block, (found, called) in zip(blocks, placed, strict=True):
            sentences += found
            names += called
            if block.dateline is not None and found:
                sentences[-len(found)] = replace(found[0], span=Span(block.dateline.start, found[0].span.end))
        tagged = self._models.tagger.proposals(
            article.text,
            [b.span for b in blocks],
            lambda windows, tag: self._memory.through([self._key("window", window) for window in windows], partial(map, tag)),
        )
        return Parse(tuple(sentences), tuple(names), tagged, self.fingerprint, sum(len(s.words) for s in sentences))

    def _sentences(self, made_of: Sequence[str], find: Callable[[list[int]], list[Any]]) -> list[Any]:
        """What is found in each sentence: those of a changed paragraph are mostly known, and the next process has paragraphs."""
        return self._memory.through([self._key("sentence", one) for one in made_of], find, lasting=False)

    def _key(self, *parts: str) -> bytes:
        """What was given to the models, and what they are."""
        digest = hashlib.sha256(self._models.made_by)
        for part in parts:
            digest.update(f"{len(part)}:".encode())
            digest.update(part.encode("utf-8", "surrogatepass"))
        return digest.digest()


def _placed(paragraph: list[Rows], start: int, first: int) -> tuple[list[Sentence], list[Name]]:
    """Sentences and names of a paragraph that begins at `start` of the text; its first sentence has the index `first`."""
    sentences = [rows.sentence(start, index) for index, rows in enumerate(paragraph, first)]
    return sentences, [name for rows in paragraph for name in rows.names_found(start)]


def _spoken(block: Block, text: str) -> Span:
    """What of a block is running text: all but its dateline."""
    if block.dateline is None:
        return block.span
    rest = Span(block.dateline.end, block.span.end)
    return Span(rest.trim(text).start, rest.end) if rest.of(text).strip() else block.span


def _digest(folder: Path) -> str:
    """The short hash of all model files. What weighs the tagger's proposals lies there too, and changes no parse."""
    return resources.digest(folder, (p for p in folder.rglob("*") if p.suffix in {".pt", ".onnx", ".json"}))
