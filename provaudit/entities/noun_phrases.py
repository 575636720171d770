"""The build of a noun phrase, as stretches of its words: coordination, owner, appositions, core and complement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from provaudit.languages.base import Language, undotted
from provaudit.model.parse import Word

JOINTS = frozenset({",", "(", ")", "—", "–", "--", ":", ";"})
QUOTES = frozenset({"“", "”", '"', "``", "''"})
LEAST = 4  # words of "spokesman for the company"
MOST_GROUPS = 3


def as_written(text: str, words: list[Word]) -> str:
    """The words as they stand in the text, from the first to the last, white space made even."""
    return " ".join(text[words[0].span.start : words[-1].span.end].split())


@dataclass(frozen=True, slots=True)
class Group:
    """One name or description within a mention: "engineer at the bank" has the core "engineer"."""

    words: list[Word]
    core: list[Word]

    @property
    def complement(self) -> list[Word]:
        """What follows the core: "at the bank"."""
        return self.words[len(self.core) :]


def trimmed(words: list[Word], language: Language) -> list[Word]:
    """The words without punctuation and conjunctions at either end; a bracket that closes inside stays."""
    start, end = 0, len(words)
    if end > 1 and words[-1].feat("Reflex") == "Yes":  # "the bank itself"
        end -= 1
    while start < end and (
        words[start].upos in ("PUNCT", "CCONJ") or words[start].rel == "cc" or _even(words[start:end], language)
    ):
        start += 1
    while (
        end > start and (words[end - 1].upos in ("PUNCT", "CCONJ") or words[end - 1].xpos == "POS") and words[end - 1].form != ")"
    ):
        end -= 1
    return words[start:end]


def _even(words: list[Word], language: Language) -> bool:
    """ "Even Norway said no": the adverb is not of the name."""
    return len(words) > 1 and words[0].upos == "ADV" and words[0].form.casefold() in language.grammar.focus_adverbs


def before_clause(words: list[Word], language: Language) -> list[Word]:
    """The words up to a relative clause or a participle that tells what else the source did.

    "Winifred Oake, who runs the café" · "officials speaking on condition of anonymity" · "a source, citing the memo"
    """
    for i, word in enumerate(words):
        relative = word.form.casefold() in language.relatives and word.upos in ("PRON", "DET", "SCONJ", "ADV")
        present = word.rel in ("acl", "advcl") and word.upos == "VERB" and word.xpos == "VBG"
        finite = word.finite and word.upos in ("VERB", "AUX")
        if i and (relative or present or finite):
            own = [j for j, w in enumerate(words[:i]) if j and w.head == word.id and w.rel == "nsubj"]
            first = min(own, default=i)
            others = [w for w in words[:first] if w.upos in ("NOUN", "PROPN", "PRON")]
            if all(w.rel == "compound" and first < i and w.head == words[first].id for w in others):
                first = i  # "the survey, carried out by Norsat," and "board [minutes] leaked", with the participle for a verb
            return trimmed(words[:first], language)  # "the experts [I interviewed]"
    return words


def coordinated(words: list[Word], language: Language) -> list[list[Word]]:
    """ "Mayor Greta Holm and surveyor Olaf Bell" in two parts, "A, B and C" in three, "officials in Gaza and Egypt" in one."""
    parts: list[list[Word]] = [[]]
    complement = apposed = titled = False
    for i, word in enumerate(words):
        titled = not titled if word.form in QUOTES else titled  # "CBS's “Night and Day”" is one
        one = word.form.casefold() in language.singular_quantifiers  # "Two officials, one American and one Israeli,"
        apposed = apposed or (i > 0 and words[i - 1].form == "," and (one or word.upos == "DET" or _apposed(words[i:])))
        apposed = apposed or (i > 0 and word.upos == "PRON" and word.form.casefold() in language.relatives)
        complement = complement or (i > 0 and word.upos == "ADP" and word.rel == "case")
        joins = word.upos == "CCONJ" and word.form.casefold() != "or" and word.form != "&" and not titled
        if words[i + 1 : i + 2] and words[i + 1].xpos in ("VBN", "VBD") and words[i + 1].rel != "amod":
            joins = False  # "papers leaked to the Courier and shared with the Post"
        if joins and words[i + 1 : i + 2] and words[i + 1].form.casefold() in language.once:
            # "the candidate and former mayor" is one, "Ada Holm and former mayor Ida Bell" are two
            named = before_bracket(words[:i])[-1:]
            two = bool(named) and named[0].upos == words[-1].upos == "PROPN"
            joins = two or any(w.xpos in ("NNS", "NNPS") for w in words)
        joins = joins and not (
            i > 0 and (_title(words[:i], words[i + 1 :], language) or _posts(words[:i], words[i + 1 :], language))
        )
        # "the national search and rescue agency" is one: both nouns belong to the third
        joins = joins and not (0 < i < len(words) - 1 and _nouns_of_one(words[i - 1], words[i + 1]))
        # "Neera Tanden, a lawyer and head of the board," is one, as is "Ida Holm, who studies tax and labor issues"; a comma
        # closes the apposition: "Tanden, a lawyer, and Bell".
        joins = joins and not (apposed and words[i - 1].form != ",")
        if joins and not complement and parts[-1] and _stand_alone(words[:i], words[i + 1 :], language):
            parts.append([])
            continue
        parts[-1].append(word)
    if len(parts) > 1:
        parts = [*_listed(parts[0]), *parts[1:]]
    return [p for part in parts if (p := trimmed(part, language))]


def _nouns_of_one(left: Word, right: Word) -> bool:
    if not all(w.upos in ("NOUN", "PROPN") and w.form[:1].islower() for w in (left, right)) or left.rel != "compound":
        return False
    return (right.rel == "compound" and right.head == left.head) or (right.rel == "conj" and right.head == left.id)


def _title(left: list[Word], right: list[Word], language: Language) -> bool:
    """ "Former prosecutor and city mayor Ida Holm": a role without determiner and name belongs to the name behind "and"."""
    role = trimmed(left, language)[-1:]
    if not role or not right or role[0].xpos != "NN" or any(w.upos in ("DET", "PROPN") for w in left):
        return False
    form = role[0].form.casefold()
    human = form in language.person_nouns and form not in language.organization_nouns and form not in language.plural_people
    return human and len(right) > 1 and right[-1].upos == "PROPN" and right[0].upos != "DET"


def _posts(left: list[Word], right: list[Word], language: Language) -> bool:
    """ "Paul Rieck, founder and chief executive of Harbour Aid": the two posts of one person behind a comma."""
    comma = max((i for i, w in enumerate(left) if w.form == ","), default=0)
    if not comma or not left[comma - 1].form[:1].isupper():
        return False
    return _post(left[comma + 1 :], language) and _post(right, language)


def _post(words: list[Word], language: Language) -> bool:
    """Whether words begin with a post, without a determiner and without a name: "assistant general counsel for the bank"."""
    core = list(takewhile(lambda w: w.upos in ("NOUN", "ADJ", "PROPN") and w.form != ",", words))
    if not core or any(w.form.istitle() for w in core):
        return False
    last = core[-1].form.casefold()
    return last in language.person_nouns or undotted(last) in language.titles


def _apposed(words: list[Word]) -> bool:
    """Whether the words behind a comma begin with an apposition that has an owner: "China, [Pyongyang's only ally and ...]"."""
    noun = next((w for w in words if w.upos in ("NOUN", "PROPN") and w.rel != "nmod" and w.rel != "compound"), None)
    return noun is not None and noun.rel == "appos" and any(w.deprel == "nmod:poss" and w.head == noun.id for w in words)


def _stand_alone(left: list[Word], right: list[Word], language: Language) -> bool:
    """Whether both sides of "and" stand for somebody: two names, a noun with a determiner, two nouns."""
    if not right:
        return False
    if not trimmed(left, language):
        return False
    a, b = before_bracket(trimmed(left, language))[-1], right[0]
    if b.upos == "DET" or (b.form[:1].isupper() and a.form[:1].isupper()):
        return True
    return right[-1].upos in ("NOUN", "PROPN") and a.upos in ("NOUN", "PROPN")


def before_bracket(words: list[Word]) -> list[Word]:
    """ "Sen. Ada Holm (Ohio)": the words without a bracket at their end."""
    opening = next((i for i, w in enumerate(words) if w.form == "("), 0)
    closed = words[-1].form == ")" or all(w.form != ")" for w in words)  # the tree may leave the second mark outside
    return words[:opening] if opening and closed else words


def _listed(words: list[Word]) -> list[list[Word]]:
    """ "A, B" before "and C": cut at commas between capitals."""
    parts: list[list[Word]] = [[]]
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else None
        between = [*parts[-1][-1:], following]
        if word.form == "," and len(between) == 2 and all(w is not None and w.form[:1].isupper() for w in between):
            parts.append([])
            continue
        parts[-1].append(word)
    return parts


def appositions(words: list[Word]) -> list[list[Word]]:
    """ "its chairman, Otto Rehn" -> two stretches; "Rep. Jim Jordan (R-Ohio), a member" -> name, party, role."""
    stretches: list[list[Word]] = [[]]
    for word in words:
        if word.form == "(" and any(w.xpos == "VBN" and w.rel == "acl" for w in stretches[-1]):
            break  # "papers obtained by the Reporting Project (RP)"
        if word.form in JOINTS:
            stretches.append([])
        else:
            stretches[-1].append(word)
    kept = [s for s in stretches if any(w.upos != "PUNCT" for w in s)]
    # "Scott’s relatives, including his wife": what an adposition or participle brings in is no apposition.
    further = next(
        (i for i, s in enumerate(kept) if i and s[0].upos in ("ADP", "VERB", "SCONJ") and s[0].rel != "amod"), len(kept)
    )  # but "its chairman, retired judge Ida Holm"
    return kept[: min(further, MOST_GROUPS)] or [words]


def body_with_its_name(
    stretches: list[list[Word]], language: Language, text: Callable[[list[Word]], str], is_person: Callable[[str], bool]
) -> list[list[Word]]:
    """ "A spokesman for the group, Buckeye Future": the name behind the comma is the body's, and stays with it in one stretch; "a
    lawyer for the firm, Ida Holm" keeps two. `text` gives the text of words, `is_person` what is known of a name."""
    if len(stretches) < 2:
        return stretches
    described, name, *rest = stretches
    body = group(described).complement[-1:]
    of_a_body = bool(body) and body[0].form.casefold() in language.any_body
    person = name[0].form.casefold() in language.gender_of_first_name or is_person(text(name))
    named = all(w.form[:1].isupper() for w in name)
    return [[*described, *name], *rest] if of_a_body and named and not person else stretches


