"""From the network's scores of one window to proposed attributions, as spans of word numbers.

The tags are decoded several times, with more and less eagerness to begin a cue or a content (`READINGS`). What all readings propose
is surer than what only the eager ones do, and what only they propose is often right all the same: which of the proposals stand is
decided later, with the parse at hand (provaudit.attribution.plausible).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from provaudit.model.parse import Support

Array = npt.NDArray[np.float32]
Run = tuple[int, ...]  # numbers of words, ascending

OUTSIDE, BEGINS = 0, {"source": 1, "cue": 3, "content": 5}  # tags: outside, then B and I of each role
ROLE_OF_BEGIN = {tag: role for role, tag in BEGINS.items()}
TAGS = 7
FORBIDDEN = -1e4
PER_PARAGRAPH = 4.0  # logits that a link loses for each paragraph boundary it crosses
PLAIN = (0.0, 0.0)
READINGS = (
    PLAIN,
    *((cue, 0.0) for cue in (-4.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0)),
    *((0.0, content) for content in (-2.0, -1.0, 1.0, 2.0)),
    *itertools.product((-1.0, 1.0), repeat=2),
)
"""What is added to the scores of beginning a cue and a content, reading by reading; more readings than these change nothing."""
SECOND_SOURCE = 0.08  # as likely as this, the next best source makes a proposal of its own


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the words of a window: tags [n, 7], content-to-cue and cue-to-source links [n, n]."""

    tags: Array
    link: Array
    source_link: Array


@dataclass(frozen=True, slots=True)
class Proposal:
    """Word numbers within the window; `source` may be empty. `plain`: the reading without any bias has it."""

    source: Run
    cue: Run
    content: Run
    support: Support
    plain: bool


@dataclass(slots=True)
class _Found:
    readings: int = 0
    plain: bool = False
    source_link: float = 0.0
    content_link: float = 0.0


class Decoder:
    """The trained transition scores, with I tags barred except behind their own role."""

    def __init__(self, config: dict[str, Any]) -> None:
        transitions, start = np.zeros((TAGS, TAGS), np.float32), np.zeros(TAGS, np.float32)
        for begin in BEGINS.values():
            inside = begin + 1
            start[inside] = FORBIDDEN
            for before in range(TAGS):
                if before not in (inside, begin):
                    transitions[before, inside] = FORBIDDEN
        self._transitions: Array = transitions + np.array(config.get("trans") or 0, np.float32)
        self._start: Array = start + np.array(config.get("start") or 0, np.float32)
        self._gap: int = config["gap"]

    def proposals(self, scores: Scores, paragraph: Sequence[int]) -> list[Proposal]:
        """What the readings propose, in text order of the cues; `paragraph` numbers the paragraph of each word."""
        found: dict[tuple[Run, Run, Run], _Found] = {}
        readings: dict[bytes, tuple[int, bool]] = {}
        for number, tags in enumerate(self._readings(scores.tags)):
            count, plain = readings.get(tags.tobytes(), (0, False))
            readings[tags.tobytes()] = (count + 1, plain or READINGS[number] == PLAIN)
        places = np.array(paragraph)
        for tags, (count, plain) in readings.items():
            reading = np.frombuffer(tags, np.int8)
            for key, source_link, content_link, best in self._triples(reading, scores, places):
                entry = found.setdefault(key, _Found())
                entry.readings += count
                entry.plain |= plain and best
                entry.source_link = max(entry.source_link, source_link)
                entry.content_link = max(entry.content_link, content_link)
        if not found:
            return []
        chance = self._chances(scores.tags)
        return [Proposal(*key, _support(key, entry, chance), entry.plain) for key, entry in sorted(found.items(), key=_place)]

    def _readings(self, scores: Array) -> npt.NDArray[np.int8]:
        """The best tag sequence of each reading [readings, n]: Viterbi for all of them at once."""
        bias = np.zeros((len(READINGS), TAGS), np.float32)
        bias[:, BEGINS["cue"]], bias[:, BEGINS["content"]] = np.array(READINGS, np.float32).T
        onward = self._transitions.T[None]  # [1, tag, tag before]
        best, back = scores[0] + self._start + bias, []
        for row in scores[1:]:
            paths = best[:, None, :] + onward
            back.append(paths.argmax(2))
            best = paths.max(2) + row + bias
        tags = np.empty((len(READINGS), len(scores)), np.int8)
        tags[:, -1] = at = best.argmax(1)
        every = np.arange(len(READINGS))
        for i in range(len(back) - 1, -1, -1):
            tags[:, i] = at = back[i][every, at]
        return tags

    def _chances(self, scores: Array) -> npt.NDArray[np.float64]:
        """The probability of each tag at each word under the CRF [n, 7]: forward and backward."""
        step = np.exp(np.maximum(self._transitions, -50).astype(np.float64)) * (self._transitions > FORBIDDEN / 2)
        here = np.exp((scores - scores.max(1, keepdims=True)).astype(np.float64))
        ahead, behind = np.empty_like(here), np.ones_like(here)
        ahead[0] = here[0] * np.exp(self._start.astype(np.float64))
        ahead[0] /= ahead[0].sum()
        for i in range(1, len(here)):
            row = (ahead[i - 1] @ step) * here[i]
            ahead[i] = row / row.sum()
        for i in range(len(here) - 2, -1, -1):
            row = step @ (here[i + 1] * behind[i + 1])
            behind[i] = row / row.sum()
        chance = ahead * behind
        return np.asarray(chance / chance.sum(1, keepdims=True))

    def _triples(
        self, tags: npt.NDArray[np.int8], scores: Scores, paragraph: npt.NDArray[np.int64]
    ) -> Iterator[tuple[tuple[Run, Run, Run], float, float, bool]]:
        """Joins spans: each content picks its cue, each cue its source or none (a source may serve several cues).

        Yields source, cue and content with the probabilities of both links, and whether it is the cue's best source.
        """
        roles = _spans(tags, paragraph)
        cues = roles["cue"]
        contents: list[list[int]] = [[] for _ in cues]
        sure = [0.0 for _ in cues]
        heads = [start for start, _ in cues]
        for start, end in roles["content"] if cues else ():
            distance = np.abs(paragraph[heads][None, :] - paragraph[start:end][:, None])
            votes = _log_softmax(scores.link[start:end][:, heads] - PER_PARAGRAPH * distance).mean(0)
            cue = int(votes.argmax())
            contents[cue] += range(start, end)
            sure[cue] += float(np.exp(_log_softmax(votes))[cue]) * (end - start)
        for (start, end), content, total in zip(cues, contents, sure, strict=True):
            if not content:
                continue
            choices = [float(scores.source_link[start, s]) - PER_PARAGRAPH * abs(int(paragraph[s] - paragraph[start]))
                       for s, _ in roles["source"]]  # fmt: skip
            likely = np.exp(_log_softmax(np.array([*choices, float(scores.source_link[start, start])], np.float32)))  # itself: none
            order = np.argsort(-likely, kind="stable")
            filled = tuple(sorted(content + [z for z in _gaps(content, self._gap) if tags[z] == OUTSIDE]))
            for rank, choice in enumerate(order[:2]):
                if rank and likely[choice] < SECOND_SOURCE:
                    break
                source = tuple(range(*roles["source"][choice])) if choice < len(choices) else ()
                yield (source, tuple(range(start, end)), filled), float(likely[choice]), total / len(content), not rank


