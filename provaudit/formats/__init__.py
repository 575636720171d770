"""Audits as text. `audit/`: formats of `score`; `check/`: formats of `check`; `pages/`: what pages for people are made of."""
