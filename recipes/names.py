"""Silver training data for names (PER, ORG, LOC, MISC) from news text that nobody annotated by hand.

With PolNeAR's CoreNLP files and a spaCy model, the two are merged: where they agree the name is kept, where they do not, the
reading that has more support for those words over the whole collection wins. Without them the bundled model's own names are taken,
which shows that the step works and cannot make a better model.
"""

from __future__ import annotations

import json
import random
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recipes.inputs import BUNDLED, Inputs, need

Spot = tuple[int, int, str]  # start, end, type
CORENLP = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
SPACY = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
         "WORK_OF_ART": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "LANGUAGE": "MISC"}  # fmt: skip
ARTICLES, QUICK_ARTICLES = 330, 12
HELD_OUT = {"test": 50, "dev": 40}
POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Read:
    """One text and what two systems, or one twice, see in it."""

    text: str
    first: list[Spot]
    second: list[Spot]


def make(inputs: Inputs, tokenizer: Path) -> Path:
    """The folder with train.json and dev.json for Stanza's NER tagger; `tokenizer` is a model folder with the new tokenizer."""
    lines = need(inputs.news("train"), "news text for the names").read_text(encoding="utf-8").splitlines()
    articles = [(a["id"], a["text"]) for a in map(json.loads, lines)]
    random.Random(7).shuffle(articles)
    articles = articles[: QUICK_ARTICLES if inputs.quick else ARTICLES]
    merged = inputs.corenlp is not None and inputs.spacy_model is not None
    read = list(_two_opinions(inputs, articles) if merged else _bundled(articles))
    held_out = {split: len(read) * n // ARTICLES for split, n in HELD_OUT.items()}
    target = inputs.work / "ner"
    target.mkdir(parents=True, exist_ok=True)
    pipeline = _pipeline(tokenizer, "tokenize")
    done = [_tag(pipeline(r.text), spots) for r, spots in zip(read, _vote(read), strict=True)]
    cut = held_out["test"] + held_out["dev"]
    for split, part in (("test", done[: held_out["test"]]), ("dev", done[held_out["test"] : cut]), ("train", done[cut:])):
        sentences = [sentence for article in part for sentence in article if sentence]
        (target / f"{split}.json").write_text(json.dumps(sentences), encoding="utf-8")
        print(f"names, {split}: {len(sentences)} sentences", flush=True)
    return target


def _pipeline(folder: Path, processors: str) -> Any:  # noqa: ANN401 - Stanza ships no types
    import stanza

    return stanza.Pipeline(lang="en", dir=str(folder), processors=processors, download_method=None, use_gpu=False, verbose=False)


def _bundled(articles: list[tuple[str, str]]) -> Iterator[Read]:
    pipeline = _pipeline(BUNDLED / "en-ud-news", "tokenize,ner")
    for _, text in articles:
        spots = [(e.start_char, e.end_char, e.type) for e in pipeline(text).ents]
        yield Read(text, spots, spots)


def _two_opinions(inputs: Inputs, articles: list[tuple[str, str]]) -> Iterator[Read]:
    import spacy

    assert inputs.corenlp is not None
    nlp = spacy.load(inputs.spacy_model, exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    for name, text in articles:
        file = need(inputs.corenlp / f"{name}.txt.xml", "CoreNLP reading")
        second = [(e.start_char, e.end_char, SPACY[e.label_]) for e in nlp(text).ents if e.label_ in SPACY]
        yield Read(text, list(_bare(text, _corenlp(file))), list(_bare(text, second)))


def _corenlp(path: Path) -> list[Spot]:
    spots: list[Spot] = []
    for sentence in ElementTree.parse(path).getroot().iter("sentence"):
        last = None
        for token in sentence.iter("token"):
            kind = CORENLP.get(token.findtext("NER") or "")
            start, end = (int(token.findtext(f"CharacterOffset{side}") or 0) for side in ("Begin", "End"))
            if kind and kind == last:
                spots[-1] = (spots[-1][0], end, kind)
            elif kind:
                spots.append((start, end, kind))
            last = kind
    return spots


def _bare(text: str, spots: list[Spot]) -> Iterator[Spot]:
    """Names without "the" and "'s"; those over a line end are no names."""
    for start, end, kind in spots:
        article = re.match(r"[Tt]he\s+", text[start:end])
        start += article.end() if article else 0
        owner = POSSESSIVE.search(text[start:end])
        end = start + owner.start() if owner else end
        if start < end and "\n" not in text[start:end]:
            yield start, end, kind


def _vote(read: list[Read]) -> Iterator[list[Spot]]:
    """For each text the names that both saw, and of the others those that most readings of the same words support."""
    support: dict[str, Counter[str]] = defaultdict(Counter)
    for r in read:
        for start, end, kind in (*r.first, *r.second):
            support[r.text[start:end]][kind] += 1
    for r in read:
        both = set(r.first) & set(r.second)
        kept = sorted(both)
        disputed = (set(r.first) | set(r.second)) - both
        for start, end, kind in sorted(disputed, key=lambda s: (-support[r.text[s[0] : s[1]]][s[2]], s)):
            words = r.text[start:end]
            best, votes = support[words].most_common(1)[0]
            occurrences = len(re.findall(r"(?<!\w)" + re.escape(words) + r"(?!\w)", r.text))
            seen = sum(r.text[x:y] == words for x, y, _ in (*r.first, *r.second))
            free = all(end <= x or y <= start for x, y, _ in kept)
            # half or more of all readings in this article see a name here
            if free and kind == best and seen >= occurrences and (votes >= 2 or kind == "PER"):
                kept.append((start, end, kind))
        yield sorted(kept)


def _tag(document: Any, spots: list[Spot]) -> list[list[dict[str, str]]]:  # noqa: ANN401 - Stanza ships no types
    """Sentences of tokens with BIO tags."""
    tagged = []
    for sentence in document.sentences:
        row, last = [], None
        for token in sentence.tokens:
            hit = next((s for s in spots if s[0] < token.end_char and token.start_char < s[1]), None)
            if hit is None or re.fullmatch(r"['’]s?", token.text):
                row.append({"text": token.text, "ner": "O"})
                last = None
            else:
                row.append({"text": token.text, "ner": ("I-" if hit == last else "B-") + hit[2]})
                last = hit
        tagged.append(row)
    return tagged
