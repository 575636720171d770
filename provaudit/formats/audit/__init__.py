"""Formats of audits, `provaudit score --format NAME`: the table of them is in base.py, a module each."""
