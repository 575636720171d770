"""Every name in an article, read once: full names of persons, bodies with their acronyms, outlets, in text order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from provaudit.languages.base import Language, undotted
from provaudit.languages.outlets import Outlet
from provaudit.model.parse import Parse
from provaudit.model.span import Span

LONGEST_OUTLET = 6  # words
POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of a person by name, titles and possessive taken off."""

    start: int
    words: tuple[str, ...]
    gender: str
    is_subject: bool


class Inventory:
    """Looks names up by place: what was named before (or, failing that, after) an offset."""

    def __init__(self, text: str, parse: Parse, language: Language) -> None:
        self.language = language
        self.people: list[Person] = []
        self.bodies: list[tuple[int, str]] = []
        self.outlets: list[tuple[int, Outlet]] = []
        subjects = {w.span.start for s in parse.sentences for w in s.words if w.rel == "nsubj"}
        for name in sorted(parse.names, key=lambda n: n.span):
            words = [POSSESSIVE.sub("", w) for w in name.span.of(text).split()]
            if name.kind == "PER":
                before = re.findall(r"[\w.]+", text[max(0, name.span.start - 30) : name.span.start])[-2:]
                self._add_person(name.span, words, before, any(name.span.start - 40 <= s < name.span.end for s in subjects))
            elif name.kind in ("ORG", "MISC") and words:
                self.bodies.append((name.span.start, " ".join(words)))
        for sentence in parse.sentences:
            self._find_outlets(text, [w.span for w in sentence.words])
        self._acronyms = _acronyms(text)

    def _add_person(self, span: Span, words: list[str], before: list[str], is_subject: bool) -> None:
        gender = ""
        while len(words) > 1 and undotted(words[0]) in self.language.titles:
            gender = gender or self.language.gender_of_title.get(undotted(words[0]), "")
            words = words[1:]
        for word in before:
            gender = (
                gender
                or self.language.gender_of_title.get(undotted(word), "")
                or self.language.gender_of_noun.get(undotted(word), "")
            )
        if len(words) > 1:
            found = self.language.gender_of_first_name.get(words[0].casefold(), "")
            gender = gender or (found if found in ("m", "f") else "")
        self.people.append(Person(span.start, tuple(words), gender, is_subject))

    def _find_outlets(self, text: str, spans: list[Span]) -> None:
        at = 0
        while at < len(spans):
            if not (text[spans[at].start].isupper() or text[spans[at].start].isdigit()):
                at += 1
                continue
            for end in range(min(at + LONGEST_OUTLET, len(spans)), at, -1):
                outlet = self.language.outlets.find(" ".join(text[spans[at].start : spans[end - 1].end].split()))
                if outlet is not None:
                    self.outlets.append((spans[at].start, outlet))
                    at = end - 1
                    break
            at += 1

    def full_name(self, name: str, at: int) -> str:
        """The longest form of a person's name in the article: "Vinge" -> "Lotte Vinge"; the name itself where there is none."""
        words = tuple(name.split())
        last = self._surname(words)
        fuller = [
            p for p in self.people
            if len(p.words) > len(words) and (
                (self._surname(p.words) == last and (len(words) == 1 or words[0].casefold() == p.words[0].casefold()))
                or (len(words) == 1 and p.words[0].casefold() == words[0].casefold())
                or (len(words) > 1 and p.words[-len(words):] == words)
            )
        ]  # fmt: skip
        plain = [p for p in fuller if undotted(p.words[-1]) not in self.language.suffixes] or fuller
        by_surname = [p for p in plain if self._surname(p.words) == last] or plain
        before = [p for p in by_surname if p.start <= at]
        chosen = max(before, key=lambda p: p.start) if before else min(by_surname, key=lambda p: p.start, default=None)
        return " ".join(chosen.words) if chosen is not None else name

    def _surname(self, words: tuple[str, ...]) -> str:
        kept = [w for w in words if undotted(w) not in self.language.suffixes] or list(words)
        return kept[-1].casefold().replace("’", "'")

    def gender(self, name: str, at: int) -> str:
        """m, f or "" for a person's full name, from titles, role nouns and first names anywhere in the article."""
        del at
        return next((p.gender for p in self.people if p.gender and self.full_name(" ".join(p.words), p.start) == name), "")

    def people_before(self, at: int, reach: int) -> list[tuple[str, int, bool]]:
        """Full name, offset and whether it is a subject, of persons named within `reach` characters before `at`, nearest first."""
        near = [p for p in self.people if at - reach < p.start < at]
        return [(self.full_name(" ".join(p.words), p.start), p.start, p.is_subject) for p in reversed(near)]

    def full_body(self, name: str, at: int) -> str:
        """The full name behind an acronym ("NDFU"), from brackets in the text or the list of well-known bodies."""
        del at
        bare = name.replace(".", "")
        if bare in self._acronyms:
            return self._acronyms[bare]
        return self.language.acronyms.get(bare, name)

    def body_before(self, at: int) -> str | None:
        """The body named last before an offset."""
        before = [name for start, name in self.bodies if start < at]
        return before[-1] if before else None

    def outlet_of(self, choices: tuple[Outlet, ...], at: int) -> Outlet | None:
        """Which of the outlets that a short form may mean the article has named: before the offset, or else after it."""
        names = {o.name for o in choices}
        before = [o for start, o in self.outlets if o.name in names and start <= at]
        after = [o for start, o in self.outlets if o.name in names]
        return before[-1] if before else after[0] if after else None

    def outlet_before(self, at: int, types: set[str] | None) -> Outlet | None:
        """The outlet named last before an offset, of these types if given."""
        before = [o for start, o in self.outlets if start < at and (types is None or o.type in types)]
        return before[-1] if before else None


def _acronyms(text: str) -> dict[str, str]:
    """ "The Northern Dairy Farmers' Union (NDFU)" -> {"NDFU": "Northern Dairy Farmers' Union"}."""
    found = {}
    for match in re.finditer(r"\(([A-Z][A-Za-z&.]{1,9})\)", text):
        short = match.group(1).replace(".", "")
        words = re.findall(r"[\w’'&-]+", text[max(0, match.start() - 120) : match.start()])
        for size in range(1, min(len(words), 10) + 1):
            part = words[-size:]
            initials = "".join(w[0] for w in part if w[0].isupper())
            if part[0][0].isupper() and initials.upper() == short.upper():
                found[short] = " ".join(part)
                break
    return found
