"""Pages of HTML: the Jinja environment that escapes everything, and the frame with style and script inside."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from provaudit import __version__, resources
from provaudit.formats import words

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """Templates of reports/templates with autoescape; a name that a template has wrong is an error, not an empty place."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(resources.folder("reports") / "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["percent"] = words.percent
    made.filters["cut"] = words.cut
    made.filters["signed"] = words.signed
    return made


def _shown(value: object) -> object:
    """What a template shows of a value: strings without the characters that could repaint the page around them."""
    return words.UNSAFE.sub("�", value) if type(value) is str else value


def opening(title: str, home: str | None = None) -> str:
    """The page up to its body, with a link to the page that it belongs to, if there is one.

    The policy in it lets no browser run or load anything but what stands in the page.
    """
    style, script = _asset("page.css"), _asset("page.js")
    return (
        environment()
        .get_template("page.html.j2")
        .render(title=title, home=home, style=style, style_hash=_hash(style), script_hash=_hash(script), version=__version__)
    )


def closing() -> str:
    """The script and the end of the page."""
    return environment().get_template("page_end.html.j2").render(script=_asset("page.js"))


@cache
def _asset(name: str) -> str:
    return (resources.folder("reports") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
