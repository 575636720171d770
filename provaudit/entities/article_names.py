"""The names of an article, mended: what the model overlooked, took for one, cut in two, or owes to the capitals of a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from provaudit.languages.base import Language, undotted
from provaudit.model.parse import Name, Parse
from provaudit.model.span import Span, hull, merge, near

HERE = "\ue000"  # of the private use area: stands in no text
LONGEST, FIRST_AND_LAST = 3, 2  # words of a person's name
NICKNAMED = re.compile(r"\b([^\W\d_]{2,}) [“\"‘']([^\W\d_][\w.]*)[”\"’'] ([^\W\d_]{2,}[\w-]*)")


class SpokenOf:
    """How one article speaks of names: as of firms or as of persons. Of a name, which comes again and again, it is asked once."""

    def __init__(self, text: str, language: Language) -> None:
        self._language, self._lines = language, text.split("\n")
        self._found: dict[tuple[tuple[str, ...], str], bool] = {}

    def kind(self, name: str, kind: str) -> str:
        """What a name is: a body's or a person's where the article speaks of it as of one, or else of the kind given."""
        if kind == "PER":
            return "ORG" if self.like_a_firm(name) else kind
        return "PER" if self.like_a_person(name) else kind

    def like_a_firm(self, name: str) -> bool:
        """Whether the article speaks of a name as of a firm: "Katanga Crest said in a filing", "shares in Karsh"."""
        first, *_, last = (*name.split(), name)
        if first.casefold() in self._language.gender_of_first_name or last.casefold() in self._language.known_people:
            return False
        return self._shows(self._language.signs_of_a_firm, name)

    def like_a_person(self, name: str) -> bool:
        """Whether it speaks of an unknown name as of a person: "Stane told his brother", "Dressler, 44, is due in court"."""
        language, words = self._language, name.split()
        ends = {words[-1].casefold(), words[-1].casefold().removesuffix("s")} if words else set()
        if not 1 <= len(words) <= LONGEST or not all(w[:1].isupper() and not w.isupper() for w in words):
            return False
        called = ends & language.organization_ends or ends & language.nouns
        body = called or language.outlets.find(name) or language.outlets.short(name)
        if body or language.place(name) is not None or {w.casefold() for w in words} & language.demonyms:
            return False
        return self._shows(language.signs_of_a_person, name) and not self.like_a_firm(name)

    def _shows(self, signs: tuple[str, ...], name: str) -> bool:
        """Whether one of the expressions, in which NAME stands for the name, is found in a line of the text."""
        if (signs, name) not in self._found:
            lines = (re.sub(rf"\b{re.escape(name)}", HERE, line) for line in self._lines if name in line)
            self._found[signs, name] = any(_expression(signs).search(line) for line in lines)
        return self._found[signs, name]


def article_names(parse: Parse, text: str, language: Language, spoken_of: SpokenOf) -> list[Name]:
    """All names in text order; some may overlap."""
    found = _told([*_hyphenated(parse, text), *_titled(parse, language), *_nicknamed(text)], text, language)
    return sorted((Name(name.span, spoken_of.kind(name.span.of(text), name.kind)) for name in found), key=lambda n: n.span)


@cache
def _expression(signs: tuple[str, ...]) -> re.Pattern[str]:
    """All of the expressions as one with a mark in the name's place: compiled once, not for each name of an article."""
    return re.compile("|".join(signs).replace("'", "['’]").replace("NAME", rf"{HERE}(?!\w)"))


def _nicknamed(text: str) -> Iterator[Name]:
    """ "Željko “Lis” Orban": a nickname between first name and surname, which the model takes for a quotation."""
    for found in NICKNAMED.finditer(text):
        if all(part[0].isupper() for part in found.groups()):
            yield Name(Span(found.start(), found.end()), "PER")


def _hyphenated(parse: Parse, text: str) -> Iterator[Name]:
    """The names of the model, those that it cuts at a hyphen with what stands behind it: "Ahn Do[-yun]", but "Lund-based"."""
    proper = {w.span.start: w.span.end for s in parse.sentences for w in s.words if w.upos == "PROPN"}
    for name in parse.names:
        end = name.span.end
        glued = name.kind == "PER" and text[end : end + 1] == "-" and end + 1 in proper
        yield Name(Span(name.span.start, proper[end + 1]), name.kind) if glued else name


