"""The learned parser as a variant of Stanza's tagger: one model gives tags and trees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provaudit.nlp.syntax import SyntaxModel

NAME = "syntax"


def register() -> str:
    """Makes the variant known to Stanza; gives the name by which a pipeline asks for it. Imports Stanza."""
    from stanza.pipeline.processor import ProcessorVariant, register_processor_variant

    ProcessorVariant.register(SyntaxProcessor)
    register_processor_variant("pos", NAME)(SyntaxProcessor)
    return NAME


class SyntaxProcessor:
    """Sets UPOS, XPOS, features, heads and relations: in its pipeline there is no processor for trees.

    `pos_syntax` of the pipeline is the model's folder, `pos_threads` the number of its threads.
    """

    OVERRIDE = True

    def __init__(self, config: dict[str, Any]) -> None:
        self._model = SyntaxModel(Path(config["syntax"]), config["threads"])
        self._model.load()

    def process(self, document: Any) -> Any:  # noqa: ANN401 - stanza ships no types
        """The document with its words annotated."""
        for sentence in document.sentences:
            nodes = self._model.parse([word.text for word in sentence.words])
            for word, node in zip(sentence.words, nodes, strict=True):
                word.upos, word.xpos, word.feats = node.upos, node.xpos, node.feats or None
                word.head, word.deprel = node.head, node.deprel
        return document

    def bulk_process(self, documents: Sequence[Any]) -> list[Any]:
        """Each document with its words annotated."""
        return [self.process(document) for document in documents]
