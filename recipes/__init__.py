"""Retraining of the bundled models from treebank paths; no part of the installed package (recipes/README.md)."""
