"""Fits the weights by which the program chooses among the tagger's proposals (provaudit.attribution.plausible).

They must be fitted on articles that the tagger was not trained on: of its own training articles it is too sure. A proposal is right
where it is "whole" in the sense of evaluation.py. What is printed is cross-validated: each article is judged with weights that were
fitted without it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from provaudit.api import Auditor, article_of
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.extract import gather
from provaudit.attribution.plausible import FILE, TRAITS, Plausibility, Proposal, likeliest, traits
from provaudit.model.span import Spans
from provaudit.nlp.tagger import AttributionTagger
from provaudit.quotes.pairing import pair
from provaudit.units import layout, segment
from recipes.attribution import evaluation
from recipes.attribution.corpus import Document
from recipes.attribution.evaluation import Triple

FOLDS, SEED = 6, 0
Key = tuple[Spans, Spans, Spans]
STRENGTH = 0.1  # of the data against the prior that weights are small
BINS = 10
HEAD = """\
# Weights of what is said for and against a proposal of the tagger, in log-odds; written by recipes/attribution/weighing.py.
# `base` is where a proposal starts, `least` the probability from which on it stands.
"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The proposals of one article, their traits, the words that they and the annotation stand for, and which are right."""

    proposals: list[Proposal]
    values: npt.NDArray[np.float64]
    words: dict[Key, Triple]
    gold: list[Triple]
    right: npt.NDArray[np.bool_]


def make(folder: Path, documents: list[Document]) -> str:
    """Writes the weights beside the tagger in `folder`; gives the cross-validated figures, for people to read."""
    auditor, tagger = Auditor(), AttributionTagger(folder)
    articles = [_weighed(document, auditor, tagger) for document in documents]
    order = random.Random(SEED).sample(range(len(articles)), len(articles))
    folds = [sorted(order[i::FOLDS]) for i in range(min(FOLDS, len(articles)))]
    models = [_fitted([articles[i] for other in folds if other is not fold for i in other]) for fold in folds]
    held_out = [(articles[i], _weighed_by(models[k], articles[i])) for k, fold in enumerate(folds) for i in fold]
    least = max((round(0.01 * n, 2) for n in range(28, 53, 2)), key=lambda n: _f1(held_out, n))
    final = _fitted(articles).model_copy(update={"least": least})
    (folder / FILE).write_text(_text(final), encoding="utf-8")
    return f"whole attributions, cross-validated: F1 {100 * _f1(held_out, least):.1f} from {least} on\n{_reliability(held_out)}"


def _weighed(document: Document, auditor: Auditor, tagger: AttributionTagger) -> Weighed:
    article = layout(article_of(document.text))
    parse = auditor.parser.parse(article)
    blocks = tuple(b.span for b in article.blocks)
    parse = replace(parse, tagged=tagger.proposals(article.text, [b for b in blocks if b.of(article.text).strip()]))
    proposals = gather(article.text, parse, segment(article, parse), pair(article.text, blocks), auditor.language).tagged
    gold = [evaluation.words(document, triple) for triple in document.triples]
    words = {_key(p.candidate): evaluation.spanned(document, p.candidate) for p in proposals}
    right = [any(evaluation.whole(g, words[_key(p.candidate)]) for g in gold) for p in proposals]
    values = [list(traits(p).values()) for p in proposals]
    return Weighed(proposals, np.array(values).reshape(-1, len(TRAITS)), words, gold, np.array(right, bool))


def _key(candidate: Candidate) -> Key:
    return candidate.source, candidate.cue, candidate.content


def _fitted(articles: list[Weighed]) -> Plausibility:
    from sklearn.linear_model import LogisticRegression

    values, right = (np.concatenate([getattr(a, name) for a in articles]) for name in ("values", "right"))
    middle, spread = values.mean(0), np.where(values.std(0) > 0, values.std(0), 1)
    fit = LogisticRegression(C=STRENGTH, max_iter=5_000).fit((values - middle) / spread, right)
    weights = fit.coef_[0] / spread
    base = float(fit.intercept_[0] - (weights * middle).sum())
    return Plausibility(least=0.5, base=round(base, 4), weights=dict(zip(TRAITS, weights.round(4).tolist(), strict=True)))


def _weighed_by(model: Plausibility, article: Weighed) -> list[Candidate]:
    weights = np.array([model.weights[name] for name in TRAITS])
    said = 1 / (1 + np.exp(-model.base - article.values @ weights))
    return [replace(p.candidate, score=float(score)) for p, score in zip(article.proposals, said, strict=True)]


def _f1(judged: list[tuple[Weighed, list[Candidate]]], least: float) -> float:
    right = chosen = annotated = 0
    for article, candidates in judged:
        kept = likeliest(candidates, least)
        right += evaluation.matches(article.gold, [article.words[_key(c)] for c in kept])
        chosen += len(kept)
        annotated += len(article.gold)
    return 2 * right / max(1, chosen + annotated)


def _reliability(judged: list[tuple[Weighed, list[Candidate]]]) -> str:
    """Of the proposals with such a probability so many are right."""
    said = np.array([c.score for _, candidates in judged for c in candidates])
    right = np.concatenate([a.right for a, _ in judged])
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    rows = [
        f"{b / BINS:.1f} to {(b + 1) / BINS:.1f}: {100 * right[place == b].mean():.0f} % of {int((place == b).sum())}"
        for b in range(BINS)
        if (place == b).any()
    ]
    return "\n".join(rows)


def _text(model: Plausibility) -> str:
    weights = "".join(f"  {name}: {weight}\n" for name, weight in model.weights.items())
    return f"{HEAD}least: {model.least}\nbase: {model.base}\nweights:\n{weights}"
