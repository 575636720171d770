"""Reads a mention ("harbour commissioner Lotte Vinge", "a US official", "they"): its head, name, description, number and kind."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from provaudit.languages.base import Language, Pronoun, undotted
from provaudit.languages.outlets import Outlet
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Name, Parse, Sentence, Word
from provaudit.model.span import Span, Spans, hull

DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "some", "any", "another", "both", "anonymous", "unnamed", "unidentified"}
)
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ROLE_JOINTS = frozenset({",", "(", "—", "–", "--"})
PHRASE_ENDS = frozenset(
    {
        "of",
        "for",
        "from",
        "in",
        "at",
        "on",
        "with",
        "to",
        "by",
        "as",
        "about",
        "who",
        "which",
        "that",
        "among",
        "near",
        "within",
        "inside",
        "and",
        "or",
    }
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words of a mention say by themselves, before they are resolved against the article."""

    span: Span
    text: str
    head: str  # lower-case lemma of the head noun or pronoun
    kind: Kind
    naming: Naming
    name: str | None  # the proper name that identifies it
    description: str | None  # the noun phrase without determiner, for what has no name
    role: str | None  # title or post beside a name
    plural: bool
    definite: bool  # "the official": spoken of before
    pronoun: Pronoun | None = None
    outlet: Outlet | None = None
    parts: tuple[Mention, ...] = field(default=())  # of "A and B"
    owner: Span | None = None  # "his lawyer", "the mill's manager": whose
    gender: str = ""  # m, f or ""


