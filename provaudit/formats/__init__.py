"""Audits as text: for the terminal, for people who read Markdown, for programs."""
