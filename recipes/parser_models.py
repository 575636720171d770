"""The steps from treebanks to the en-ud-news folder, with the settings that were found to work."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from provaudit.nlp.pipeline import Pipeline
from recipes import conllu, lemmas, names, packing, treebanks, vectors
from recipes.inputs import BUNDLED, SPLITS, Inputs
from recipes.stanza_cpu import train
from recipes.syntax import training
from recipes.syntax.corpus import load

NAME = "en-ud-news"
SHORTHAND = ("--shorthand", "en_news")
COMMON = ("--lang", "en", *SHORTHAND)
TOKENIZER = (
    *("--max_seqlen", 300, "--anneal", 0.8),
    "--feat_funcs",
    "space_before,capitalized,numeric,end_of_para,start_of_para,labeled_field,phone_id,date_pattern,currency",
)
NER = (
    *("--no_emb_finetune", "--hidden_dim", 100, "--char_hidden_dim", 50, "--char_emb_dim", 30, "--word_emb_dim", 100),
    *("--dropout", 0.3, "--word_dropout", 0.05, "--batch_size", 32, "--max_batch_words", 900, "--optim", "adam", "--lr", 0.003),
)


def make(inputs: Inputs) -> Path:
    """Trains, packs and scores all processors; returns the folder of the new models."""
    treebanks.join(inputs)
    pretrain = vectors.make(inputs)
    models = {"pretrain": pretrain, "tokenize": _tokenizer(inputs), "lemma": _lemmatizer(inputs, pretrain)}
    models["ner"] = _names(inputs, pretrain, models["tokenize"])
    out = inputs.out / NAME
    packing.pack(models, out)
    _parser(inputs, out / training.NAME)
    evaluate(inputs, out)
    return out


def evaluate(inputs: Inputs, folder: Path) -> None:
    """Scores raw text as the program parses it, with the measures of the CoNLL 2018 shared task; gold words by `training.scores`.

    (A quick tokenizer of a few steps finds no words that could be lined up with the gold ones.)
    """
    from stanza.models.common.utils import ud_scores

    pipeline = Pipeline(str(folder), threads=1)
    for split in SPLITS[1:]:
        gold = inputs.treebank(split)
        print(split, "gold words:", training.scores(folder / training.NAME, load(gold)), flush=True)
        if inputs.quick:
            continue
        texts = [" ".join(text.split()) for text in gold.with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")]
        found = pipeline.paragraphs([(text, False) for text in texts if text])
        sentences = (sentence.words for paragraph in found for sentence in paragraph)
        scores = ud_scores(str(gold), io.StringIO("".join(conllu.written(sentence) for sentence in sentences)))
        measures = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
        print(split, "raw text:", " ".join(f"{m} {100 * scores[m].f1:.2f}" for m in measures), flush=True)


def _tokenizer(inputs: Inputs) -> Path:
    folder, steps = inputs.work / "tokenize", inputs.steps(2000)
    texts = [
        (f"--{prefix}{kind}_file", inputs.treebank(split).with_suffix(suffix))
        for split, prefix in (("train", ""), ("dev", "dev_"))
        for kind, suffix in (("txt", ".txt"), ("label", ".toklabels"))
    ]
    gold = inputs.treebank("dev")
    train(
        "tokenizer",
        *COMMON,
        *TOKENIZER,
        *(part for pair in texts for part in pair),
        *("--dev_conll_gold", gold, "--mwt_json_file", str(gold.with_suffix("")) + "-mwt.json"),
        *("--steps", steps, "--eval_steps", max(1, steps // 4), "--save_dir", folder, "--save_name", "model.pt"),
    )
    return folder / "model.pt"


def _lemmatizer(inputs: Inputs, pretrain: Path) -> Path:
    folder = inputs.work / "lemma"
    train(
        "lemmatizer",
        *SHORTHAND,
        *("--train_file", lemmas.make(inputs, pretrain), "--eval_file", inputs.treebank("dev"), "--dict_only"),
        *("--hidden_dim", 4, "--emb_dim", 4, "--pos_dim", 4, "--save_dir", folder, "--save_name", "model.pt"),
    )
    return folder / "model.pt"


def _parser(inputs: Inputs, out: Path) -> None:
    made = training.make(inputs)
    if made is None:
        print("the parser stays as it is: --encoder says where all-MiniLM-L6-v2 lies (recipes/README.md)")
    shutil.copytree(made or BUNDLED / NAME / training.NAME, out, dirs_exist_ok=True)


def _names(inputs: Inputs, pretrain: Path, tokenizer: Path) -> Path:
    stage, folder, steps = inputs.work / "tokenizer-only", inputs.work / "ner", inputs.steps(1100)
    packing.pack({"tokenize": tokenizer}, stage)
    data = names.make(inputs, stage)
    train(
        "ner_tagger",
        *SHORTHAND,
        *NER,
        *("--train_file", data / "train.json", "--eval_file", data / "dev.json", "--wordvec_pretrain_file", pretrain),
        *("--max_steps", steps, "--eval_interval", max(1, steps // 4), "--save_dir", folder, "--save_name", "model.pt"),
        decay_steps=steps,
    )
    return folder / "model.pt"