def _titled(parse: Parse, language: Language) -> Iterator[Name]:
    """Names of persons that the model overlooked: "Ukrainian President Volodymyr Zelenskyy" hangs titles on a flat name."""
    taken = merge(n.span for n in parse.names)
    persons = {n.span for n in parse.names if n.kind == "PER"}
    for sentence in parse.sentences:
        for word in sentence.words:
            flat = [w for w in sentence.children(word, "flat") if w.id > word.id] if word.upos == "PROPN" else []
            if not flat:
                continue
            known = word.form.casefold() in language.gender_of_first_name
            who = any(w.xpos == "WP" for c in sentence.children(word, "acl") for w in sentence.children(c, "nsubj"))
            titled = any(
                undotted(w.form) in language.titles or w.lemma.casefold() in language.person_nouns
                for w in sentence.children(word, "nmod:desc")
            )
            span = hull([word.span, *(w.span for w in flat)])
            inside = [t for t in near(taken, span) if span.overlaps(t)]
            cut = all(span.covers(t) and t in persons for t in inside)  # "Corey [Lewandowski]"
            if titled or who or (known and cut):
                yield Name(span, "PER")


def _told(names: Iterable[Name], text: str, language: Language) -> Iterator[Name]:
    """The names without what only stands beside one in the capitals of the first line: "Mother Corners [Holm] on Taxes".

    What such a line takes for a person is believed as far as the rest of the article names it too.
    """
    lead = text[: len(text) - len(text.lstrip())]
    end = text.find("\n", len(lead))
    rest = text[end:] if end >= 0 else ""
    for name in _divided(names, text, language):
        if name.kind != "PER" or not rest or name.span.end > end:
            yield name
        elif (kept := _told_again(name.span, text, rest, language)) is not None:
            yield Name(kept, name.kind)


def _told_again(span: Span, text: str, rest: str, language: Language) -> Span | None:
    """The longest part of a name that the rest of an article names too; all of it where it begins with a first name."""
    words = [Span(m.start(), m.end()) for m in re.finditer(r"\S+", text[span.start : span.end])]
    words = [Span(span.start + w.start, span.start + w.end) for w in words]
    known = bool(words) and words[0].of(text).casefold() in language.gender_of_first_name
    if known and len(words) == FIRST_AND_LAST:
        return span  # "Ida Holm", whom the rest calls Holm
    parts = [hull(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    for part in sorted(parts, key=lambda p: (-len(p), p.start)):
        if re.search(rf"\b{re.escape(part.of(text))}\b", rest):
            return part
    return span if known else None


def _divided(names: Iterable[Name], text: str, language: Language) -> Iterator[Name]:
    """Two persons whom the model took for one, "Holm and Ada Bell", and one name that it took for two, "Ann-" + "Marie Holm",
    "Policy Institute of" + "California"."""
    joined: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        cut = joined and joined[-1].span.end == name.span.start - 1 and joined[-1].span.of(text).split()[-1]
        if cut and cut in language.inside_names and cut != "and":
            joined[-1] = Name(hull([joined[-1].span, name.span]), joined[-1].kind)
            continue
        if joined and name.kind == joined[-1].kind == "PER" and joined[-1].span.end in (name.span.start, name.span.start - 1):
            before = joined[-1].span
            if "-" in text[before.end - 1 : name.span.start + 1]:  # "Ann-" + "Marie Holm"
                joined[-1] = Name(Span(before.start, name.span.end), "PER")
                continue
        joined.append(name)
    for name in joined:
        at = name.span.start
        for part in re.split(r"( and )", name.span.of(text)) if name.kind == "PER" else [name.span.of(text)]:
            if part.strip() not in ("", "and"):
                yield Name(Span(at, at + len(part)), name.kind)
            at += len(part)


def without_title(name: str, language: Language) -> list[str]:
    """The words of a name without a title, an article or possessive marks: "Mayor Ida Holm's"."""
    words = [language.grammar.possessive.sub("", w) for w in name.split()]
    while len(words) > 1 and (undotted(words[0]) in language.titles or words[0].casefold() == "the"):
        if may_be_first_name(words, language):
            break
        words = words[1:]
    return words


def may_be_first_name(words: list[str], language: Language) -> bool:
    """ "Dean Sorel": a title that is a first name too, before one word more."""
    return len(words) == 2 and words[0].casefold() in language.gender_of_first_name
