"""The sign-off sheet: what in an article needs a named editor's decision, and which decisions have been made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from provaudit.engine.facts.accusation import accused_heard, accuses
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.languages import Language
from provaudit.model import chain
from provaudit.model.article import Article, BlockKind
from provaudit.model.audit import Audit
from provaudit.model.chain import Naming
from provaudit.model.lines import LineIndex

SCHEMA: Final = "provaudit-signoff/1"

Kind = Literal["unnamed origin", "relayed claim", "accusation", "missing reply"]

PAPERS = "Has an editor seen this document, and is there a reason that it is not named?"
QUESTIONS: dict[Kind, str] = {
    "unnamed origin": "Does an editor know who this is, and is there a reason that it is not named?",
    "relayed claim": "Was the claim checked with its origin, or is it good enough as another's report?",
    "accusation": "Is the accusation backed by more than the words of this source?",
    "missing reply": "Was the accused asked for a reply? The text shows none.",
}


class Item(BaseModel):
    """One thing to decide. `id` follows the words, so that a decision is found again after edits elsewhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    about: str = Field(description="The source, the chain or the accused, in words.")
    words: str = Field(description="What is claimed, as it stands in the text.")
    line: int = Field(ge=1)
    question: str
    decision: Literal["publish", "change", "drop"] | None = Field(None, description="What the editor decided.")
    by: str | None = Field(None, description="The editor's name.")
    note: str | None = Field(None, description="What the decision rests on.")

    @property
    def decided(self) -> bool:
        """Whether a named editor lets it be published."""
        return self.decision == "publish" and self.named

    @property
    def named(self) -> bool:
        """Whether an editor's name stands by it."""
        return bool((self.by or "").strip())


class Sheet(BaseModel):
    """All items of one article, bound to its text by the hash of the input."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Literal["provaudit-signoff/1"] = Field(SCHEMA, alias="schema")
    article: str
    title: str | None
    sha256: str
    pack: str
    items: list[Item]

    @property
    def open(self) -> list[Item]:
        """What is not decided yet, or decided against."""
        return [item for item in self.items if not item.decided]


def sheet(audit: Audit, language: Language, earlier: Sheet | None = None) -> Sheet:
    """The sheet of an article that was audited in this language. Decisions of an earlier sheet are kept where the words are."""
    made = {item.id: item for item in earlier.items} if earlier else {}
    items = {item.id: item for item in _items(audit, language)}
    for name in items.keys() & made.keys():
        decision = {key: getattr(made[name], key) for key in ("decision", "by", "note")}
        items[name] = items[name].model_copy(update=decision)
    article = audit.analysis.article
    return Sheet(
        schema=SCHEMA,
        article=article.id,
        title=_title(article),
        sha256=audit.stamp.input_sha256,
        pack=audit.stamp.pack,
        items=list(items.values()),
    )


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of a sheet."""
    body = Sheet.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **body, "title": "provaudit sign-off sheet"}


def _title(article: Article) -> str | None:
    headline = next((block.span.of(article.text) for block in article.blocks if block.kind is BlockKind.HEADLINE), "")
    return article.meta.title or " ".join(headline.split()) or None


def _items(audit: Audit, language: Language) -> Iterator[Item]:
    article = ArticleSubject(audit.analysis, language)
    lines = LineIndex(article.text)
    seen: set[tuple[str, ...]] = set()
    for subject in article.statements:
        for kind, about, key in _reasons(subject):
            if (kind, *key) in seen:
                continue
            seen.add((kind, *key))
            words = " … ".join(" ".join(span.of(article.text).split()) for span in subject.statement.content)
            yield Item(
                id=hashlib.sha256("\x1f".join((kind, about, words)).encode()).hexdigest()[:12],
                kind=kind,
                about=about,
                words=words,
                line=lines.position(subject.statement.content[0].start).line,
                question=PAPERS if kind == "unnamed origin" and _is_document(subject) else QUESTIONS[kind],
                decision=None,
                by=None,
                note=None,
            )


def _is_document(subject: StatementSubject) -> bool:
    return subject.statement.origin.entity.kind is chain.Kind.DOCUMENT


def _reasons(subject: StatementSubject) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    """The kinds of decision that a statement needs: what each is about, and what counts as the same thing to decide."""
    statement = subject.statement
    origin = statement.origin.entity
    if statement.attributed and origin.naming is not Naming.NAMED:
        yield "unnamed origin", origin.name, (origin.id,)
    if statement.relays:
        yield "relayed claim", " → ".join(link.entity.name for link in statement.chain), subject.path
    if accuses(subject):
        yield "accusation", origin.name if statement.attributed else "in the publisher's own voice", (statement.id,)
        if not accused_heard(subject):
            yield "missing reply", "the accused", ("reply",)
