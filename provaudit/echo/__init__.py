"""Provenance between articles: the same claim in many of them, the story they tell together, and the origins behind it."""
