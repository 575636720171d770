"""Layout: what each paragraph of an article is, and the units that an audit shows."""

from provaudit.units.kinds import layout
from provaudit.units.segment import segment

__all__ = ["layout", "segment"]
