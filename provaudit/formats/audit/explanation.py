"""One statement explained in plain words: what stands in the text, what made the chain, what makes the score."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.formats import words
from provaudit.model.audit import Audit, Score
from provaudit.model.chain import Kind, Link, Naming, Statement
from provaudit.model.lines import LineIndex
from provaudit.model.span import Span, Spans

LONGEST_QUOTE = 90
NAMING = {
    Naming.NAMED: "named",
    Naming.DESCRIBED: "not named, but described",
    Naming.OPAQUE: "not named, and nothing says who or what it is",
}


def explain(audit: Audit, statement: Statement) -> str:
    """The explanation, in lines."""
    return "\n".join(_Explanation(audit).lines(statement)) + "\n"


class _Explanation:
    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.text = audit.analysis.article.text
        self.index = LineIndex(self.text)
        self.scores = words.scores_by_statement(audit)

    def lines(self, s: Statement) -> Iterator[str]:
        unit = next(u for u in self.audit.analysis.units if u.id == s.unit)
        yield f"Statement {s.id} at {self._place(s.content[0])} ({unit.type.value} {s.unit})"
        yield f"  “{words.quoted(s.content, self.audit.analysis.article)}”"
        yield ""
        yield f"Chain: {words.chain(s)}"
        for number, link in enumerate(s.chain, 1):
            yield f"  {number}. {self._link(link)}"
        yield ""
        yield "Why this chain"
        for reason in s.because:
            yield f"  {reason.step}: {words.inert(reason.text)}{self._quotes(reason.spans)}"
        if not s.because:
            yield "  nothing in the text names a source, so the publisher speaks"
        if s.hedges:
            yield f"  hedges: {', '.join(self._quote(hedge.span) for hedge in s.hedges)}"
        if s.flags:
            yield f"  marks: {', '.join(sorted(flag.value.replace('_', ' ') for flag in s.flags))}"
        yield f"  confidence {s.confidence:.2f}"
        yield ""
        yield from self._sum(self.scores.get(s.id))
        found = [f for f in self.audit.findings if f.statement == s.id]
        if found:
            yield ""
            yield "Findings"
        for f in found:
            yield f"  {f.level.value} {words.inert(f.message)} [{f.rule}]{self._quotes((f.span,))}"

    def _sum(self, score: Score | None) -> Iterator[str]:
        if score is None:
            yield "No directness: the publisher speaks in its own voice."
            return
        yield f"Why {score.directness} of 100 (grade {score.grade})"
        yield "   100  to start with"
        for term in score.terms:
            yield f"  {'+' if term.points >= 0 else '-'}{abs(term.points):3}  {words.inert(term.reason)} [{term.rule}]"
        total = 100 + sum(term.points for term in score.terms)
        held = f", held at {score.directness}: a directness is never below 0 or above 100" if total != score.directness else ""
        yield f"  ={total:3}{held}"

    def _link(self, link: Link) -> str:
        entity = link.entity
        if entity.kind is Kind.PUBLISHER:
            return f"{words.inert(entity.name)}: the publisher"
        parts = [f"{words.inert(entity.name)}: {entity.kind.value}, {NAMING[entity.naming]}"]
        parts.append(f"here {self._quote(link.mention)}" if link.mention else "carried over, not mentioned here")
        parts += [f"medium {words.inert(link.medium)}"] if link.medium else []
        parts += [f"cue {self._quote(link.cue.span)}"] if link.cue else []
        parts += [f"knows it by {self._quote(link.basis)}"] if link.basis else []
        parts += [f"unnamed on the terms {self._quote(link.terms)}"] if link.terms else []
        return "; ".join(parts)

    def _quotes(self, spans: Spans) -> str:
        return f" [{', '.join(f'{self._place(span)} {self._quote(span)}' for span in spans)}]" if spans else ""

    def _quote(self, span: Span) -> str:
        return f"“{words.shorten(words.inert(span.of(self.text)), LONGEST_QUOTE)}”"

    def _place(self, span: Span) -> str:
        return str(self.index.position(span.start))
