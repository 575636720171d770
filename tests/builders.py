"""Hand-built audits for tests of what comes after the analysis: five situations over invented texts."""

from __future__ import annotations

from collections import Counter

from provaudit.model.article import Article, Block, BlockKind, Metadata, Unit, UnitType
from provaudit.model.attribution import Attribution, Cue, Mode, Scope, Stance
from provaudit.model.audit import Analysis, Audit, Finding, Level, Score, ScoreTerm, Stamp, Summary
from provaudit.model.chain import Entity, Flag, Kind, Link, Naming, Reason, Statement
from provaudit.model.span import Span

PUBLISHER = "The Harbour Courier"
GRADES = ((85, "A"), (70, "B"), (55, "C"), (40, "D"), (20, "E"), (0, "F"))


def grade_of(directness: float) -> str:
    return next(grade for least, grade in GRADES if directness >= least)


class Draft:
    """An audit in the making. Places are given as words and looked up in the text; units are lines of the text."""

    def __init__(self, *lines: tuple[UnitType, str], name: str = "article", **meta: str) -> None:
        self.text = "\n".join(line for _, line in lines)
        self.meta = Metadata(**{"publisher": PUBLISHER, "language": "en", **meta})
        self.publisher = Entity("e0", self.meta.publisher or "publisher", Kind.PUBLISHER, Naming.NAMED)
        self.name = name
        self.entities = [self.publisher]
        self.units: list[Unit] = []
        self.statements: list[Statement] = []
        self.attributions: list[Attribution] = []
        self.scores: list[Score] = []
        self.findings: list[Finding] = []
        at = 0
        for number, (kind, line) in enumerate(lines):
            self.units.append(Unit(f"u{number}", Span(at, at + len(line)), kind, number))
            at += len(line) + 1

    def at(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def entity(self, name: str, kind: Kind, naming: Naming, *mentions: str) -> Entity:
        entity = Entity(f"e{len(self.entities)}", name, kind, naming, mentions=tuple(self.at(m) for m in mentions))
        self.entities.append(entity)
        return entity

    def cue(self, words: str, lemma: str, stance: Stance = Stance.NEUTRAL) -> Cue:
        return Cue(self.at(words), lemma, stance)

    def own(self, *content: str) -> Statement:
        return self._add(content, Mode.NONE, (), (), Reason("own voice", "nobody is named as the source of this"))

    def said(
        self, content: tuple[str, ...], links: tuple[Link, ...], cue: Cue, *terms: tuple[str, int, str], mode: Mode = Mode.INDIRECT
    ) -> Statement:
        name = f"a{len(self.attributions)}"
        source = tuple(link.mention for link in links[:1] if link.mention)
        self.attributions.append(
            Attribution(
                name,
                source,
                (cue.span,),
                tuple(self.at(c) for c in content),
                cue.lemma,
                cue.stance,
                Scope.SPEECH,
                mode,
                0.91,
                ("syntax",),
            )
        )
        reasons = [Reason("cue", f"“{cue.span.of(self.text)}” signals an attribution", (cue.span,))]
        reasons += [Reason("source", f"{link.entity.name} is the source", (link.mention,)) for link in links if link.mention]
        statement = self._add(content, mode, links, (cue,), *reasons, attributions=(name,))
        directness = max(0, min(100, 100 + sum(points for _, points, _ in terms)))
        self.scores.append(Score(statement.id, directness, grade_of(directness), tuple(ScoreTerm(*term) for term in terms)))
        return statement

    def _add(
        self,
        content: tuple[str, ...],
        mode: Mode,
        links: tuple[Link, ...],
        cues: tuple[Cue, ...],
        *because: Reason,
        **marks: object,
    ) -> Statement:
        spans = tuple(self.at(c) for c in content)
        unit = next(u for u in self.units if u.span.covers(spans[0]))
        statement = Statement(
            f"s{len(self.statements)}",
            unit.id,
            spans,
            mode,
            (*links, Link(self.publisher)),
            cues,
            because=because,
            confidence=0.9,
            **marks,
        )
        self.statements.append(statement)
        return statement

    def find(self, rule: str, level: Level, message: str, words: str, **more: object) -> None:
        self.findings.append(Finding(rule, level, 0.8, message, self.at(words), fingerprint=f"{rule}-0123abcd", **more))

    def audit(self) -> Audit:
        blocks = tuple(Block(u.span, BlockKind(u.type.value)) for u in self.units)
        article = Article(self.name, self.text, blocks, self.meta, "5ea1" * 16)
        analysis = Analysis(
            article, tuple(self.units), (), tuple(self.attributions), tuple(self.entities), tuple(self.statements), "bundled:0123"
        )
        stamp = Stamp("0.0.0", "core", "c0de" * 4, "bundled:0123", article.input_sha256)
        return Audit(stamp, analysis, tuple(self.scores), tuple(self.findings), self._summary())

    def _summary(self) -> Summary:
        said = [s for s in self.statements if s.attributed]
        mean = sum(s.directness for s in self.scores) / len(self.scores) if said else None
        origins = Counter(s.origin.entity.id for s in said)
        return Summary(
            statements=len(self.statements),
            attributed=len(said),
            own_voice=len(self.statements) - len(said),
            directness=mean,
            grade=None if mean is None else grade_of(mean),
            grades={grade: sum(s.grade == grade for s in self.scores) for _, grade in GRADES},
            share_own_voice=1 - len(said) / len(self.statements) if self.statements else None,
            share_unnamed=sum(s.origin.entity.naming is not Naming.NAMED for s in said) / len(said) if said else None,
            share_relayed=sum(s.hops > 1 for s in said) / len(said) if said else None,
            share_single_origin=max(origins.values()) / len(said) if said else None,
            independent_origins=len(origins),
        )


BODY, HEADLINE = UnitType.BODY, UnitType.HEADLINE


def own_voice() -> Audit:
    """Nothing but the publisher's own voice, no findings."""
    draft = Draft(
        (BODY, "The ferry left Port Ellery at noon."), (BODY, "It carried forty cars."), name="own-voice", title="Noon ferry"
    )
    draft.own("The ferry left Port Ellery at noon.")
    draft.own("It carried forty cars.")
    return draft.audit()


def direct_quote() -> Audit:
    """One named person, quoted in two pieces."""
    line = "“The pier is closed,” harbour master Ida Thorne said, “until the divers are done.”"
    draft = Draft((BODY, line), name="direct", byline="Jo Winter", published="2031-04-02")
    thorne = draft.entity("Ida Thorne", Kind.PERSON, Naming.NAMED, "harbour master Ida Thorne")
    link = Link(thorne, draft.at("harbour master Ida Thorne"))
    draft.said(("The pier is closed", "until the divers are done"), (link,), draft.cue("said", "say"), mode=Mode.DIRECT)
    return draft.audit()


def relayed() -> Audit:
    """An unnamed origin relayed by an outlet, beside a clause in the publisher's own voice."""
    draft = Draft(
        (BODY, "The bridge will stay shut all winter, two city officials told Reuters, the agency reported."),
        (BODY, "It opened in 1961."),
        name="relayed",
        title="Bridge to stay shut",
    )
    officials = draft.entity("city officials", Kind.PEOPLE, Naming.DESCRIBED, "two city officials")
    reuters = draft.entity("Reuters", Kind.OUTLET, Naming.NAMED, "Reuters", "the agency")
    draft.said(
        ("The bridge will stay shut all winter",),
        (Link(officials, draft.at("two city officials")), Link(reuters, draft.at("Reuters"), cue=draft.cue("reported", "report"))),
        draft.cue("told", "tell"),
        ("relay-outlet", -20, "relayed by Reuters"),
        ("origin-unnamed", -35, "origin unnamed, role given"),
    )
    draft.own("It opened in 1961.")
    return draft.audit()


def all_units() -> Audit:
    """Headline, body, caption, reference, credit and boilerplate; a statement with a hedge and flags."""
    draft = Draft(
        (HEADLINE, "Mill fire spread from kiln, report finds"),
        (BODY, "The fire started in a kiln, a fire service report said."),
        (BODY, "The owner declined to comment."),
        (UnitType.CAPTION, "Smoke over the mill."),
        (UnitType.REFERENCE, "Mill fire: what we know, Associated Press"),
        (UnitType.CREDIT, "Lee Park contributed to this report."),
        (UnitType.BOILERPLATE, "All rights reserved."),
        name="units",
        title="Mill fire spread from kiln, report finds",
    )
    report = draft.entity("fire service report", Kind.DOCUMENT, Naming.DESCRIBED, "report finds", "a fire service report")
    points = ("origin-document", -10, "document without a name")
    draft.said(("Mill fire spread from kiln",), (Link(report, draft.at("report"), "document"),), draft.cue("finds", "find"), points)
    draft.said(
        ("The fire started in a kiln",),
        (Link(report, draft.at("a fire service report"), "document"),),
        draft.cue("said", "say"),
        points,
    )
    draft._add(("The owner declined to comment.",), Mode.NONE, (), (), hedges=(), flags=frozenset({Flag.NO_COMMENT, Flag.STALE}))
    draft.own("Smoke over the mill.")
    return draft.audit()


def with_findings() -> Audit:
    """Findings of all levels, one suppressed; a text that tries to break out of every format."""
    draft = Draft(
        (BODY, "Sources claimed the dam *failed* | <b>twice</b> `yesterday` \x1b[31m\u202eand [again](http://evil.example)."),
        (BODY, "=1+1 was spent."),
        name="findings",
        title="# <script>alert(1)</script> | @all",
    )
    opaque = draft.entity("sources", Kind.UNSPECIFIED, Naming.OPAQUE, "Sources")
    content = "the dam *failed* | <b>twice</b> `yesterday` \x1b[31m\u202eand [again](http://evil.example)"
    draft.said(
        (content,),
        (Link(opaque, draft.at("Sources")),),
        draft.cue("claimed", "claim", Stance.DOUBTING),
        ("origin-opaque", -60, "origin is nothing but “sources”"),
        ("hedge", -50, "claimed"),
    )
    draft.own("=1+1 was spent.")
    draft.find(
        "A01", Level.WARNING, "no reason why “Sources” is unnamed", "Sources", statement="s0", related=(draft.at("claimed"),)
    )
    draft.find("B02", Level.ERROR, "a figure without a source | <i>", "=1+1", statement="s1")
    draft.find("C03", Level.NOTE, "doubting cue", "claimed", suppressed="the desk knows")
    return draft.audit()


AUDITS = {build.__name__: build for build in (own_voice, direct_quote, relayed, all_units, with_findings)}
