import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import corpus.errors
from corpus import GeungeoError, Loss, ReadError
from ui.messages import LANGS, describe, describe_code, describe_loss, describe_note, text
from ui.messages.chat import CHAT
from ui.messages.failures import FAILURES
from ui.messages.losses import LOSSES
from ui.messages.notes import NOTES
from ui.messages.terminal import TERMINAL

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = {
    "chat": CHAT,
    "terminal": TERMINAL,
    "failures": FAILURES,
    "losses": LOSSES,
    "notes": NOTES,
}
ERRORS = {
    name
    for name, value in vars(corpus.errors).items()
    if isinstance(value, type) and issubclass(value, GeungeoError)
}


def blanks(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def calls():
    """Yield (place, class or function name, literal first argument, keywords or None)."""
    for package in ("corpus", "index", "assistant", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                    continue
                names = {keyword.arg for keyword in node.keywords}
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield place, name, first.value, None if None in names else names


def test_every_error_code_has_its_sentences():
    missing, unfilled = [], []
    for place, name, code, details in calls():
        if name not in ERRORS:
            continue
        if code not in FAILURES:
            missing.append(f"{place}: {code}")
        elif details is not None:
            for sentence in FAILURES[code]:
                lacking = blanks(sentence) - details - {"code"}
                unfilled += [f"{place}: {code} lacks {sorted(lacking)}"] if lacking else []
    assert not missing, "\n".join(missing)
    assert not unfilled, "\n".join(unfilled)


def test_every_loss_code_has_its_sentences():
    missing = [
        f"{p}: {code}" for p, name, code, _ in calls() if name == "Loss" and code not in LOSSES
    ]
    assert not missing, "\n".join(missing)
    for pair in LOSSES.values():
        for sentence in pair:
            assert blanks(sentence) <= {"count"}


def constants(package):
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_codes_that_travel_without_an_error_have_their_sentences():
    told = {value for package in ("corpus", "index") for value in constants(package)}
    named = {v for v in told if re.fullmatch(r"(skipped|library-other)(-[a-z]+)+", v)}
    assert named <= FAILURES.keys()


def test_every_note_has_its_sentences():
    notes = {
        first for _, name, first, _ in calls() if name == "append" and first.startswith("llm-")
    }
    assert notes <= NOTES.keys()


def test_every_key_asked_for_is_there_and_filled():
    wrong = []
    for place, name, key, details in calls():
        if name != "text" or not place.startswith("ui"):
            continue
        if key not in CHAT and key not in TERMINAL:
            wrong.append(f"{place}: no {key}")
            continue
        wanted = set().union(*(blanks(s) for s in CHAT.get(key) or TERMINAL[key]))
        if details is not None and not wanted <= details:
            wrong.append(f"{place}: {key} lacks {sorted(wanted - details)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", CATALOGS)
def test_both_languages_say_the_same(name):
    for key, pair in CATALOGS[name].items():
        assert len(pair) == len(LANGS) == 2, key
        assert all(sentence.strip() for sentence in pair), key
        korean, english = map(blanks, pair)
        assert korean == english, key
        assert not any("가" <= c <= "힣" for c in pair[1]), f"{key}: Hangul in English"


def test_the_catalogs_share_no_key_with_another_meaning():
    shared = CHAT.keys() & TERMINAL.keys()
    assert {key for key in shared if CHAT[key] != TERMINAL[key]} == set()


def test_an_error_is_described_with_its_details():
    error = ReadError("upload-too-large", file="큰 파일.pdf", size=300 << 20, limit=200 << 20)
    assert "큰 파일.pdf" in describe(error) and "300MB" in describe(error)
    assert "geungeo index" in describe(error, "en")


def test_details_that_became_text_in_the_library_still_fit():
    sentence = describe_code("question-too-long", {"length": "100000", "limit": "2000"}, "en")
    assert "100,000" in sentence


def test_an_unknown_code_and_a_missing_detail_hide_no_failure():
    assert "no-such-code" in describe(GeungeoError("no-such-code"))
    assert "?" in describe(ReadError("upload-missing"))
    assert "odd" in describe_loss(Loss("odd"))
    assert describe_note("odd-note") == "odd-note"


def test_a_loss_names_its_page():
    assert describe_loss(Loss("odd", page=3)).startswith("3쪽")
    assert describe_loss(Loss("odd", page=3), "en").startswith("p. 3")


def test_braces_of_a_value_are_not_blanks():
    assert "{limit}" in describe(ReadError("upload-missing", file="{limit}.txt"))
    assert "{n}" in text("understood", "en", question="{n}")


def test_no_sentence_takes_the_place_of_another():
    """Catalogs are poured into one: a key of two would be one sentence for both."""
    seen = {}
    for file in sorted((ROOT / "ui" / "messages").glob("*.py")):
        # Codes are looked up apart from the interface's sentences.
        shelf = file.stem.split("_")[0] if file.stem.startswith("failures") else "interface"
        if file.stem in ("notes", "losses"):
            shelf = file.stem
        for key in literal_keys(file):
            known = seen.setdefault((shelf, key), file.name)
            assert known == file.name, f"{key}: {known} and {file.name}"
    assert len(seen) > 100


def literal_keys(file):
    """Yield each catalog written in a file with its own keys, not those poured into it."""
    for node in ast.parse(file.read_text("utf-8")).body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        names = [t.id for t in targets if isinstance(t, ast.Name) and t.id.isupper()]
        if names and isinstance(node.value, ast.Dict):
            yield from (key.value for key in node.value.keys if isinstance(key, ast.Constant))
