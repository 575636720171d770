"""What the tests of Markdown ask: a file with a text in it, and its blocks."""

import pytest

from provaudit.readers import read


@pytest.fixture
def markdown(tmp_path):
    def reading(text):
        path = tmp_path / "ferry.md"
        path.write_text(text, encoding="utf-8", newline="")
        (article,) = read(path)
        return article

    return reading


@pytest.fixture
def words_of():
    def pairs(article):
        return [(block.span.of(article.text), block.kind) for block in article.blocks]

    return pairs
