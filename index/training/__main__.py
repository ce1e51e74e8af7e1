"""The command: `python -m index.training --data DATA --out MODEL --teacher FOLDER`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from corpus import EncoderError
from index.sentence_transformer import load_sentence_transformer
from index.training.recipe import RUNS, Inputs, RecipePlan, make_model


def main(arguments: list[str] | None = None) -> int:
    """Run the recipe and print the scores; exit 1 with one sentence if the inputs are wrong."""
    options = _read_arguments(arguments)
    changed = {"seed": options.seed, "threads": options.threads}
    if options.steps:
        changed["steps"] = options.steps
    loops = tuple(replace(loop, **changed) for loop in RUNS)
    plan = RecipePlan(seed=options.seed, dimension=options.dimension, loops=loops)
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
        )
        scores = make_model(inputs, options.out, plan, lambda line: print(line, file=sys.stderr))
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


def _read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with MANIFEST.json")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model to write")
    parser.add_argument(
        "--teacher", type=Path, required=True, help="folder of an English sentence-transformer"
    )
    parser.add_argument("--hanja", type=Path, help="hanja.txt of libhangul")
    parser.add_argument("--cedict", type=Path, help="CC-CEDICT: cedict_ts.u8 or dump.dat")
    parser.add_argument("--eval", type=Path, help="folder of the evaluation sets")
    parser.add_argument("--cache", type=Path, default=Path("training-cache"))
    parser.add_argument("--dimension", type=int, default=RecipePlan().dimension)
    parser.add_argument("--steps", type=int, default=0, help="of each run; 0: the recipe's own")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
