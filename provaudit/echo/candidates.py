"""Which statements are worth comparing: near-duplicates by MinHash, and those that share several rare words.

Not all pairs; but all of near-duplicates, of which a corpus that is made from one template ("... at station 12") has very many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from provaudit.echo.likeness import Likeness
from provaudit.echo.terms import tokens
from provaudit.errors import UsageError

RAREST = 10  # terms of a statement by which it is looked up
COMMON = 200  # statements with a term from which on it leads nowhere
SHARED = 2  # of the looked-up terms, at least ...
FEW = 6  # ... or one that so few statements have
SHINGLE = 3  # words
PERMUTATIONS, ALIKE = 64, 0.7  # of MinHash; the share of common shingles that makes near-duplicates

Pair = tuple[int, int]


def require() -> None:
    """Raises UsageError where datasketch or networkx is not installed: to be told before an hour of auditing, not after it."""
    try:
        import datasketch  # noqa: F401 - asked for, not used
        import networkx  # noqa: F401
    except ImportError as error:
        raise UsageError("echo needs datasketch and networkx", hint="pip install 'provaudit[echo]'") from error


def one_of_each(likeness: Likeness) -> dict[int, list[int]]:
    """Statements with exactly the same words, by the first of them."""
    first: dict[str, int] = {}
    same: dict[int, list[int]] = {}
    for number, telling in enumerate(likeness.corpus.tellings):
        words = " ".join(tokens(telling.text))
        same.setdefault(first.setdefault(words, number), []).append(number)
    return same


def sharing_rare_words(likeness: Likeness, among: Iterable[int]) -> set[Pair]:
    """Pairs that share rare terms. A term that only one statement has cannot, one that very many have tells too little."""
    numbers = list(among)
    counted: Counter[str] = Counter(term for number in numbers for term in likeness.terms[number])
    having: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        telling = sorted((counted[term], term) for term in likeness.terms[number] if 1 < counted[term] <= COMMON)
        for _, term in telling[:RAREST]:
            having[term].append(number)
    shared: Counter[Pair] = Counter()
    for found in having.values():
        worth = SHARED if len(found) <= FEW else 1
        shared.update({pair: worth for pair in combinations(found, 2) if likeness.comparable(*pair)})
    return {pair for pair, number in shared.items() if number >= SHARED}


def near_duplicates(texts: dict[int, str]) -> set[Pair]:
    """Pairs of texts, by their keys, that are the same but for a few words."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    pairs: set[Pair] = set()
    empty = MinHash(num_perm=PERMUTATIONS)
    for number in sorted(texts):
        words = tokens(texts[number])
        shingles = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
        sketch = empty.copy()
        sketch.update_batch(sorted(shingle.encode("utf-8", "surrogatepass") for shingle in shingles))
        pairs.update((other, number) for other in index.query(sketch))
        index.insert(number, sketch, check_duplication=False)
    return pairs
