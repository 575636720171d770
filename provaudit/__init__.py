"""provaudit: who told whom, before it reached the reader."""

__version__ = "0.1.0"
