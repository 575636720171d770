"""What is cited in passing, "the Times reported, citing X": whoever cites gives it the content."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.candidate import Candidate, by_sentence
from provaudit.attribution.setting import Setting
from provaudit.model.parse import Sentence
from provaudit.model.span import hull, overlap, subtract

COMMA = 2  # characters between a source and what it cites


def with_whom_they_cite(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """Gives "citing X" the content of the clause that it hangs on: "P, the Times reported, citing X"."""
    mended, near = [], by_sentence(candidates)
    for candidate in candidates:
        if candidate.cited:
            governor = _governor(candidate, near[candidate.sentence], setting)
            if governor is None or _parted(setting.parse.sentences[candidate.sentence], governor, candidate):
                continue
            content = subtract(governor.content, [hull((*candidate.cue, *candidate.source))])  # "said, [citing a person], that P"
            candidate = replace(candidate, content=content or governor.content)
        mended.append(candidate)
    return mended


def _governor(citing: Candidate, near: list[Candidate], setting: Setting) -> Candidate | None:
    """Which of the candidates of its sentence cites."""
    same = [c for c in near if not c.cited and c.content and c.source]
    before = [c for c in same if c.cue[0].start < citing.cue[0].start]
    # "while La Repubblica, citing a source in Rome, said P": whoever stands right before it
    beside = [c for c in same if c not in before and 0 <= citing.cue[0].start - c.source[-1].end <= COMMA]
    # "the Times reported that Holm had told ministers P, citing two officials": who reports it cites them
    outer = [c for c in before[:-1] if c.lemma in setting.language.grammar.reporting_verbs and overlap(before[-1].cue, c.content)]
    return next(iter((*beside, *outer, *before[-1:], *same)), None)


def _parted(sentence: Sentence, governor: Candidate, cited: Candidate) -> bool:
    """ "ORF put the toll at six; the Kronen Zeitung, citing a rescuer, spoke of eight": ORF cites nobody."""
    return any(w.form == ";" and governor.cue[-1].end <= w.span.start < cited.cue[0].start for w in sentence.words)
