"""The real Stanza pipeline, bundled models by default, and the attribution tagger beside it; nothing is downloaded here."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from provaudit import resources
from provaudit.errors import ModelError
from provaudit.languages import load_language
from provaudit.languages.schema import Takes
from provaudit.model.article import Article, BlockKind
from provaudit.model.parse import Name, Parse, Sentence, Word
from provaudit.model.span import Span
from provaudit.nlp.sentences import mend
from provaudit.nlp.tagger import AttributionTagger

BUNDLED = "bundled"
STANZA_DEFAULT = "stanza:default"
PROCESSORS = "tokenize,pos,lemma,depparse,ner"
ONE_SENTENCE = frozenset({BlockKind.HEADLINE, BlockKind.DECK, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.CREDIT})
NER_KINDS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}


class Parser:
    """Parses articles; models load on first use, once. `models`: "bundled", "stanza:default", or a folder with resources.json."""

    def __init__(self, models: str = BUNDLED, threads: int = 1) -> None:
        self.models = models
        self.threads = threads

    @property
    def folder(self) -> Path | None:
        """Where the Stanza models lie; None for Stanza's own folder."""
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

    @cached_property
    def fingerprint(self) -> str:
        """Names and short hashes of all models, for the stamp: the same fingerprint parses the same way."""
        tagger = resources.folder("models") / "en-attribution"
        name = self.models if self.models in (BUNDLED, STANZA_DEFAULT) else Path(self.models).name
        return f"{name}:{_digest(self.folder) if self.folder else _digest(_stanza_folder())} tagger:{_digest(tagger)}"

    @cached_property
    def _pipeline(self) -> Any:  # noqa: ANN401 - stanza ships no types
        import stanza
        import torch

        torch.set_num_threads(self.threads)
        where = {"dir": str(self.folder)} if self.folder else {}
        try:
            return stanza.Pipeline(
                lang="en", processors=PROCESSORS, download_method=None, use_gpu=False, logging_level="ERROR", verbose=False, **where
            )
        except Exception as error:  # stanza raises many kinds, from missing files to pickles of another version
            raise ModelError(
                f"cannot load the Stanza models: {error}",
                where=str(self.folder or _stanza_folder()),
                hint="provaudit models explains which models there are and how to get them",
            ) from error

    @cached_property
    def _tagger(self) -> AttributionTagger:
        return AttributionTagger(resources.folder("models") / "en-attribution", self.threads)

    def parse(self, article: Article) -> Parse:
        """Sentences, names and tagged attributions of an article. Sentences never cross blocks; headlines are one sentence."""
        from stanza.models.common.doc import Document

        blocks = [b for b in article.blocks if b.span.of(article.text).strip()]
        docs = [Document([], text=_plain(b.span.of(article.text))) for b in blocks]
        docs = self._pipeline.bulk_process(docs, processors="tokenize,mwt") if docs else []
        split = []
        for block, doc in zip(blocks, docs, strict=True):
            tokens = [[token.to_dict() for token in sentence.tokens] for sentence in doc.sentences]
            if block.kind in ONE_SENTENCE and tokens:
                tokens = [[token for sentence in tokens for token in sentence]]
            else:
                tokens = mend(tokens, doc.text, _start, _end, _speech_verbs())
            split.append(Document([_renumber(s) for s in tokens], text=doc.text))
        split = self._pipeline.bulk_process(split, processors="pos,lemma,depparse,ner") if split else []
        sentences: list[Sentence] = []
        names: list[Name] = []
        for block, doc in zip(blocks, split, strict=True):
            for sentence in doc.sentences:
                words = tuple(_word(w, block.span.start) for w in sentence.words)
                sentences.append(Sentence(len(sentences), Span(words[0].span.start, words[-1].span.end), words))
            names += [
                Name(Span(block.span.start + e.start_char, block.span.start + e.end_char), NER_KINDS[e.type])
                for e in doc.ents
                if e.type in NER_KINDS
            ]
        tagged = self._tagger.proposals(article.text, [b.span for b in blocks])
        return Parse(tuple(sentences), tuple(names), tagged, self.fingerprint, sum(len(s.words) for s in sentences))


def _plain(text: str) -> str:
    """The same length, with what upsets the tokenizer made harmless: control characters and zero-width ones become spaces."""
    return "".join(" " if (ord(c) < 32 or c in "\u200b\u200c\u200d\u2060\ufeff\u00ad") else c for c in text)


def _start(token: list[dict[str, Any]]) -> int:
    return int(token[0]["start_char"])


def _end(token: list[dict[str, Any]]) -> int:
    return int(token[0]["end_char"])


def _renumber(sentence: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Words counted anew from 1; a multi-word token ("don't" in some models) keeps its entry before its words."""
    entries: list[dict[str, Any]] = []
    at = 1
    for token in sentence:
        words = token[1:] or token
        if len(token) > 1:
            entries.append({**token[0], "id": (at, at + len(words) - 1)})
        for word in words:
            entries.append({**word, "id": at})
            at += 1
    return entries


def _word(word: Any, shift: int) -> Word:  # noqa: ANN401 - stanza ships no types
    # Words of a multi-word token may have no offsets of their own: then the token's stand.
    start = word.start_char if word.start_char is not None else word.parent.start_char
    end = word.end_char if word.end_char is not None else word.parent.end_char
    return Word(
        id=word.id,
        form=word.text,
        lemma=word.lemma or word.text,
        upos=word.upos or "X",
        xpos=word.xpos or "",
        feats=word.feats or "",
        head=word.head or 0,
        deprel=word.deprel or "dep",
        span=Span(shift + start, shift + end),
    )


def _stanza_folder() -> Path:
    from stanza.resources.common import DEFAULT_MODEL_DIR

    return Path(DEFAULT_MODEL_DIR) / "en"


def _digest(folder: Path) -> str:
    """First 12 hex digits over names and contents of all model files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".pt", ".onnx", ".json"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _speech_verbs() -> frozenset[str]:
    """Forms of English verbs that report quotations: the tokenizer is one of English."""
    language = load_language("en")
    return frozenset(form for form, lemma in language.verb_forms.items() if Takes.QUOTE in language.verb_cues[lemma].takes)
