"""The quality gate: how well the whole program does on articles of our own, against gold written by reading."""
