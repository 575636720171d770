"""Typed facts about statements, sources and articles: all that a rule may read. A new fact is one decorated function here."""
