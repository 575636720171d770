"""What echo says, as plain records: the same for Markdown, HTML, JSON and graphs, so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass

from provaudit.model.audit import Level
from provaudit.model.chain import Kind, Naming


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a story or of a copy. `id` is its own, `key` the store's."""

    key: str
    id: str
    title: str
    publisher: str
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of hands by its name in the corpus."""

    name: str
    kind: Kind
    naming: Naming


@dataclass(frozen=True, slots=True)
class Way:
    """How a claim came to an article: hands, origin first, publisher last, the publisher alone in its own voice. `origin` is the id
    of the origin in the story, None where it is an outlet, nobody in particular, or the publisher."""

    hands: tuple[Link, ...]
    origin: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin in a story. `via`: the outlet that it spoke to, for those who are not named. `articles` are keys."""

    id: str
    name: str
    kind: Kind
    naming: Naming
    via: str | None
    articles: tuple[str, ...]
    statements: int

    @property
    def unnamed(self) -> bool:
        """Whether readers cannot know who it is."""
        return self.naming is not Naming.NAMED

    @property
    def label(self) -> str:
        """`unnamed U.S. officials via The New York Times`."""
        people = self.kind in (Kind.PERSON, Kind.PEOPLE)
        return f"{'unnamed ' if self.unnamed and people else ''}{self.name}{f' via {self.via}' if self.via else ''}"


@dataclass(frozen=True, slots=True)
class Telling:
    """How one statement of one article (its key) tells a claim; several ways where outlets are named side by side."""

    article: str
    statement: str
    text: str
    headline: bool
    hedged: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """The same claim in several articles; `origins` are ids of its story's. `text` is how the first article puts it."""

    id: str
    text: str
    articles: int
    origins: tuple[str, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What an article does with the central claim: `role` is first, own origin, repeats, prints (another's text), own voice,
    or beside it (it tells something else of the story)."""

    article: str
    role: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event. `central` is the claim that most of them tell; `origins` are all, `independent` that claim's."""

    id: str
    title: str
    articles: tuple[str, ...]
    publishers: int
    central: str
    independent: tuple[str, ...]
    broke: str | None  # the article that had it first, where dates tell
    steps: tuple[Step, ...]
    origins: tuple[Origin, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Each outlet has the claim from the next, the last from the first."""

    story: str
    claim: str
    outlets: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` prints the text of `original`; without a known original the two print the same. `share` of its words."""

    article: str
    original: str
    share: float
    credited: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """What `later` has lost of a claim: its attribution (evaporates) or its hedge (hardens). Both are article and statement."""

    how: str
    story: str
    claim: str
    earlier: tuple[str, str]
    later: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Relay:
    """How many statements of the corpus a publisher has from an outlet."""

    outlet: str
    publisher: str
    statements: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule of rules/echo says about a story, circle, copy or drift. `articles` are keys, what it is about first."""

    rule: str
    name: str
    level: Level
    message: str
    story: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was compared."""

    articles: int
    statements: int
    in_stories: int  # articles
    shared: int  # claims that several articles tell


@dataclass(frozen=True, slots=True)
class Echo:
    """The whole report. `articles` are those that anything in it names."""

    counts: Counts
    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
    circles: tuple[Circle, ...]
    copies: tuple[Copy, ...]
    drifts: tuple[Drift, ...]
    relays: tuple[Relay, ...]
    findings: tuple[Finding, ...]
    versions: tuple[tuple[str, str, str], ...]  # provaudit, pack, models: as many as the audits were made with
