"""What differs between languages, as data: cue words, noun classes, names, phrases, news outlets."""

from provaudit.languages.base import Language
from provaudit.languages.load import load_language

__all__ = ["Language", "load_language"]
