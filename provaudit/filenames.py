"""Names of files for articles, made of their ids."""

from __future__ import annotations

import hashlib
import re

LONGEST_NAME = 180  # bytes; file systems take 255, and the suffix has to fit
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # what Windows takes for no file


def safe_name(article: str) -> str:
    """The article's id as a file name, on Windows too. Ids that had to be changed get a short hash, so that they stay different."""
    name = re.sub(r"[^\w.,@+=()\[\]& -]", "_", article).strip(" ").lstrip(".").rstrip(". ")
    if DEVICE.match(name):
        name = f"_{name}"
    while len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        name = name[:-1]
    if name != article or not name:
        name = f"{name or 'article'}-{hashlib.sha256(article.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return name
