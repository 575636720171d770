"""The learned parser as a variant of Stanza's tagger: one model gives tags and trees. Importing this imports Stanza."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stanza.pipeline.processor import ProcessorVariant, register_processor_variant

from provaudit.nlp.syntax import SyntaxModel

NAME = "syntax"


@register_processor_variant("pos", NAME)
class SyntaxProcessor(ProcessorVariant):
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
