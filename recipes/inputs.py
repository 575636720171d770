"""What a retraining is given: folders, options, and how much of everything to use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BUNDLED = Path(__file__).resolve().parent.parent / "provaudit" / "models"
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Inputs:
    """`data` holds `ud-english/` and `polnear/`; everything in between goes to `work`, the finished models to `out`."""

    data: Path
    out: Path
    quick: bool = False
    spacy_model: Path | None = None  # unpacked en_core_web_md: new word vectors, lemma rules, a second opinion on names
    corenlp: Path | None = None  # PolNeAR's corenlp/ folder: the first opinion on names
    encoder: Path | None = None  # all-MiniLM-L6-v2: vocab.txt and model.safetensors
    tagger: Path | None = None  # an exported tagger that training goes on from, in place of the encoder

    @property
    def work(self) -> Path:
        """The folder of files that only the recipe needs."""
        return self.out / "work"

    def steps(self, full: int) -> int:
        """Training steps: a handful in quick mode."""
        return 6 if self.quick else full

    def treebank(self, split: str) -> Path:
        """The joined treebanks of a split, in `work`."""
        return self.work / "ud" / f"{split}.conllu"

    def news(self, split: str) -> Path:
        """The news articles with attributions of a split."""
        return self.data / "polnear" / f"{split}.jsonl"


def need(path: Path, what: str) -> Path:
    """The path, if it is there; otherwise the run ends with a sentence that says what is missing."""
    if not path.exists():
        raise SystemExit(f"{path}: there is no {what} (recipes/README.md says where to get it)")
    return path
