"""Formats of findings, `provaudit check --format NAME`: the table of them is in base.py, a module each; and sign-off sheets."""
