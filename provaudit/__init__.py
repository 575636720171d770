"""provaudit: who told whom, before it reached the reader. For notebooks: `audit`, `audit_many`, `articles`; see docs/guide.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from provaudit.notebook import articles, audit, audit_many

__version__ = "0.1.0"
__all__ = ["__version__", "articles", "audit", "audit_many"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has the name
    """Loads what the names above stand for when they are used: `import provaudit` alone takes no time."""
    if name in __all__:
        from provaudit import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
