"""What a week's report says, as plain records: the same for Markdown, HTML and JSON, so that their totals cannot differ.

The JSON is these records, and its published schema is made from them (wire_v1.py): they only grow; a break makes a new version.
"""

from __future__ import annotations

from dataclasses import dataclass

Share = float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over articles. `directness` is the mean over attributed statements, each once; `median` theirs, None where not known."""

    articles: int
    statements: int
    attributed: int
    own_voice: int
    named: int
    unnamed: int
    unnamed_with_reason: int
    relayed: int
    directness: float | None
    median: float | None
    errors: int
    warnings: int
    notes: int
    suppressed: int

    @property
    def open(self) -> int:
        """Findings that stand."""
        return self.errors + self.warnings + self.notes

    def share(self, name: str) -> Share:
        """A count as a share: own voice of all statements, everything else of the attributed ones; None of nothing."""
        whole = self.statements if name == "own_voice" else self.attributed
        return getattr(self, name) / whole if whole else None


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one outlet, desk or author; `name` is None for articles that do not say."""

    name: str | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """The figures of one week of the trend."""

    week: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something, this week and the one before."""

    rule: str
    level: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class New:
    """Open findings of one rule in one article that are new. `words` are the first one's.

    `before`: how many findings of the rule the publisher had in the week before.
    """

    rule: str
    level: str
    key: str
    article: str
    title: str | None
    publisher: str | None
    findings: int
    words: str
    before: int


@dataclass(frozen=True, slots=True)
class News:
    """The open findings of the week against its baseline: the week before, and the newsroom's baseline file.

    `findings` are new, in `articles`; `known` stood before or are in the file. `gone`, of the `week_before`, are not in the week
    any more; `baseline_gone`, of the `baseline`, in no article of the weeks of the trend. None where there is no such week or file.
    """

    findings: int
    articles: int
    known: int
    week_before: int | None
    gone: int | None
    baseline: int | None
    baseline_gone: int | None
    rows: tuple[New, ...]
    more: int  # rows that are left out


@dataclass(frozen=True, slots=True)
class Look:
    """An article to look at, and why, in a line. `key` is the store's."""

    key: str
    article: str
    title: str | None
    publisher: str | None
    published: str | None
    attention: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """Words or a name with how many statements, articles and publishers use it; `reason`: statements that say why unnamed."""

    name: str
    statements: int
    articles: int
    publishers: int
    reason: int = 0


@dataclass(frozen=True, slots=True)
class SingleOrigin:
    """A story whose attributed statements all go back to one origin. `key` is the store's."""

    key: str
    article: str
    title: str | None
    publisher: str | None
    origin: str
    statements: int


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings of a rule that were suppressed for one reason."""

    rule: str
    reason: str
    findings: int


@dataclass(frozen=True, slots=True)
class Ending:
    """A suppression whose last day is in this week or soon after."""

    rule: str  # or the fingerprint of a finding
    who: str
    why: str
    until: str


@dataclass(frozen=True, slots=True)
class Relay:
    """How many statements an outlet hands to a publisher, by one way."""

    outlet: str
    publisher: str
    statements: int


@dataclass(frozen=True, slots=True)
class Root:
    """A story that several publishers tell and that rests on one independent origin; `origin` is None where there is none."""

    story: str
    articles: int
    publishers: int
    origin: str | None


@dataclass(frozen=True, slots=True)
class Echoes:
    """What the articles of the week have in common."""

    verdict: str
    stories: int
    circles: int
    uncredited: int  # articles that print a text without saying whose
    roots: tuple[Root, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What audits were made with; the pack with its hash."""

    provaudit: str
    pack: str
    models: str


@dataclass(frozen=True, slots=True)
class Weekly:
    """The report of one week."""

    week: str
    first_day: str
    last_day: str
    by: str
    figures: Figures
    before: Figures | None
    trend: tuple[WeekFigures, ...]
    grades: dict[str, int]
    groups: tuple[Group, ...]
    rules: tuple[RuleCount, ...]
    rule_names: dict[str, str]  # of the rules above, as far as the pack at hand has them
    news: News | None  # None where there is nothing to compare with
    look: tuple[Look, ...]
    descriptions: tuple[Used, ...]
    reasons: tuple[Used, ...]
    outlets: tuple[Used, ...]
    shared_origins: tuple[Used, ...]
    single_origin: tuple[SingleOrigin, ...]
    suppressed: tuple[Suppressed, ...]
    ending: tuple[Ending, ...]
    relays: tuple[Relay, ...]
    echo: Echoes | None  # None where the articles were not compared
    undated: int
    versions: tuple[Version, ...]
