"""Letters and comments: all that a signed paragraph says is its writer's, and what others say in it comes through the writer."""

from __future__ import annotations

from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.statements import clip
from provaudit.entities.resolution import Entities
from provaudit.languages.base import Language
from provaudit.model.article import Article
from provaudit.model.attribution import Mode
from provaudit.model.chain import Kind, Naming, Reason


def sign(drafts: list[Draft], article: Article, entities: Entities, language: Language) -> None:
    """Adds the writer to the drafts that stand in signed paragraphs; those in nobody's voice become the writer's."""
    for draft in drafts:
        name = article.blocks[draft.unit.paragraph].signed
        if name is None:
            continue
        if not draft.chain:
            draft.content = clip(draft.content, draft.unit.span, article.text, language) or draft.content
            draft.mode, draft.carried = Mode.INDIRECT, True
        draft.chain.append(Hold(entities.add(name.of(article.text), Kind.PERSON, Naming.NAMED)))
        draft.because.append(Reason("letter", "the paragraph is signed with this name", (name,)))