def group(words: list[Word]) -> Group:
    """The words cut where the first complement begins: "engineer" + "at the bank", "E-mails" + "obtained by Reuters"."""
    for i, word in enumerate(words):
        if not i:
            continue
        case = word.upos in ("ADP", "SCONJ") and word.rel in ("case", "mark")
        behind = word.head < word.id
        participle = word.upos == "VERB" and (
            (word.rel in ("acl", "advcl") and behind) or (word.xpos in ("VBN", "VBD") and words[i - 1].upos in ("NOUN", "PROPN"))
        )  # "a poll released last week", wherever the tree hangs it
        adjective = word.upos == "ADJ" and word.rel in ("amod", "acl") and behind and any(w.id == word.head for w in words)
        infinitive = word.form.casefold() == "to" and word.upos == "PART"
        after = words[i + 1 : i + 2]
        time = words[i - 1].upos in ("NOUN", "PROPN") and (
            (word.upos == "DET" and not word.form.istitle()) or (word.upos == "ADV" and bool(after) and after[0].upos == "DET")
        )  # "a Redfield poll this month", "Wells Fargo just this month"
        if case or participle or adjective or infinitive or time:
            return Group(words, words[:i])
    return Group(words, words)


def partitive(words: list[Word], language: Language) -> list[Word] | None:
    """ "one of the US officials", "two of them", "none of her neighbours": the whole that the part is taken from."""
    if len(words) > 2 and words[0].form.casefold() in language.quantifiers and words[1].form.casefold() == "of":
        return words[2:]
    return None


