"""Who says what: source, cue and content, from several kinds of evidence."""

from provaudit.attribution.extract import attribute

__all__ = ["attribute"]
