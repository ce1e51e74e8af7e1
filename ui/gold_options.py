"""The flags of `geungeo gold`, which has commands of its own."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ui.config import SEARCH_BY
from ui.flag_values import count_up_to

MAX_DRAFTS = 5_000
MAX_DEPTH = 1_000


def add_gold_commands(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add `check`, `draft`, `export`, `import`, `run` and `score` below `geungeo gold`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def add(name: str, *, has_library: bool = True) -> argparse.ArgumentParser:
        sub = actions.add_parser(
            name, help=say(f"gold-{name}"), description=say(f"gold-{name}"), allow_abbrev=False
        )
        if has_library:
            sub.add_argument("--library", metavar="DIR", help=say("library"))
        sub.add_argument("--json", action="store_true", help=say("json"))
        return sub

    check = add("check")
    check.add_argument("gold", metavar="FILE", help=say("gold"))

    draft = add("draft")
    draft.add_argument(
        "-n", dest="count", type=count_up_to(MAX_DRAFTS), default=50, help=say("count")
    )
    draft.add_argument("--out", metavar="FILE", help=say("out"))
    draft.add_argument("--seed", type=int, default=0, metavar="N", help=say("seed"))
    draft.add_argument("--known", metavar="GOLD.jsonl", help=say("known"))
    draft.add_argument("--feedback", action="store_true", help=say("feedback"))

    export = add("export")
    export.add_argument("gold", metavar="FILE", help=say("gold"))
    export.add_argument(
        "--to", choices=("beir", "trec", "csv"), required=True, help=say("to-format")
    )
    export.add_argument("--out", metavar="DIR", required=True, help=say("out"))

    taken = add("import", has_library=False)
    taken.add_argument("source", metavar="PATH", help=say("exchange-source"))
    taken.add_argument("--out", metavar="FILE", required=True, help=say("out"))
    taken.add_argument("--texts", metavar="DIR", help=say("texts"))

    run = add("run")
    run.add_argument("gold", metavar="FILE", help=say("gold"))
    run.add_argument("--out", metavar="OUT.trec", required=True, help=say("out"))
    run.add_argument("--by", choices=("both", *SEARCH_BY), default="both", help=say("by"))
    run.add_argument(
        "-k", dest="depth", type=count_up_to(MAX_DEPTH), default=100, help=say("run-depth")
    )

    score = add("score")
    score.add_argument("gold", metavar="FILE", help=say("gold"))
    score.add_argument("runs", nargs="+", metavar="RUN", help=say("runs"))