def possessor(words: list[Word], language: Language) -> int:
    """How many words, the possessive ending included, tell whose it is: "his lawyer" 1, "the family’s attorneys" 3; else 0.

    Only what stands before the head counts: "Lys Tanaka, the paper’s lead author" has no owner.
    """
    pronoun = language.pronouns.get(words[0].form.casefold())
    if pronoun is not None and len(words) > 1 and words[0].deprel == "nmod:poss":
        return 1
    for i, word in enumerate(words[:-1]):
        if word.form in JOINTS or (i and word.upos in ("ADP", "VERB")):
            return 0
        if i and word.form in language.grammar.possessives and word.upos in ("PART", "PUNCT"):
            return i + 1
    return 0


def head(core: list[Word]) -> Word:
    """The word that the others of a core hang on: "people" of "people familiar", "Bell" of "fire chief Tom Bell" is not asked."""
    ids = {w.id for w in core}
    if len(core) > 1 and core[-1].rel == "appos" and core[-1].upos == "NOUN" and core[-1].head in ids:
        return core[-1]  # "a probable cause affidavit", of which the tree makes a cause, "the Corvane Daybreak tracking poll"
    nominal = [w for w in core if w.upos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET", "SYM")]
    nouns = [w for w in nominal if w.upos in ("NOUN", "PROPN", "SYM")] or nominal
    outside = [w for w in nouns if w.head not in ids]
    return (outside or nouns or core)[-1]


def affiliation(words: list[Word], language: Language) -> list[Word]:
    """The definite noun at the end of a mention that tells for whom somebody is or works: "a spokesman for [the company]"."""
    if len(words) < LEAST or words[-2].form.casefold() not in language.definite_determiners:
        return []  # "for the operator of the plant": others have one too
    before = words[-3].form.casefold()
    several = any(w.form.casefold() in language.grammar.affiliating_prepositions for w in words[:-3])
    return words[-2:] if before in language.grammar.affiliating_prepositions and not several else []
