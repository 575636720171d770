"""The list of marks is read, and mistakes in it are told."""

from __future__ import annotations

import pytest

from provaudit.errors import UsageError
from provaudit.quotes.marks import Shape, load


def test_english_marks_have_families_and_shapes() -> None:
    marks = load("en")
    assert marks.forms["“"].family == marks.forms['"'].family
    assert marks.forms["“"].shape is Shape.OPENING
    assert marks.forms["'"].apostrophe
    assert not marks.forms['"'].apostrophe


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(UsageError, match="tlh"):
        load("tlh")
