"""Retrains the bundled models: `python -m recipes DATA --out OUT`, or `make models DATA=...`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from recipes.inputs import Inputs, need

PARTS = ("parser", "attribution", "claims")


def main() -> None:
    """Reads the options and runs the chosen parts."""
    parser = argparse.ArgumentParser(prog="python -m recipes", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ud-english/ and polnear/")
    parser.add_argument("--out", type=Path, default=Path("build/models"), help="where the models go (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="every step with a handful of sentences: shows that it works")
    parser.add_argument("--only", choices=PARTS, help="one part instead of all")
    parser.add_argument("--spacy-model", type=Path, help="unpacked en_core_web_md 3.8: new vectors, lemma rules, names")
    parser.add_argument("--corenlp", type=Path, help="PolNeAR's corenlp folder: names")
    parser.add_argument("--encoder", type=Path, help="folder of all-MiniLM-L6-v2: vocab.txt, model.safetensors")
    parser.add_argument("--tagger", type=Path, help="folder of an exported tagger: only the second pass, from there")
    options = parser.parse_args()
    need(options.data, "folder of training data")
    inputs = Inputs(options.data, options.out, options.quick, options.spacy_model, options.corenlp, options.encoder, options.tagger)
    inputs.work.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    if options.only in (None, "parser"):
        from recipes import parser_models

        print("parser models:", parser_models.make(inputs), flush=True)
    if options.only in (None, "attribution"):
        from recipes.attribution import training

        print("attribution tagger:", training.make(inputs), flush=True)
    if options.only in (None, "claims"):
        from recipes.claims import training as claims

        print("network of claims:", claims.make(inputs), flush=True)
    print(f"done after {(time.monotonic() - start) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
