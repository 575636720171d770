"""Audits kept in one SQLite file: tables for people and queries, and each audit whole."""
