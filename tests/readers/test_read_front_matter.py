"""What stands above the text of a Markdown file, in YAML or TOML, and what of it is metadata."""

import pytest

from provaudit.errors import InputError
from provaudit.readers import read

TOML = """\
+++
title = "Ferry stays in port"
authors = ["Nadia Ferrant", "Colm Dray"]
date = 2026-11-18T09:30:00Z
[params]
draft = false
+++

The ferry stays in port, said pilot Mara Holt.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_may_be_toml(markdown, newline):
    article = markdown(TOML.replace("\n", newline))
    assert (article.meta.title, article.meta.byline) == ("Ferry stays in port", "Nadia Ferrant and Colm Dray")
    assert article.meta.published == "2026-11-18T09:30:00+00:00"
    assert [b.span.of(article.text) for b in article.blocks] == ["The ferry stays in port, said pilot Mara Holt."]


def test_a_text_that_begins_with_toml_is_markdown_by_any_name(tmp_path):
    path = tmp_path / "ferry"
    path.write_text(TOML, encoding="utf-8")
    (article,) = read(path)
    assert article.meta.title == "Ferry stays in port"


def test_a_rule_at_the_top_is_no_front_matter(markdown):
    assert markdown("---\n\nThe ferry stays.\n").blocks[0].span.start == 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: a: b\n---\n\nText.\n", ":2:9"),
        ("---\ntitle: Ferry\n\nText that never ends the matter.\n", ":1"),
        ("---\ntitle: [1, {\n---\nText.\n", ":3"),
        ("---\ntitle: {a: b}\n---\nText.\n", ""),
        ("+++\ntitle = Ferry\n+++\nText.\n", ":2:9"),
        ("+++\ntitle = 'Ferry'\n\nText that never ends the matter.\n", ":1"),
    ],
)
def test_broken_front_matter_is_an_error_with_its_place(markdown, text, place):
    with pytest.raises(InputError, match="front matter") as caught:
        markdown(text)
    assert place in (caught.value.where or "")