def _spans(tags: npt.NDArray[np.int8], paragraph: npt.NDArray[np.int64]) -> dict[str, list[tuple[int, int]]]:
    roles: dict[str, list[tuple[int, int]]] = {role: [] for role in BEGINS}
    last: list[tuple[int, int]] | None = None
    for i in np.flatnonzero(tags).tolist():
        tag = int(tags[i])
        if tag in ROLE_OF_BEGIN:
            last = roles[ROLE_OF_BEGIN[tag]]
            last.append((i, i + 1))
        elif last is not None:
            if paragraph[i] != paragraph[i - 1] and last is not roles["content"]:
                last.append((i, i + 1))  # no source or cue crosses a paragraph's end
            else:
                last[-1] = (last[-1][0], i + 1)
    return roles


def _support(key: tuple[Run, Run, Run], entry: _Found, chance: npt.NDArray[np.float64]) -> Support:
    def mean(role: str, words: Run) -> float:
        begin = BEGINS[role]
        return float(chance[list(words), begin : begin + 2].sum(1).mean()) if words else 0.0

    source, cue, content = key
    return Support(
        readings=entry.readings / len(READINGS),
        source=mean("source", source),
        cue=mean("cue", cue),
        content=mean("content", content),
        source_link=entry.source_link,
        content_link=entry.content_link,
        source_distance=min((abs(cue[0] - i) for i in source), default=0),
        content_distance=min(abs(cue[0] - i) for i in content),
    )


def _place(item: tuple[tuple[Run, Run, Run], _Found]) -> tuple[Run, Run, Run]:
    source, cue, content = item[0]
    return cue, source, content


def _log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def _gaps(content: list[int], widest: int) -> list[int]:
    """Word numbers in small holes of a content: marks and words that the tagger left out by accident."""
    return [z for a, b in itertools.pairwise(content) if 1 < b - a <= widest + 1 for z in range(a + 1, b)]