class MentionReader:
    """Reads mentions of one article."""

    def __init__(self, text: str, parse: Parse, language: Language) -> None:
        self.text, self.parse, self.language = text, parse, language
        self._starts = [s.span.start for s in parse.sentences]
        self._names = sorted(parse.names, key=lambda n: n.span)
        self._name_starts = [n.span.start for n in self._names]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that an offset lies in."""
        at = bisect_right(self._starts, offset) - 1
        return self.parse.sentences[at] if at >= 0 and offset < self.parse.sentences[at].span.end else None

    def words(self, spans: Spans) -> list[Word]:
        """The words of a stretch, which lies in one sentence."""
        sentence = self.sentence_at(spans[0].start)
        return [w for w in sentence.words if any(w.span.overlaps(s) for s in spans)] if sentence else []

    def names_in(self, span: Span) -> list[Name]:
        """Names of the NER model that overlap the span."""
        low = max(0, bisect_left(self._name_starts, span.start) - 1)
        found = []
        for name in self._names[low:]:
            if name.span.start >= span.end:
                break
            if name.span.overlaps(span):
                found.append(name)
        return found

    def read(self, spans: Spans) -> Mention | None:
        """The mention that these spans are; None where they hold no word."""
        words = self.words(spans)
        while words and words[0].upos == "PUNCT":
            words = words[1:]
        while words and (words[-1].upos == "PUNCT" and words[-1].form != ")"):
            words = words[:-1]
        if not words:
            return None
        parts = self._coordinated(words)
        if len(parts) > 1:
            read = [m for part in parts if (m := self._single(part)) is not None]
            if len(read) > 1:
                return self._compound(words, read)
        return self._single(words)

    def _coordinated(self, words: list[Word]) -> list[list[Word]]:
        """ "Mayor Lena Ortiz and fire chief Tom Bell" in its two parts, "Barron's and CNBC" too, "the Food and Drug Agency" whole."""
        whole = self._text(words)
        if self.language.outlets.find(whole) or any(
            n.span.covers(hull(w.span for w in words if w.upos != "DET")) for n in self.names_in(hull(w.span for w in words))
        ):
            return [words]
        parts: list[list[Word]] = [[]]
        depth = 0
        for i, word in enumerate(words):
            if word.form.lower() in ("who", "which", "that") or (word.form.lower() in PHRASE_ENDS - {"and", "or"} and i > 0):
                depth += 1  # what follows belongs to a complement: "officials in Gaza and Egypt"
            if word.form.lower() == "and" and word.upos == "CCONJ" and depth == 0 and parts[-1] and i + 1 < len(words):
                if self._whole_on_both_sides(words[:i], words[i + 1 :]):
                    parts.append([])
                    continue
            parts[-1].append(word)
        if len(parts) > 1:  # "A, B and C"
            first: list[list[Word]] = [[]]
            for i, word in enumerate(parts[0]):
                nxt = parts[0][i + 1] if i + 1 < len(parts[0]) else None
                if (
                    word.form == ","
                    and nxt is not None
                    and nxt.form[:1].isupper()
                    and first[-1]
                    and first[-1][-1].form[:1].isupper()
                ):
                    first.append([])
                    continue
                first[-1].append(word)
            parts = [*first, *parts[1:]]
        return [p for p in parts if any(w.upos != "PUNCT" for w in p)]

    def _whole_on_both_sides(self, left: list[Word], right: list[Word]) -> bool:
        """Whether both sides of "and" stand for somebody: a name, or a noun with a determiner, or plurals."""
        a, b = left[-1], right[0]
        if b.upos == "DET" or (b.form[:1].isupper() and a.form[:1].isupper()):
            return True
        return right[-1].upos in ("NOUN", "PROPN") and a.upos in ("NOUN", "PROPN")

    def _compound(self, words: list[Word], parts: list[Mention]) -> Mention:
        kinds = [p.kind for p in parts]
        human = all(k in (Kind.PERSON, Kind.PEOPLE) for k in kinds)
        kind = Kind.PEOPLE if human else kinds[0]
        named = all(p.naming is Naming.NAMED for p in parts)
        opaque = all(p.naming is Naming.OPAQUE for p in parts)
        naming = Naming.NAMED if named else Naming.OPAQUE if opaque else Naming.DESCRIBED
        label = " and ".join(p.name or p.description or p.text for p in parts)
        span = hull(w.span for w in words)
        return Mention(
            span, self._text(words), parts[0].head, kind, naming,
            name=label if named else None, description=label, role=None, plural=True, definite=False, parts=tuple(parts),
        )  # fmt: skip

    def _text(self, words: list[Word]) -> str:
        span = hull(w.span for w in words)
        return " ".join(span.of(self.text).split())

    def _single(self, words: list[Word]) -> Mention | None:
        words = [w for w in words if w.form.lower() not in RELATIVE][:1] and _before_relative(words)
        while words and (words[0].form.lower() in ("and", "but", "or") or words[0].upos == "PUNCT"):
            words = words[1:]
        while words and words[-1].upos == "PUNCT" and words[-1].form != ")":
            words = words[:-1]
        if not words:
            return None
        span = hull(w.span for w in words)
        text = self._text(words)
        pronoun = self.language.pronouns.get(text.casefold())
        if pronoun is not None or (len(words) == 1 and words[0].upos == "PRON"):
            kind = Kind.PEOPLE if pronoun and pronoun.number == "plural" else Kind.PERSON
            gender = pronoun.gender if pronoun and pronoun.gender in ("m", "f") else ""
            return Mention(span, text, text.casefold(), kind, Naming.DESCRIBED, None, None, None,
                           kind is Kind.PEOPLE, True, pronoun, gender=gender)  # fmt: skip
        owner, rest = self._owner(words)
        groups = self._appositives(rest)
        readings = [self._group(g) for g in groups if g]
        named = [r for r in readings if r.name is not None]
        chosen = readings[0] if not named else named[0]
        if readings[0].name is None and named:
            # "the mill's manager, Osvald Lunde": the name identifies, the rest is the role
            role = readings[0].description
            chosen = named[0]
        else:
            role = chosen.role or (readings[1].description if len(readings) > 1 and chosen.name else None)
        definite = words[0].form.lower() in ("the", "this", "that", "these", "those") or owner is not None
        naming = chosen.naming
        if owner is not None and chosen.name is None and naming is Naming.OPAQUE:
            naming = Naming.DESCRIBED
        return Mention(
            span, text, chosen.head, chosen.kind, naming, chosen.name,
            description=self._described(words) if chosen.name is None else None,
            role=role, plural=chosen.plural, definite=definite, outlet=chosen.outlet, owner=owner, gender=self._gender(chosen.name, text),
        )  # fmt: skip

    def _owner(self, words: list[Word]) -> tuple[Span | None, list[Word]]:
        """ "his lawyer", "the family's attorneys", "Stein's aide" -> the owner, and the words without it."""
        first = self.language.pronouns.get(words[0].form.casefold())
        if first is not None and len(words) > 1 and words[0].deprel == "nmod:poss":
            return words[0].span, words[1:]
        for i, word in enumerate(words[:-1]):
            if word.form in POSSESSIVES and i > 0:
                left = words[:i]
                if self.language.outlets.find(self._text(words)) is None and not self._inside_name(word):
                    return hull(w.span for w in left), words[i + 1 :]
        return None, words

    def _inside_name(self, word: Word) -> bool:
        return any(n.span.start < word.span.start and word.span.end < n.span.end for n in self.names_in(word.span))

    def _appositives(self, words: list[Word]) -> list[list[Word]]:
        """ "its chairman, Otto Rehn" -> two groups; "Rep. Jim Jordan (R-Ohio), a member" -> name and role."""
        groups: list[list[Word]] = [[]]
        for word in words:
            if word.form in ROLE_JOINTS or word.form == ")":
                groups.append([])
            else:
                groups[-1].append(word)
        kept = [g for g in groups if any(w.upos not in ("PUNCT",) for w in g)]
        return kept[:3] or [words]

    def _group(self, words: list[Word]) -> _Reading:
        core = self._core(words)
        text = self._text(core)
        name_words = _trailing_name(core)
        # The whole group may be a listed outlet or a long name: "the Institute for the Study of War".
        for candidate in (self._text(words), text):
            outlet = self.language.outlets.find(candidate)
            if outlet is not None:
                return _Reading(candidate.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, None, False, outlet)
        long = self._long_name(words)
        if long is not None:
            return self._named(long, words)
        if name_words:
            return self._named(name_words, core)
        return self._described_reading(words, core)

    def _core(self, words: list[Word]) -> list[Word]:
        """The words up to the first complement: "engineer" of "an engineer at the bank"."""
        for i, word in enumerate(words):
            if i and word.form.lower() in PHRASE_ENDS and word.upos != "PROPN" and not self._inside_name(word):
                return words[:i]
            if i and word.upos == "VERB" and word.rel == "acl":
                return words[:i]
        return words

    def _long_name(self, words: list[Word]) -> list[Word] | None:
        """A capitalised name that a preposition divides, as the NER model or the capitals show it: "Ministry of Culture"."""
        bare = [w for w in words if w.upos != "DET" or w.form[:1].isupper()]
        while bare and bare[0].form.lower() in DETERMINERS:
            bare = bare[1:]
        if len(bare) < 3 or not bare[0].form[:1].isupper() or not bare[-1].form[:1].isupper():
            return None
        inner = [w for w in bare if w.form.lower() in ("of", "for", "and", "the", "de", "la", "du", "on")]
        if not inner or any(not w.form[:1].isupper() and w not in inner for w in bare):
            return None
        head = bare[0].form.casefold()
        if head in self.language.person_nouns or undotted(head) in self.language.titles:
            return None
        if self._is_document(bare):
            return None
        return bare

    def _is_document(self, words: list[Word]) -> bool:
        return any(w.lemma.casefold() in self.language.document_nouns for w in words[-1:])

    def _named(self, name_words: list[Word], group: list[Word]) -> _Reading:
        """A group whose identity is a proper name: person, body, outlet, country, or a named document."""
        language = self.language
        before = group[: group.index(name_words[0])] if name_words[0] in group else []
        titles, name_words = self._titles(name_words)
        text = self._text(name_words)
        role = self._role([*before, *titles])
        outlet = language.outlets.find(text)
        kind = self._kind_of_name(name_words, [*before, *titles])
        if outlet is not None and (kind is not Kind.PERSON or not (before or titles)):
            return _Reading(name_words[-1].lemma.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, role, False, outlet)
        last = name_words[-1]
        plural = kind is Kind.PEOPLE
        place = language.place(text)
        name = place if place is not None and kind is Kind.ORGANIZATION else text
        return _Reading(
            last.form.casefold(),
            kind,
            Naming.DESCRIBED if plural else Naming.NAMED,
            name if not plural else None,
            role,
            plural,
            None,
        )

    def _titles(self, words: list[Word]) -> tuple[list[Word], list[Word]]:
        """Splits "Sen. JD Vance" into title and name; "Chief Executive Ana Ruiz" as well."""
        at = 0
        names = self.names_in(hull(w.span for w in words))
        person = next((n for n in reversed(names) if n.kind == "PER" and n.span.end >= words[-1].span.start), None)
        while at < len(words) - 1:
            form = undotted(words[at].form)
            two = f"{form} {undotted(words[at + 1].form)}" if at + 2 < len(words) else ""
            if two and two in self.language.titles:
                at += 2
                continue
            known = form in self.language.titles or form in self.language.person_nouns or form in self.language.organization_nouns
            demonym = form in self.language.demonyms or self.language.place(words[at].form) is not None
            if known or (demonym and person is not None):
                at += 1
                continue
            if person is not None and words[at].span.end <= person.span.start:
                at += 1
                continue
            break
        at = min(at, len(words) - 1)
        return words[:at], words[at:]

    def _role(self, words: list[Word]) -> str | None:
        kept = [w for w in words if w.form.lower() not in DETERMINERS and w.upos != "PUNCT"]
        return self._text(kept) if kept else None

    def _kind_of_name(self, words: list[Word], before: list[Word]) -> Kind:
        language = self.language
        text = self._text(words)
        span = hull(w.span for w in words)
        last = words[-1].form.casefold().strip(".")
        lemma = words[-1].lemma.casefold()
        titled = any(undotted(w.form) in language.titles or w.lemma.casefold() in language.person_nouns for w in before)
        if any(w.lemma.casefold() in language.outlet_nouns for w in before):
            return Kind.OUTLET
        if titled and words[0].form[:1].isupper():
            return Kind.PERSON
        if len(words) > 1 and (lemma in language.document_nouns or last in language.document_nouns):
            return Kind.DOCUMENT
        if language.place(text) is not None or undotted(text) in language.acronyms or text in language.acronyms:
            return Kind.ORGANIZATION
        if len(words) > 1 and (last in language.organization_nouns or lemma in language.organization_nouns):
            return Kind.ORGANIZATION
        if len(words) == 1 and words[0].xpos == "NNPS":
            return Kind.PEOPLE  # "Republicans"
        kinds = {n.kind for n in self.names_in(span) if n.span.covers(words[-1].span)}
        first = language.gender_of_first_name.get(words[0].form.casefold())
        if "PER" in kinds or (first and len(words) > 1):
            return Kind.PERSON
        if language.outlets.short(text) or language.outlets.looks_like(text):
            return Kind.OUTLET
        if "ORG" in kinds or "LOC" in kinds or text.isupper():
            return Kind.ORGANIZATION
        if before and any(w.lemma.casefold() in language.organization_nouns for w in before):
            return Kind.ORGANIZATION
        return Kind.PERSON if kinds != {"MISC"} and len(words) <= 3 else Kind.ORGANIZATION

    def _described_reading(self, words: list[Word], core: list[Word]) -> _Reading:
        """A group whose head is a common noun: role, body, document, outlet or nothing that places it."""
        language = self.language
        head = next((w for w in reversed(core) if w.upos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET")), core[-1])
        form, lemma = head.form.casefold(), head.lemma.casefold()
        singular = form[:-1] if form.endswith("s") and not form.endswith("ss") else form
        forms = {form, lemma, singular}
        plural = (
            head.xpos in ("NNS", "NNPS")
            or (form != lemma and form.endswith("s"))
            or (lemma == form and form.endswith("s") and singular in language.person_nouns)
        )
        modifiers = [w for w in core if w is not head and w.form.lower() not in DETERMINERS]
        one_of = core[0].form.lower() == "one" and len(words) > len(core)
        capital = any(w.form[:1].isupper() and w.upos == "PROPN" and w.form.casefold() not in language.demonyms and language.place(w.form) is None
                      for w in core if w is not words[0] or w.upos == "PROPN")  # fmt: skip
        proper_complement = any(w.upos == "PROPN" for w in words[len(core) :])
        bare = all(w.form.casefold() in language.opaque_modifiers or w.upos in ("NUM", "DET") for w in modifiers)
        complement = len(words) > len(core)
        if form in language.opaque_unspecified or (lemma in language.opaque_unspecified and plural):
            if bare and (plural or not complement) and not (complement and form not in language.opaque_unspecified):
                if not (forms & language.document_nouns and not plural):
                    return _Reading(lemma, Kind.UNSPECIFIED, Naming.OPAQUE, None, None, plural, None)
        if lemma in language.opaque_people or form in language.opaque_people:
            if bare and not complement:
                return _Reading(lemma, Kind.PEOPLE, Naming.OPAQUE, None, None, True, None)
        if forms & language.outlet_nouns:
            return _Reading(lemma, Kind.OUTLET, Naming.DESCRIBED, None, None, plural, None)
        if forms & language.document_nouns and not forms & language.person_nouns:
            named = capital or proper_complement
            return _Reading(lemma, Kind.DOCUMENT, Naming.NAMED if named else Naming.DESCRIBED, None, None, plural, None)
        if forms & (language.organization_nouns | language.authority_nouns) and not (plural and singular in language.person_nouns):
            name = self._body_name(core) if capital else None
            return _Reading(lemma, Kind.ORGANIZATION, Naming.NAMED if name else Naming.DESCRIBED, name, None, plural, None)
        if forms & language.person_nouns:
            many = plural and not one_of
            return _Reading(lemma, Kind.PEOPLE if many else Kind.PERSON, Naming.DESCRIBED, None, None, many, None)
        if forms & language.people_nouns or plural or form in ("percent", "%", "many", "some", "others", "most"):
            opaque = form in ("some", "many", "others", "most") and not complement
            return _Reading(
                lemma,
                Kind.PERSON if one_of else Kind.PEOPLE,
                Naming.OPAQUE if opaque else Naming.DESCRIBED,
                None,
                None,
                not one_of,
                None,
            )
        return _Reading(lemma, Kind.PERSON, Naming.DESCRIBED, None, None, False, None)

    def _body_name(self, core: list[Word]) -> str | None:
        """ "the Biden administration", "Charlotte-Mecklenburg police" are names; "the prime minister's office" is none."""
        words = [w for w in core if w.form.lower() not in DETERMINERS]
        return self._text(words) if words else None

    def _described(self, words: list[Word]) -> str:
        """The noun phrase as an entity's name: no determiner, lower case but for names."""
        kept = list(words)
        while kept and (kept[0].form.lower() in DETERMINERS or kept[0].upos == "PUNCT"):
            kept = kept[1:]
        if not kept:
            return self._text(words)
        if len(kept) > 2 and kept[0].form.lower() == "one" and kept[1].form.lower() == "of":
            kept = kept[2:]
            while kept and kept[0].form.lower() in DETERMINERS:
                kept = kept[1:]
        text = self._text(kept or words)
        first = kept[0] if kept else words[0]
        proper = first.upos == "PROPN" or first.form.casefold() in self.language.demonyms or sum(map(str.isupper, first.form)) > 1
        return text if proper and not text.isupper() else text[:1].lower() + text[1:] if not text.isupper() else text.lower()

    def _gender(self, name: str | None, text: str) -> str:
        for word in re.findall(r"\w+", text):
            gender = self.language.gender_of_title.get(word.casefold()) or self.language.gender_of_noun.get(word.casefold())
            if gender:
                return gender
        if name:
            found = self.language.gender_of_first_name.get(name.split()[0].casefold(), "")
            return found if found in ("m", "f") else ""
        return ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one group of a mention says."""

    head: str
    kind: Kind
    naming: Naming
    name: str | None
    role: str | None
    plural: bool
    outlet: Outlet | None
    description: str | None = None


def _before_relative(words: list[Word]) -> list[Word]:
    """The mention without a relative clause that the tagger took along: "Winifred Oake, who runs the café"."""
    for i, word in enumerate(words):
        if i and word.form.lower() in RELATIVE and (word.upos in ("PRON", "DET", "SCONJ")):
            return words[:i]
    return words


def _trailing_name(core: list[Word]) -> list[Word]:
    """The capitalised words that the core ends with, if they are a name: "Lotte Vinge" of "harbour commissioner Lotte Vinge"."""
    name: list[Word] = []
    for word in reversed(core):
        capital = word.form[:1].isupper() or (
            word.form.lower() in ("de", "von", "van", "der", "den", "bin", "al", "la", "le", "du", "da", "dos", "del") and name
        )
        if not capital or word.upos in ("DET", "ADP", "PRON", "NUM") and not word.form[:1].isupper():
            break
        if word.form.lower() in DETERMINERS and word.upos == "DET":
            break
        name.insert(0, word)
    if not name:
        return []
    last = name[-1]
    # A capital at the start of a sentence makes no name: "Police said", "Officials said".
    if len(name) == 1 and last.upos in ("NOUN", "ADJ") and last.id == 1:
        return []
    if last.upos in ("NOUN", "ADJ") and len(name) == 1 and core[0].form.lower() not in ("the",):
        return []
    return name
