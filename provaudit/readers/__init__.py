"""Readers: bytes of any supported format -> articles with canonical text, blocks and metadata."""

from provaudit.readers.base import READERS, read
from provaudit.readers.language import require_supported

__all__ = ["READERS", "read", "require_supported"]
