"""The house: imports point down and use the front door, one module a third-party giant."""

import ast
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ORDER = ("corpus", "index", "assistant", "ui")
# Third-party giants and the only modules that may import them.
GIANTS = {
    "kiwipiepy": {"corpus/korean.py"},
    "faiss": {"index/dense.py"},
    "huggingface_hub": {"index/hub.py"},
    "onnxruntime": {"index/onnx_transformer.py"},
    "tantivy": {"index/lexical.py"},
    "sentence_transformers": {"index/sentence_transformer.py", "index/training"},
    "torch": {"index/sentence_transformer.py", "index/training"},
    "gradio": {"ui/web"},
    "pypdfium2": {"corpus/readers"},
    "PIL": {"corpus/readers/pdf/drawing.py"},
    "selectolax": {"corpus/readers", "corpus/markup.py"},
    "lxml": {"corpus/readers/xml.py"},
    "olefile": {"corpus/readers/hancom"},
    # Tests hold our reading against theirs.
    "docx": set(),
    "pptx": set(),
    "openpyxl": set(),
    "langchain": {"assistant/generation/model.py"},
    "mcp": {"ui/mcp/server.py", "ui/mcp/door.py"},
    "mcp_types": {"ui/mcp/server.py"},
    "langchain_core": {
        "assistant/generation/model.py",
        "assistant/retriever.py",
        "assistant/runnable.py",
    },
}
MAX_LINES = 400


def modules():
    return [path for package in ORDER for path in sorted((ROOT / package).rglob("*.py"))]


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_module_keeps_the_house_rules(path):
    here = path.relative_to(ROOT)
    package = here.parts[0]
    for name in imports(path):
        top = name.split(".")[0]
        if top in ORDER and top != package:
            assert ORDER.index(top) < ORDER.index(package), f"{here} imports {name} upwards"
            assert name == top, f"{here} passes the front door of {top}: {name}"
        if top in GIANTS:
            allowed = GIANTS[top]
            assert any(str(here).startswith(door) for door in allowed), f"{here} imports {name}"
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES, f"{here}: is it two ideas?"


def test_library_never_prints_exits_or_reads_the_environment():
    for path in modules():
        here = str(path.relative_to(ROOT))
        if here.startswith("ui/") or here.startswith("index/training/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "input"), f"{here}:{node.lineno}"
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                named = f"{node.value.id}.{node.attr}"
                forbidden = ("os.environ", "os.getenv", "sys.exit")
                assert named not in forbidden, f"{here}:{node.lineno} {named}"


def test_environment_is_read_in_one_place_of_the_ui():
    for path in (ROOT / "ui").rglob("*.py"):
        here = str(path.relative_to(ROOT))
        source = path.read_text("utf-8")
        if "os.environ" in source or "getenv" in source:
            assert here in ("ui/cli.py", "ui/config.py", "ui/web/__init__.py"), here


def test_nothing_unpickles_or_runs_foreign_code():
    for path in modules():
        source = path.read_text("utf-8")
        for word in ("import pickle", "pickle.load", "allow_pickle=True", "eval(", "exec("):
            if word in ("eval(", "exec("):
                calls = [
                    node.func.id
                    for node in ast.walk(ast.parse(source))
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                ]
                assert word[:-1] not in calls, f"{path}: {word}"
            else:
                assert word not in source, f"{path}: {word}"
        assert "trust_remote_code=True" not in source, path


def test_no_other_distribution_owns_our_names():
    owners = packages_distributions()
    for name in ORDER:
        assert set(owners.get(name, ["geungeo"])) <= {"geungeo"}, f"{name}: {owners[name]}"


def test_top_level_is_the_design_card():
    allowed = {"pyproject.toml", "README.md", "LICENSE", "corpus", "index", "assistant", "ui"}
    shown = {
        p.name
        for p in ROOT.iterdir()
        if not p.name.startswith(".") and not p.name.endswith(".egg-info") and p.name != "build"
    }
    assert shown <= allowed | {"tests"}, shown
