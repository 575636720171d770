"""How often echo errs, as its reports tell it: what `python -m tests.echo.measure --update` measured and wrote."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from provaudit.resources import folder

ECHO = "echo-accuracy.json"  # in reports/templates


@cache
def sentence() -> str:
    """The known error rates in one sentence, with the numbers that they were measured on."""
    measured: dict[str, Any] = json.loads((folder("reports") / "templates" / ECHO).read_text(encoding="utf-8"))
    return (
        f"On articles not looked at while the program was made, {measured['claims_precision']} % of the pairs of statements that "
        f"it takes for one claim were one, of {measured['claims']} pairs it found {measured['claims_recall']} %, and the number of "
        f"independent origins was right for {measured['origins_right']} % of {measured['stories']} stories."
    )
