"""The parts of the retraining recipes that must agree with the program or with the treebanks."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from provaudit import resources
from provaudit.echo.meanings import shares
from provaudit.nlp.claims import ClaimEncoder, pieces_of
from provaudit.nlp.syntax import SyntaxModel
from provaudit.nlp.tagger import AttributionTagger
from provaudit.nlp.wordpiece import WordPiece
from recipes import conllu, near_words, treebanks
from recipes.attribution import corpus, evaluation, marked
from recipes.claims import stories
from recipes.syntax import corpus as trees
from recipes.syntax import training

TEXT = 'Mayor Ilse Brandt said “the ferry is gone.”\n\n"Gone," she added, "for U.S.-built good."'
SAID = {"source": [[0, 17]], "cue": [[18, 22]], "content": [[23, 43]]}


@pytest.fixture
def document(tmp_path: Path) -> corpus.Document:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": [SAID]}) + "\n", encoding="utf-8")
    return corpus.load(path)[0]


def test_training_sees_an_article_as_the_program_does(document: corpus.Document) -> None:
    folder = resources.folder("models") / "en-attribution"
    seen = AttributionTagger(folder)._split(TEXT, evaluation._paragraphs(TEXT))
    pieces = WordPiece(json.loads((folder / "tagger.json").read_text(encoding="utf-8"))["vocab"])
    assert seen.places == document.spans
    assert seen.first == document.opens
    (window,) = corpus.windows(document, pieces, 192, random.Random(1), restyled=0.0)
    assert [window.shapes[i] for i in window.first] == seen.features
    assert [window.ids[i] for i in window.first] == [word[0] for word in seen.pieces]


def test_tags_and_links_are_those_of_the_annotation(document: corpus.Document) -> None:
    tagged = [corpus.TAGS[t] for t in document.tags]
    assert tagged[:5] == ["B-source", "I-source", "I-source", "B-cue", "B-content"]
    assert set(tagged[5:10]) == {"I-content"}
    assert document.head[0] == document.head[4] == 3
    assert document.source_head[3] == 0


def test_a_multiword_token_becomes_words_without_a_space() -> None:
    rows = ["1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_", *(word(i, form) for i, form in ((1, "do"), (2, "n't"), (3, "go")))]
    plain, exact = treebanks._plain("\n".join(rows))
    assert exact
    assert [(c[1], c[9]) for c in map(str.split, plain.split("\n"))] == [("do", "SpaceAfter=No"), ("n't", "_"), ("go", "_")]


def test_a_multiword_token_that_does_not_add_up_is_told() -> None:
    rows = ["1-2\twanna\t_\t_\t_\t_\t_\t_\t_\t_", word(1, "want"), word(2, "to")]
    assert treebanks._plain("\n".join(rows)) == ("\n".join(rows), False)


BUNDLED_SYNTAX = resources.folder("models") / "en-ud-news" / "syntax"
ROWS = ('"_PUNCT', "I_PRON", "'m_AUX", "done_VERB", '"_PUNCT', "she_PRON", "said_VERB", "._PUNCT")


@pytest.fixture
def tree() -> trees.Tree:
    forms, upos = (list(parts) for parts in zip(*(row.split("_") for row in ROWS), strict=True))
    labels = {
        "upos": upos,
        "xpos": upos,
        "feats": ["_"] * 8,
        "deprel": ["punct", "nsubj", "cop", "ccomp", "punct", "nsubj", "root", "punct"],
    }
    return trees.Tree(forms, labels, [4, 4, 4, 7, 4, 7, 0, 7])


def vocabulary(tree: trees.Tree) -> tuple[WordPiece, dict[str, dict[str, int]]]:
    labels = {name: {label: i for i, label in enumerate(dict.fromkeys(found))} for name, found in tree.labels.items()}
    return WordPiece(json.loads((BUNDLED_SYNTAX / "syntax.json").read_text(encoding="utf-8"))["vocab"]), labels


def test_the_parser_learns_words_labels_and_heads_in_step(tree: trees.Tree) -> None:
    pieces, labels = vocabulary(tree)
    plain = trees.example(tree, pieces, labels)
    assert [plain.ids[at] for at in plain.first] == [pieces.start, *(pieces(form)[0] for form in tree.forms)]
    assert len(plain.ids) == len(plain.shapes) == 2 + sum(len(pieces(form)) for form in tree.forms)
    assert plain.heads == tree.heads
    assert plain.labels["deprel"][:2] == [0, 1]


def test_other_marks_and_case_change_no_tree(tree: trees.Tree) -> None:
    pieces, labels = vocabulary(tree)
    rng, seen = random.Random(5), set()
    for _ in range(300):
        styled = trees.example(tree, pieces, labels, rng)
        assert styled.heads == tree.heads[: len(styled.heads)]
        assert len(styled.first) == len(styled.heads) + 1
        seen.add((styled.ids[1], len(styled.heads)))
    assert {length for _, length in seen} == {7, 8}  # with and without the full stop
    assert len({mark for mark, _ in seen}) == 3  # straight, curled, single


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # torch would rather export in another way
def test_the_program_reads_what_the_recipe_exports(tree: trees.Tree, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="writing a model needs the extra recipes")
    from recipes.syntax import export, network

    vocabulary = json.loads((BUNDLED_SYNTAX / "syntax.json").read_text(encoding="utf-8"))["vocab"][:400]
    labels = trees.known([tree, tree])
    export.write(network.Network(len(vocabulary), labels), vocabulary, labels, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.int8.onnx", "syntax.json"]
    nodes = SyntaxModel(tmp_path).parse(tree.forms)
    assert all(node.upos in labels["upos"] and node.deprel in labels["deprel"] for node in nodes)
    assert [node.feats for node in nodes] == [""] * 8  # "_" in the treebank
    assert [node.head == 0 for node in nodes] == [node.deprel == "root" for node in nodes]


def test_scores_count_words_parsed_as_the_program_does(tree: trees.Tree) -> None:
    assert training.scores(BUNDLED_SYNTAX, [tree]).endswith("(8 words)")
    nodes = SyntaxModel(BUNDLED_SYNTAX).parse(tree.forms)
    parsed = {name: [getattr(node, name) or "_" for node in nodes] for name in trees.COLUMNS}
    same = trees.Tree(tree.forms, parsed, [node.head for node in nodes])
    assert training.scores(BUNDLED_SYNTAX, [same]).split(" (")[0] == "UPOS 100.00 XPOS 100.00 UFeats 100.00 UAS 100.00 LAS 100.00"


def test_sentences_of_the_program_are_written_as_a_treebank(tmp_path: Path) -> None:
    rows = [["Police", "police", "NOUN", "NNS", "Number=Plur", 2, "nsubj", 0, 6], ["said", "say", "VERB", "", "", 0, "root", 7, 11]]
    (tmp_path / "said.conllu").write_text(conllu.written(rows) + conllu.written(rows[1:]), encoding="utf-8")
    first, second = trees.load(tmp_path / "said.conllu")
    assert (first.forms, first.heads, second.forms) == (["Police", "said"], [2, 0], ["said"])
    assert (first.labels["xpos"], first.labels["feats"]) == (["NNS", "_"], ["Number=Plur", "_"])


def word(number: int, form: str, upos: str = "X") -> str:
    return f"{number}\t{form}\t{form}\t{upos}\t_\t_\t{number - 1}\tdep\t_\t_"


def test_near_words_are_those_of_a_sense_and_of_what_is_next_to_it(tmp_path: Path) -> None:
    for kind in near_words.PARTS:
        for name in ("index", "data"):
            (tmp_path / f"{name}.{kind}").write_text("  1 licence\n")
    (tmp_path / "index.verb").write_text("close v 1 1 @ 1 1 00000001\nshut v 1 1 @ 1 1 00000001\nmove v 1 0 1 1 00000002\n")
    (tmp_path / "data.verb").write_text(
        "00000001 35 v 02 close 0 shut 0 001 @ 00000002 v 0000 | make shut\n00000002 38 v 01 move 0 000 | move\n"
    )
    (tmp_path / "index.sense").write_text("close%2:35:00:: 00000001 1 9\n")
    forms = {"closed": {"close"}, "shut": {"shut"}, "moves": {"move"}, "stone": {"stone"}}
    assert near_words.table(near_words.WordNet(tmp_path), forms) == ["close shut", "moves | close shut"]


def test_marks_tell_who_says_what() -> None:
    text, (first, second) = marked.read(
        "<s1><s2>She</s2></s1> <q1>confirmed</q1> <c1>the date</c1> but <q2>denied</q2> <c2>a sale</c2>, <c2>too</c2>."
    )
    assert text == "She confirmed the date but denied a sale, too."
    assert first == {"source": [[0, 3]], "cue": [[4, 13]], "content": [[14, 22]]}
    assert second == {"source": [[0, 3]], "cue": [[27, 33]], "content": [[34, 40], [42, 45]]}


@pytest.mark.parametrize(
    ("piece", "what"),
    [
        ("<q1>Said</q1> <c1>it was over.", "<c1> is never closed"),
        ("<q1>Said</q1> it was over</c1>.", "</c1> closes nothing"),
        ("<q1>Said <q1>that</q1> <c1>it</c1>.", "<q1> is opened twice"),
        ("<s1>She</s1> said <c1>it was over</c1>.", "attribution 1 has no cue or no content"),
    ],
)
def test_marks_that_do_not_match_are_told(tmp_path: Path, piece: str, what: str) -> None:
    folder = tmp_path / "written"
    folder.mkdir()
    (folder / "a.txt").write_text(f"=== ferry\n{piece}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"written/a/ferry: {what}"):
        marked.load(tmp_path)


def test_our_pieces_are_marked_throughout() -> None:
    pieces = marked.load()
    assert len({p.id for p in pieces}) == len(pieces) > 2_000
    assert {p.annotator for p in pieces} == {"read", "written"}
    for piece in pieces:
        assert all(triple["cue"] and triple["content"] for triple in piece.triples), piece.id


STORY = """ the ferry to Ober
claims:
a: The ferry is sold
b: Fares rise
article: wire
h [a] Ober ferry sold
[a b] The line passes to a Sarnish owner, who will ask a tenth more of travellers
[] It was built in 1961
article: tabloid
h [b] Dearer to Ober
[a] A buyer has been found for the old ship, it is the owner's story: he tells it gladly
"""


def test_stories_are_read_with_what_their_lines_tell() -> None:
    story = stories.read(STORY)
    assert story.title == "the ferry to Ober"
    assert [(line.article, sorted(line.claims)) for line in story.lines] == [
        (0, ["a"]),
        (0, ["a", "b"]),
        (0, []),
        (1, ["b"]),
        (1, ["a"]),
    ]
    assert story.lines[2].text == "It was built in 1961"


@pytest.mark.parametrize("broken", [STORY.replace("[a b]", "[a c]"), STORY.replace("h [b]", "h []"), STORY.replace("[] It", "It")])
def test_a_story_that_does_not_add_up_is_told(broken: str) -> None:
    with pytest.raises(ValueError, match="the ferry to Ober"):
        stories.read(broken)


def test_all_stories_of_the_recipe_can_be_read() -> None:
    told = stories.load()
    assert len(told) >= 200
    assert all(len({line.article for line in story.lines}) > 2 for story in told)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # torch would rather export in another way
def test_the_program_reads_the_network_of_claims_that_the_recipe_exports(tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="writing a model needs the extra recipes")
    import torch

    from recipes.claims import network, training
    from recipes.fitting import stack

    vocabulary = json.loads((resources.folder("models") / "en-claims" / "claims.json").read_text(encoding="utf-8"))["vocab"][:400]
    torch.manual_seed(1)
    made = network.Network(len(vocabulary)).eval()
    training.write(made, vocabulary, tmp_path)
    texts = ("The ferry is sold", "He buys the ship for 30 million, they say")
    read = [ClaimEncoder(tmp_path)(text) for text in texts]
    rows = [pieces_of(text, WordPiece(vocabulary)) for text in texts]
    odds = made.alike(*(stack([row[side] for row in rows], 0) for side in (0, 1))).detach()
    share = float(odds[0, 1]) / network.SLOPE + network.MIDDLE
    assert float(shares(read)[0, 1]) == pytest.approx(share, abs=0.05)  # int8
    assert training.scores(tmp_path, [stories.read(STORY)]).endswith("(3 of 6 pairs match)")
