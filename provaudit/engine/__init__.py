"""Judges an analysis: facts are computed from it, rules read facts, scores and findings come out. See docs/rules.md."""
