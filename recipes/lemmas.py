"""The lemmatizer's dictionary: the treebank's words, and words that it lacks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from recipes.conllu import DEPREL, FEATS, FORM, LEMMA, UPOS, words, write_list
from recipes.inputs import BUNDLED, Inputs

Entry = tuple[str, str, str]  # form, UPOS, lemma
TABLES = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj"}  # of spaCy's lookups, which come from WordNet
SHORTEST = 3


def make(inputs: Inputs, vectors: Path) -> Path:
    """A CoNLL-U file that Stanza's lemmatizer makes its dictionary from."""
    known = list(_treebank(inputs.treebank("train")))
    seen = {(form, upos) for form, upos, _ in known}
    extra = _bundled(seen) if inputs.spacy_model is None else _inflected(inputs.spacy_model, _vocabulary(vectors), seen)
    target = inputs.work / "ud" / "train.lemma.conllu"
    total = write_list(target, [*known, *extra])
    print(f"lemmas: {total} entries, {total - len(known)} of them from outside the treebank")
    return target


def _treebank(path: Path) -> Iterator[Entry]:
    """Each (form, UPOS, lemma) once, or as often as it occurs where a form has several lemmas, so that the majority wins."""
    rows = [
        (cells[FORM], cells[UPOS], cells[LEMMA])
        for cells in words(path)
        if cells[DEPREL] != "goeswith" and "Typo=Yes" not in cells[FEATS]
    ]
    lemmas: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form, upos, lemma in rows:
        lemmas[form, upos].add(lemma)
    seen: set[Entry] = set()
    for entry in rows:
        if len(lemmas[entry[:2]]) > 1 or entry not in seen:
            seen.add(entry)
            yield entry


def _bundled(seen: set[tuple[str, str]]) -> Iterator[Entry]:
    """What the bundled lemmatizer knows of words that the treebank does not have at all."""
    import torch
    from stanza.models.lemma.trainer import _unpack_pos_dict

    model = torch.load(BUNDLED / "en-ud-news" / "en" / "lemma" / "news.pt", map_location="cpu", weights_only=True)
    forms = {form for form, _ in seen}
    for upos, lemmas in _unpack_pos_dict(model["dicts"]).items():
        for form, lemma in lemmas.items():
            if form not in forms:
                yield form, "X" if upos == "*" else upos, lemma  # "*": the lemma of any other tag


def _vocabulary(vectors: Path) -> list[str]:
    import torch

    return list(torch.load(vectors, map_location="cpu", weights_only=True)["vocab"]["_id2unit"][4:])


def _inflected(model: Path, common: list[str], seen: set[tuple[str, str]]) -> Iterator[Entry]:
    """Inflected forms by WordNet's rules and exceptions; frequent words with a capital too, as at the start of a sentence."""
    from spacy.lookups import Lookups

    lookups = Lookups().from_disk(model / "lemmatizer" / "lookups")
    rules, exceptions, index = (lookups.get_table(f"lemma_{name}") for name in ("rules", "exc", "index"))
    known = {table: set(index[table]) for table in TABLES.values()}
    strings = json.loads((model / "vocab" / "strings.json").read_text(encoding="utf-8"))
    frequent = set(common)
    for word in dict.fromkeys([*common, *(w for w in strings if w.islower() and w.isascii() and w.isalpha())]):
        if not word.isalpha() or len(word) < SHORTEST:
            continue
        lemmas = {upos: _lemma(word, upos, exceptions[table], rules[table], known[table]) for upos, table in TABLES.items()}
        forms = (word, word.capitalize()) if word in frequent else (word,)
        entries = [(form, upos, lemma) for upos, lemma in lemmas.items() if lemma for form in forms if form != lemma]
        if len(forms) > 1 and any(lemmas.values()):
            entries.append((word.capitalize(), "PROPN", word.capitalize()))
        yield from (entry for entry in entries if entry[:2] not in seen)


def _lemma(word: str, upos: str, exceptions: Mapping[str, list[str]], rules: list[tuple[str, str]], known: set[str]) -> str | None:
    """The lemma "child" of "children", "city" of "cities"; None where neither list nor rule leads to a known word."""
    if word in exceptions:
        return exceptions[word][0]
    if word in known and not (upos == "VERB" and word.endswith(("ing", "ed"))):
        return word
    for ending, replacement in rules:
        if ending and word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending) + replacement
            if stem in known:
                return stem
    return None
