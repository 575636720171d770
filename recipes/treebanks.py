"""The English treebanks: from public checkouts to DATA/ud-english, and from there to the files that Stanza trains on.

    python -m recipes.treebanks --ewt UD_English-EWT --gum gum --out DATA/ud-english

EWT must hold `not-to-release/{sources,file-lists}`, GUM `dep/` and `splits.md`. Only GUM's genres under CC BY or CC BY-SA go in.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from recipes.conllu import blocks
from recipes.inputs import SPLITS, Inputs, need

OPEN_GENRES = {"academic", "bio", "court", "interview", "news", "voyage"}
SOURCES = ("ewt", "gum")
KEPT_COMMENTS = ("# newdoc id", "# newpar", "# sent_id", "# text =")
QUICK_SENTENCES = {"train": 400, "dev": 60, "test": 60}


def join(inputs: Inputs) -> None:
    """Puts the treebanks of each split together and writes the tokenizer's raw text and labels beside them."""
    from stanza.utils.datasets import conllu_to_text, prepare_tokenizer_data

    (inputs.work / "ud").mkdir(parents=True, exist_ok=True)
    for split in SPLITS:
        files = [need(inputs.data / "ud-english" / f"{split}.{source}.conllu", "treebank") for source in SOURCES]
        each = QUICK_SENTENCES[split] // len(files) if inputs.quick else None
        sentences = [sentence for file in files for sentence in list(blocks(file))[:each]]
        conllu = inputs.treebank(split)
        conllu.write_text("".join(s.strip("\n") + "\n\n" for s in sentences), encoding="utf-8")
        stem = str(conllu.with_suffix(""))
        conllu_to_text.convert_text(str(conllu), stem + ".txt")
        prepare_tokenizer_data.main([stem + ".txt", str(conllu), "-o", stem + ".toklabels", "-m", stem + "-mwt.json"])
        print(f"{split}: {len(sentences)} sentences", flush=True)


def main() -> None:
    """Makes DATA/ud-english from checkouts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in (*SOURCES, "out"):
        parser.add_argument("--" + name, type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for source, documents in (("ewt", _ewt(options.ewt)), ("gum", _gum(options.gum))):
        sentences: dict[str, list[str]] = defaultdict(list)
        for split, raw in documents:
            plain = [_plain(sentence) for sentence in _clean(raw)]
            # A multiword token whose words do not add up to it would teach the tokenizer nonsense.
            sentences[split] += [s for s, exact in plain if exact or split != "train"]
        for split, found in sentences.items():
            (options.out / f"{split}.{source}.conllu").write_text("\n\n".join(found) + "\n\n", encoding="utf-8")
            print(f"{split}.{source}: {len(found)} sentences")


def _ewt(root: Path) -> Iterator[tuple[str, str]]:
    base = need(root / "not-to-release", "EWT checkout with its single documents")
    for split in SPLITS:
        for name in (base / "file-lists" / f"files.{split}").read_text().split():
            yield split, (base / "sources" / name).read_text(encoding="utf-8")


def _gum(root: Path) -> Iterator[tuple[str, str]]:
    split = ""
    for line in need(root / "splits.md", "GUM checkout").read_text().splitlines():
        if line.startswith("## "):
            split = line.removeprefix("## ").strip()
        document = re.match(r"\s*\*\s*(GUM_(\w+?)_\S+)", line)
        if document and split in SPLITS and document[2] in OPEN_GENRES:
            yield split, (root / "dep" / f"{document[1]}.conllu").read_text(encoding="utf-8")


def _clean(raw: str) -> Iterator[str]:
    """Sentences with FORM to DEPREL, SpaceAfter and the comments that matter for training."""
    for block in re.split(r"\n\s*\n", raw.strip()):
        kept = []
        for line in block.split("\n"):
            if line.startswith("#"):
                if line.startswith(KEPT_COMMENTS) and not line.startswith("# newpar_block"):
                    kept.append("# newpar" if line.startswith("# newpar") else line)
                continue
            cells = line.split("\t")
            if len(cells) == 10 and "." not in cells[0]:
                glued = "SpaceAfter=No" in cells[9].split("|")
                kept.append("\t".join([*cells[:8], "_", "SpaceAfter=No" if glued else "_"]))
        yield "\n".join(kept)


def _plain(sentence: str) -> tuple[str, bool]:
    """The sentence with multiword tokens ("don't", "Trump's") as plain tokens without a space between them.

    So no multiword processor is needed and a name never includes its "'s". The flag says whether every such token was the
    sum of its words; one that is not stays as it is.
    """
    lines = [line.split("\t") for line in sentence.split("\n")]
    words = {cells[0]: cells for cells in lines if cells[0].isdigit()}
    gone: set[str] = set()
    exact = True
    for cells in lines:
        ends = re.fullmatch(r"(\d+)-(\d+)", cells[0])
        if not ends or len(cells) != 10:
            continue
        parts = [words[str(i)] for i in range(int(ends[1]), int(ends[2]) + 1)]
        if "".join(part[1] for part in parts) != cells[1]:
            exact = False
            continue
        gone.add(cells[0])
        for part in parts[:-1]:
            part[9] = "SpaceAfter=No"
        parts[-1][9] = cells[9]
    return "\n".join("\t".join(cells) for cells in lines if cells[0] not in gone), exact


if __name__ == "__main__":
    main()
