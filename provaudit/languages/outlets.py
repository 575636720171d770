"""Finds news outlets by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from provaudit.remembered import remembered

PRINTED = frozenset({"newspaper", "magazine"})  # types
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_COUNTRY = re.compile("[A-Z]{2}|-")
_MARKS = re.compile(r"[.“”\"]|(?<!\w)[‘']|’(?!\w)")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


STATION = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM)|\d{2,4}| (?:\d{3}|1[0-7]\d0))")  # an American one: “WBNS-TV”, “WGR 550”
CALL_SIGN = re.compile(rf"[KW][A-Z]{{3}}|{STATION.pattern}")  # three letters by themselves are other names too (WHO)
HOST = re.compile(r"\S+\.[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of news. `short` are forms that count only when the context tells: the Times, the Post, People."""

    name: str
    type: str = ""  # wire, newspaper, broadcaster, magazine, site, programme
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


def parse_outlet(line: object) -> Outlet:
    """An outlet, yet without type, from its line in a list: `Name: country | alias, ~short form | domain, domain`.

    The country tells people which of two namesakes it is, and nothing here asks for it. What follows it may be left out. Raises
    ValueError where the line has another shape.
    """
    name, colon, entry = str(line).partition(": ")
    country, *rest = (part.strip() for part in entry.split("|"))
    if not colon or len(rest) > 2 or not _COUNTRY.fullmatch(country):
        raise ValueError(f"“{line}” is not `Name: country | aliases | domains` with a country code such as GB, or -")
    names, domains = (_split(part) for part in (*rest, "", "")[:2])
    return Outlet(
        name.strip(),
        aliases=tuple(n for n in names if not n.startswith("~")),
        short=tuple(n[1:].strip() for n in names if n.startswith("~")),
        domains=tuple(domains),
    )


def _split(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


@remembered(8192)  # the names of one article are looked up some ten times each
def normal(name: str) -> str:
    """`name` as it is looked up: white space, case, a leading “the”, a possessive, quotation marks and full stops do not count."""
    bare = _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split())))
    return _MARKS.sub("", bare).replace("’", "'").casefold()


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets known in a language. `short_forms` map a normalised short form to the outlets it may stand for."""

    all: tuple[Outlet, ...]
    short_forms: Mapping[str, tuple[Outlet, ...]]
    patterns: frozenset[str]
    weak_patterns: frozenset[str]
    openings: frozenset[str]
    stations: frozenset[str]  # before a number: “Radio 2”
    _names: Mapping[str, Outlet] = field(repr=False)
    _lower: frozenset[str] = field(repr=False)  # names that are written without a capital: dpa, taz
    _domains: Mapping[str, Outlet] = field(repr=False)
    _owners: frozenset[str] = field(repr=False)  # names that are found without the possessive ending that they have

    def find(self, name: str) -> Outlet | None:
        """The outlet with this full name or alias, None where there is none. Short forms are not looked at.

        A name without any capital is found only if that is how it is written (“dpa”, but not “the guardian”).
        """
        key = normal(name)
        found = self._names.get(key)
        if found is None or (key not in self._lower and not any(char.isupper() for char in name)):
            return None
        if key in self._owners and not _POSSESSIVE.search(name.strip()):
            return None  # Jane is not Jane's
        return found

    def short(self, name: str) -> tuple[Outlet, ...]:
        """The outlets that a capitalised short form (“the Times”) may stand for."""
        if not any(char.isupper() for char in name):
            return ()
        return self.short_forms.get(normal(name), ())

    def at(self, address: str) -> Outlet | None:
        """The outlet whose pages have this URL or host name, subdomains included."""
        host = re.sub(r"^[a-z]+://", "", address.strip().casefold()).split("/")[0].split(":")[0]
        labels = host.split(".")
        return next((found for i in range(len(labels) - 1) if (found := self._domains.get(".".join(labels[i:])))), None)

    def looks_like(self, name: str, *, weak: bool = False) -> bool:
        """Whether a capitalised name that is not listed reads like an outlet's (“Tarn Valley Gazette”).

        With `weak`, also by words that many other names have (“... Sun”, “... Media”): for use where the context is one of news.
        """
        if STATION.fullmatch(name):
            return True
        words = normal(name).replace("-", " ").split()  # the Spokesman-Review
        if len(words) < 2 or not _ARTICLE.sub("", name.strip())[:1].isupper():
            return False
        last = words[-1]
        channel = last.isdigit() and len(last) <= 2  # "told Fox 35"
        opens = words[0] in self.openings  # "told Radio Kestrel", "the Tribune de Saône reported"
        pair = " ".join(words[-2:])  # "told the Marlin Broadcasting Station"
        return (
            last in self.patterns
            or (len(words) > 2 and pair in self.patterns)
            or opens
            or (weak and (channel or last in self.weak_patterns))
        )

    def type_of(self, name: str) -> str:
        """The type of an outlet that is not listed, as its name tells it: WBNS-TV is a broadcaster, harbor.com a site; "" where it
        does not."""
        last = normal(name).replace("-", " ").split()[-1:]
        if CALL_SIGN.fullmatch(name) or (last and last[0] in self.stations):
            return "broadcaster"
        return "site" if HOST.fullmatch(name) else ""


def index(
    outlets: Iterable[Outlet],
    *,
    ambiguous: Iterable[str] = (),
    patterns: Iterable[str] = (),
    weak_patterns: Iterable[str] = (),
    openings: Iterable[str] = (),
    stations: Iterable[str] = (),
) -> Outlets:
    """`Outlets` over a list. Names that are `ambiguous`, being words or names of something else too, count as short forms.

    Where two outlets have the same alias, the later one wins, so that a newsroom's own list can correct ours.
    """
    every = {outlet.name: outlet for outlet in outlets}
    names: dict[str, Outlet] = {}
    short: dict[str, tuple[Outlet, ...]] = {}
    domains: dict[str, Outlet] = {}
    lower: set[str] = set()
    owners: set[str] = set()
    whole: set[str] = set()
    unsure = set(map(normal, ambiguous))
    for outlet in every.values():
        full = {normal(name): name for name in (outlet.name, *outlet.aliases)}
        names.update((key, outlet) for key in full if key not in unsure)
        for name in (outlet.name, *outlet.aliases):
            (owners if _POSSESSIVE.search(name) else whole).add(normal(name))
        lower.update(normal(name) for name in (outlet.name, *outlet.aliases) if name == name.lower())
        for key in dict.fromkeys((*map(normal, outlet.short), *(key for key in full if key in unsure))):
            short[key] = (*short.get(key, ()), outlet)
        domains.update(dict.fromkeys(outlet.domains, outlet))
    return Outlets(
        tuple(every.values()),
        short,
        frozenset(patterns),
        frozenset(weak_patterns),
        frozenset(openings),
        frozenset(stations),
        names,
        frozenset(lower),
        domains,
        frozenset(owners) - frozenset(whole),
    )
