"""The command line: a thin door to the library; the contract stands in README.md."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn

from corpus import FilterError, GeungeoError
from ui.config import LANGUAGES, LENGTHS, SEARCH_BY, Settings, load_configuration
from ui.flag_values import count_up_to, read_bar, read_loss
from ui.gold_options import add_gold_commands
from ui.messages import Lang, describe, text
from ui.printable import printable

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
MAX_PASSAGES = 100
# Flags that narrow a search: what it is called here, and in `index.Filters`.
_REPEATABLE = (
    ("collection", "collections", "NAME"),
    ("document", "documents", "NAME"),
    ("folder", "folders", "DIR"),
    ("format", "formats", "NAME"),
    ("kind", "kinds", "KIND"),
    ("written-in", "languages", "LANGUAGE"),
)
_SETTINGS = (
    "library",
    "embedder",
    "reranker",
    "llm",
    "llm_address",
    "length",
    "online",
    "ocr",
    "host",
    "port",
    "language",
    "history",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    lang = _language(arguments)
    try:
        options = _parser(lang).parse_args(arguments)
    except _UsageError as error:
        print(printable(str(error)), file=sys.stderr)
        return WRONG_USAGE
    debug = False
    try:
        flags = {name: getattr(options, name, None) for name in _SETTINGS}
        options.configuration = load_configuration(flags, os.environ)
        settings: Settings = options.configuration.settings
        debug = settings.debug
        lang = settings.lang
        command: Callable[[Settings, argparse.Namespace], int] = _command(options.command)
        return command(settings, options)
    except FilterError as error:
        print(printable(describe(error, lang)), file=sys.stderr)
        return WRONG_USAGE
    except GeungeoError as error:
        print(printable(describe(error, lang)), file=sys.stderr)
    except KeyboardInterrupt:
        print(text("interrupted", lang), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (`| head`) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if debug:
            traceback.print_exc()
        reason = " ".join(str(error).split())[:300]
        message = text("unexpected", lang, kind=type(error).__name__, reason=reason)
        print(printable(message), file=sys.stderr)
    return FAILED


def _command(name: str) -> Callable[[Settings, argparse.Namespace], int]:
    # Imported here, so that `--help` and usage errors need not wait for the models.
    from ui import commands

    found: Callable[[Settings, argparse.Namespace], int] = getattr(commands, f"run_{name}")
    return found


class _UsageError(Exception):
    pass


class _Parser(argparse.ArgumentParser):
    lang: Lang = "ko"

    def error(self, message: str) -> NoReturn:
        raise _UsageError(
            self.format_usage() + text("wrong-usage", self.lang, reason=message, program=self.prog)
        )


def _parser(lang: Lang) -> argparse.ArgumentParser:
    _Parser.lang = lang

    def say(key: str) -> str:
        return text(f"help-{key}", lang).replace("%", "%%")

    parser = _Parser(prog="geungeo", description=text("about", lang), allow_abbrev=False)
    parser.add_argument("--lang", dest="language", choices=LANGUAGES, help=say("lang"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, *, is_group: bool = False) -> argparse.ArgumentParser:
        key = f"{name}-command" if is_group else name
        sub = commands.add_parser(
            name, help=say(key), description=text(f"help-{key}", lang), allow_abbrev=False
        )
        if not is_group:
            sub.add_argument("--library", metavar="DIR", help=say("library"))
        return sub

    def embedding(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--embedder", metavar="NAME", help=say("embedder"))

    def fetching(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--online", action="store_const", const=True, help=say("online"))

    def narrowing(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--from", dest="date_from", metavar="DATE", help=say("from"))
        sub.add_argument("--to", dest="date_to", metavar="DATE", help=say("to"))
        for flag, name, metavar in _REPEATABLE:
            sub.add_argument(
                f"--{flag}",
                dest=name,
                action="append",
                default=[],
                metavar=metavar,
                help=say(flag),
            )

    def reranking(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--reranker", metavar="NAME", help=say("reranker"))

    def answering(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--llm", metavar="MODEL", help=say("llm"))
        sub.add_argument("--llm-address", metavar="URL", help=say("llm-address"))
        sub.add_argument("--length", choices=LENGTHS, help=say("length"))

    serve = add("serve")
    serve.add_argument("--host", help=say("host"))
    serve.add_argument("--port", type=int, help=say("port"))
    serve.add_argument("--history", choices=("on", "off"), help=say("history"))
    serve.add_argument("--ocr", action="store_const", const=True, help=say("ocr"))
    answering(serve)
    reranking(serve)
    embedding(serve)
    fetching(serve)

    programs = add("mcp")
    programs.add_argument("--llm", metavar="MODEL", help=say("llm"))
    reranking(programs)
    fetching(programs)

    index = add("index")
    index.add_argument("paths", nargs="+", metavar="PATH", help=say("paths"))
    index.add_argument("--json", action="store_true", help=say("json"))
    index.add_argument("--ocr", action="store_const", const=True, help=say("ocr"))
    embedding(index)
    fetching(index)

    remove = add("remove")
    remove.add_argument("paths", nargs="+", metavar="PATH", help=say("paths"))

    ask = add("ask")
    ask.add_argument("question", metavar="QUESTION", help=say("question"))
    answering(ask)
    reranking(ask)
    fetching(ask)
    ask.add_argument("--context", action="append", default=[], metavar="Q", help=say("context"))
    narrowing(ask)
    ask.add_argument("--export", action="append", default=[], metavar="FILE", help=say("export"))
    ask.add_argument("--with-context", action="store_true", help=say("with-context"))
    ask.add_argument("--overwrite", action="store_true", help=say("overwrite"))
    ask.add_argument("--json", action="store_true", help=say("json"))

    search = add("search")
    search.add_argument("query", metavar="QUERY", help=say("query"))
    search.add_argument("--by", choices=("both", *SEARCH_BY), default="both", help=say("by"))
    search.add_argument(
        "--top-k", type=count_up_to(MAX_PASSAGES), default=10, metavar="N", help=say("top-k")
    )
    narrowing(search)
    reranking(search)
    fetching(search)
    search.add_argument("--explain", action="store_true", help=say("explain"))
    search.add_argument("--json", action="store_true", help=say("json"))

    evaluate = add("eval")
    evaluate.add_argument("gold", metavar="GOLD.jsonl", help=say("gold"))
    evaluate.add_argument("--json", metavar="OUT", help=say("json-out"))
    evaluate.add_argument("--report", metavar="OUT.html", help=say("report"))
    evaluate.add_argument("--markdown", metavar="OUT.md", help=say("markdown"))
    evaluate.add_argument("--baseline", metavar="RUN.json", help=say("baseline"))
    evaluate.add_argument("--no-baselines", action="store_true", help=say("no-baselines"))
    evaluate.add_argument("--ablations", action="store_true", help=say("ablations"))
    evaluate.add_argument(
        "--without", action="append", default=[], metavar="STEP", help=say("without")
    )
    for flag, read in (("fail-under", read_bar), ("fail-on-loss", read_loss)):
        evaluate.add_argument(
            f"--{flag}",
            action="append",
            default=[],
            type=read,
            metavar="METRIC=VALUE",
            help=say(flag),
        )
    answering(evaluate)
    reranking(evaluate)
    fetching(evaluate)

    add_gold_commands(add("gold", is_group=True), say)

    train = add("train")
    train.add_argument("--gold", metavar="GOLD.jsonl", help=say("train-gold"))
    train.add_argument("--undo", action="store_true", help=say("undo"))
    train.add_argument("--json", action="store_true", help=say("json"))

    status = add("status")
    status.add_argument("--json", action="store_true", help=say("json"))

    models_listed = add("models")
    models_listed.add_argument("--json", action="store_true", help=say("json"))

    inspect = add("inspect")
    inspect.add_argument("file", metavar="FILE", help=say("file"))
    inspect.add_argument("--json", action="store_true", help=say("json"))
    inspect.add_argument("--ocr", action="store_const", const=True, help=say("ocr"))
    return parser


def _language(arguments: Sequence[str]) -> Lang:
    """Return the language asked for, before the arguments are parsed at all."""
    for at, argument in enumerate(arguments):
        if argument == "--lang=en" or (
            argument == "--lang" and arguments[at + 1 : at + 2] == ["en"]
        ):
            return "en"
    return "en" if os.environ.get("GEUNGEO_LANGUAGE") == "en" else "ko"


def _speak_utf8() -> None:
    """Print Korean whatever the locale says (`LANG=C` in cron, cp949 on Windows)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
