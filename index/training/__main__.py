"""The command: `python -m index.training transformer --data DATA --out MODEL --teacher FOLDER`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from corpus import EncoderError
from index.encoders import STATIC_MODEL, bundled_model_path, load_encoder
from index.sentence_transformer import load_sentence_transformer
from index.training.inputs import Inputs
from index.training.static_recipe import RUNS, RecipePlan, make_model
from index.training.transformer_recipe import TransformerRecipePlan, make_transformer


def main(arguments: list[str] | None = None) -> int:
    """Run a recipe and print the scores; exit 1 with one sentence if the inputs are wrong."""
    options = _read_arguments(arguments)
    try:
        teacher = load_sentence_transformer(str(options.teacher), offline=True, is_half=True)
        inputs = Inputs(
            data=options.data,
            cache=options.cache,
            teacher=teacher,
            english_words=read_english_words(options.teacher),
            hanja=options.hanja,
            cedict=options.cedict,
            evaluation=options.eval,
            teacher_folder=options.teacher,
        )
        make = _make_static if options.family == "static" else _make_transformer
        scores = make(inputs, options)
    except (EncoderError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for name, value in scores.items():
        print(f"{name}\t{value:.4f}")
    return 0


def read_english_words(teacher: Path) -> tuple[str, ...]:
    """Return the whole words of the teacher's WordPiece vocabulary, which is in order of use."""
    words = (teacher / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return tuple(w for w in words if w.isascii() and w.isalpha() and w.islower() and len(w) > 1)


def _make_static(inputs: Inputs, options: argparse.Namespace) -> dict[str, float]:
    changed = {"seed": options.seed, "threads": options.threads}
    if options.steps:
        changed["steps"] = options.steps
    loops = tuple(replace(loop, **changed) for loop in RUNS)
    plan = RecipePlan(seed=options.seed, dimension=options.dimension, loops=loops)
    return make_model(inputs, options.out, plan, _tell)


def _make_transformer(inputs: Inputs, options: argparse.Namespace) -> dict[str, float]:
    plan = TransformerRecipePlan(seed=options.seed)
    minutes = options.minutes or plan.loop.minutes
    loop = replace(plan.loop, seed=options.seed, threads=options.threads, minutes=minutes)
    meanings = load_encoder(options.meanings)
    return make_transformer(inputs, meanings, options.out, replace(plan, loop=loop), _tell)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("family", choices=("static", "transformer"), help="what to train")
    parser.add_argument("--data", type=Path, required=True, help="folder with MANIFEST.json")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model to write")
    parser.add_argument(
        "--teacher", type=Path, required=True, help="folder of an English sentence-transformer"
    )
    parser.add_argument("--hanja", type=Path, help="hanja.txt of libhangul")
    parser.add_argument("--cedict", type=Path, help="CC-CEDICT: cedict_ts.u8 or dump.dat")
    parser.add_argument("--eval", type=Path, help="folder of the evaluation sets")
    parser.add_argument("--cache", type=Path, default=Path("training-cache"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    static = parser.add_argument_group("static")
    static.add_argument("--dimension", type=int, default=RecipePlan().dimension)
    static.add_argument("--steps", type=int, default=0, help="of each run; 0: the recipe's own")
    transformer = parser.add_argument_group("transformer")
    transformer.add_argument("--minutes", type=float, default=0, help="of training; 0: 80")
    transformer.add_argument(
        "--meanings",
        type=Path,
        default=bundled_model_path(STATIC_MODEL),
        help="folder of a static model in the same languages: where new tokens start",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
