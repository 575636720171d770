"""The steps from treebanks to the en-ud-news folder, with the settings that were found to work."""

from __future__ import annotations

import io
from pathlib import Path

from recipes import lemmas, names, packing, tags, treebanks, vectors
from recipes.inputs import SPLITS, Inputs
from recipes.stanza_cpu import train

NAME = "en-ud-news"
SHORTHAND = ("--shorthand", "en_news")
COMMON = ("--lang", "en", *SHORTHAND)
TOKENIZER = (
    *("--max_seqlen", 300, "--anneal", 0.8),
    "--feat_funcs",
    "space_before,capitalized,numeric,end_of_para,start_of_para,labeled_field,phone_id,date_pattern,currency",
)
# --share_hid: without it the biaffine output layers take most of the time.
TAGGER = (
    *("--share_hid", "--hidden_dim", 100, "--char_hidden_dim", 60, "--char_emb_dim", 30, "--deep_biaff_hidden_dim", 150),
    *("--word_emb_dim", 50, "--word_cutoff", 5, "--transformed_dim", 80, "--augment_nopunct", 0.02, "--fix_eval_interval"),
)
# Each run starts from the weights of the one before: steps, rate, falling or not, batch, dropout, word dropout, seed.
TAGGER_RUNS = (
    (900, 0.004, False, 50, 0.25, 0.15, 1234),
    (400, 0.0025, True, 60, 0.2, 0.1, 99),
    (2200, 0.003, True, 60, 0.25, 0.1, 199),
    (2000, 0.003, True, 60, 0.3, 0.1, 299),
)
# --no_ufeats: stanza 1.15 computes that input and then appends the other tag embedding a second time instead.
PARSER = (
    *("--hidden_dim", 160, "--num_layers", 2, "--char_hidden_dim", 60, "--char_emb_dim", 40, "--transformed_dim", 80),
    *("--word_emb_dim", 50, "--word_cutoff", 5, "--tag_emb_dim", 40, "--deep_biaff_hidden_dim", 96, "--no_ufeats"),
    *("--batch_size", 1500, "--optim", "adam", "--beta2", 0.95, "--no_second_optim", "--weight_decay", 0, "--no_plateau"),
    *("--dropout", 0.25, "--word_dropout", 0.15, "--no_checkpoint"),
)
# Trees (noisy tags or the tagger's own), steps, rate, falling or not, seed.
PARSER_RUNS = (
    ("noisy", 450, 0.003, False, 1234),
    ("noisy", 3000, 0.003, True, 77),
    ("predicted", 2400, 0.002, True, 177),
)
NER = (
    *("--no_emb_finetune", "--hidden_dim", 100, "--char_hidden_dim", 50, "--char_emb_dim", 30, "--word_emb_dim", 100),
    *("--dropout", 0.3, "--word_dropout", 0.05, "--batch_size", 32, "--max_batch_words", 900, "--optim", "adam", "--lr", 0.003),
)


def make(inputs: Inputs) -> Path:
    """Trains, packs and scores all processors; returns the folder of the new models."""
    treebanks.join(inputs)
    pretrain = vectors.make(inputs)
    models = {"pretrain": pretrain, "tokenize": _tokenizer(inputs), "pos": _tagger(inputs, pretrain)}
    models["lemma"] = _lemmatizer(inputs, pretrain)
    models["depparse"] = _parser(inputs, pretrain, models["pos"])
    models["ner"] = _names(inputs, pretrain, models["tokenize"])
    out = inputs.out / NAME
    packing.pack(models, out)
    evaluate(inputs, out)
    return out


def evaluate(inputs: Inputs, folder: Path) -> None:
    """Scores raw text through the whole pipeline, as the CoNLL 2018 shared task did; quick models get their words given.

    (A tokenizer of a few steps finds no words that could be lined up with the gold ones.)
    """
    import stanza
    from stanza.models.common.utils import ud_scores
    from stanza.utils.conll import CoNLL

    pipeline = stanza.Pipeline(
        lang="en",
        dir=str(folder),
        download_method=None,
        use_gpu=False,
        verbose=False,
        processors="tokenize,pos,lemma,depparse",
        tokenize_pretokenized=inputs.quick,
    )
    for split in SPLITS[1:]:
        gold = inputs.treebank(split)
        if inputs.quick:
            text = [[w.text for w in sentence.words] for sentence in CoNLL.conll2doc(str(gold)).sentences]
        else:
            text = gold.with_suffix(".txt").read_text(encoding="utf-8")
        document = pipeline(text)
        scores = ud_scores(str(gold), io.StringIO(f"{document:C}\n\n"))
        measures = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
        print(split, " ".join(f"{m} {100 * scores[m].f1:.2f}" for m in measures), flush=True)


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


def _tagger(inputs: Inputs, pretrain: Path) -> Path:
    folder = inputs.work / "pos"
    last = None
    for number, (full, rate, falling, batch, dropout, word_dropout, seed) in enumerate(TAGGER_RUNS):
        steps = inputs.steps(full)
        train(
            "tagger",
            *COMMON,
            *TAGGER,
            *("--train_file", inputs.treebank("train"), "--eval_file", inputs.treebank("dev")),
            *("--wordvec_pretrain_file", pretrain, "--batch_size", batch, "--dropout", dropout, "--word_dropout", word_dropout),
            *("--max_steps", steps, "--eval_interval", max(1, min(200, steps // 2)), "--lr", rate, "--seed", seed),
            *("--save_dir", folder, "--save_name", f"{number}.pt"),
            decay_steps=steps if falling else 0,
            init_from=last,
        )
        last = folder / f"{number}.pt"
    assert last is not None
    return last


def _lemmatizer(inputs: Inputs, pretrain: Path) -> Path:
    folder = inputs.work / "lemma"
    train(
        "lemmatizer",
        *SHORTHAND,
        *("--train_file", lemmas.make(inputs, pretrain), "--eval_file", inputs.treebank("dev"), "--dict_only"),
        *("--hidden_dim", 4, "--emb_dim", 4, "--pos_dim", 4, "--save_dir", folder, "--save_name", "model.pt"),
    )
    return folder / "model.pt"


def _parser(inputs: Inputs, pretrain: Path, tagger: Path) -> Path:
    folder = inputs.work / "depparse"
    gold = inputs.treebank("train")
    trees = {kind: gold.with_name(f"train.{kind}.conllu") for kind in ("noisy", "predicted")}
    tags.noisy(gold, trees["noisy"])
    output = gold.with_name("train.tagged.conllu")
    train(
        "tagger",
        *COMMON,
        *("--mode", "predict", "--eval_file", gold, "--output_file", output, "--wordvec_pretrain_file", pretrain),
        *("--save_dir", tagger.parent, "--save_name", tagger.name),
    )
    tags.overlay(gold, output, trees["predicted"])
    last = None
    for number, (kind, full, rate, falling, seed) in enumerate(PARSER_RUNS):
        steps = inputs.steps(full)
        train(
            "parser",
            *COMMON,
            *PARSER,
            *("--train_file", trees[kind], "--eval_file", inputs.treebank("dev"), "--wordvec_pretrain_file", pretrain),
            *("--max_steps", steps, "--eval_interval", max(1, min(150, steps // 2)), "--lr", rate, "--seed", seed),
            *("--save_dir", folder, "--save_name", f"{number}.pt"),
            *(("--continue_from", last) if last else ()),
            decay_steps=steps if falling else 0,
        )
        last = folder / f"{number}.pt"
    assert last is not None
    return last


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
