"""Word vectors for the parser models: the bundled ones, or new ones from a spaCy model's vectors."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from recipes.conllu import FORM, words
from recipes.inputs import BUNDLED, Inputs, need

SIZE, DIMENSIONS = 40_000, 100
LONGEST = 30
TOKEN = re.compile(r"[^\W_]+|[^\w\s]")


def make(inputs: Inputs) -> Path:
    """The vectors as a Stanza pretrain file."""
    target = inputs.work / "vectors.pt"
    if inputs.spacy_model is None:
        shutil.copy(BUNDLED / "en-ud-news" / "en" / "pretrain" / "news.pt", target)
    else:
        _reduce(need(inputs.spacy_model, "spaCy model"), inputs, target)
    return target


def _reduce(model: Path, inputs: Inputs, target: Path) -> None:
    """Keeps 40,000 words and, of 300 dimensions, the 100 strongest (uncentred SVD over the distinct rows)."""
    import numpy as np
    import torch
    from spacy.strings import hash_string
    from spacy.vectors import Vectors
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    vectors = Vectors()
    vectors.from_disk(model / "vocab")
    table = np.asarray(vectors.data, dtype=np.float32)
    row_of = {int(key): int(row) for key, row in vectors.key2row.items()}

    def row(word: str) -> int | None:
        # Stanza lowercases what it looks up; the vectors have words as they were written.
        for form in (word, word.lower(), word.title(), word.upper()):
            found = row_of.get(hash_string(form))
            if found is not None and table[found].any():
                return found
        return None

    strings = json.loads((model / "vocab" / "strings.json").read_text(encoding="utf-8"))
    own = sorted((row_of[key], i, s) for i, s in enumerate(strings) if (key := hash_string(s)) in row_of)
    rows: dict[str, int] = {}
    for word in _by_use(inputs, own):
        if len(rows) == SIZE:
            break
        if word in rows or not word.strip() or " " in word or len(word) > LONGEST:
            continue
        found = row(word)
        if found is not None:
            rows[word] = found
    distinct = table[sorted(set(rows.values()))]
    _, _, directions = np.linalg.svd(distinct, full_matrices=False)
    low = table[list(rows.values())] @ directions[:DIMENSIONS].T
    embedding = torch.zeros(len(rows) + len(VOCAB_PREFIX), DIMENSIONS)
    embedding[len(VOCAB_PREFIX) :] = torch.from_numpy(low / low.std())
    vocabulary = PretrainedWordVocab(list(rows), lang="en", idx=0, cutoff=0, lower=True)
    torch.save({"vocab": vocabulary.state_dict(), "emb": embedding}, target)
    print(f"vectors: {len(rows)} words, {len(distinct)} distinct rows")


def _by_use(inputs: Inputs, own: Iterable[tuple[Any, int, str]]) -> Iterator[str]:
    """Words worth keeping: the treebank's, then the news articles' by frequency, then the model's own, owners of a row first."""
    yield from (w for w, _ in Counter(cells[FORM].lower() for cells in words(inputs.treebank("train"))).most_common())
    news: Counter[str] = Counter()
    if inputs.news("train").exists():
        for line in inputs.news("train").open(encoding="utf-8"):
            news.update(TOKEN.findall(json.loads(line)["text"].lower()))
    yield from (w for w, _ in news.most_common())
    owners: list[str] = []
    others: list[str] = []
    last = None
    for row, _, word in own:
        (owners if row != last else others).append(word.lower())
        last = row
    yield from owners
    yield from others
