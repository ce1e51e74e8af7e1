"""What the README promises is there."""

import re
import tomllib
from pathlib import Path

import pytest

from ui.cli import main
from ui.config import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
COMMANDS = re.findall(r"^(?:\$ )?geungeo (\w+)(.*)$", README, re.MULTILINE)


def test_the_gate_runs_the_readme_s_test_command():
    (command,) = [body.strip() for kind, body in BLOCKS if "pytest" in body]
    assert command in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_command_and_flag_exists(capsys):
    assert {name for name, _ in COMMANDS} == {
        "ask", "index", "search", "serve", "status", "inspect", "eval", "gold", "remove",
        "models", "train", "mcp",
    }  # fmt: skip
    for name, rest in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            # `gold` has commands of its own, each with its flags.
            main([name, *(rest.split()[:1] if name == "gold" else []), "--help"])
        assert ended.value.code == 0
        shown = capsys.readouterr().out
        for flag in re.findall(r"--[\w-]+", rest.partition("#")[0]):
            assert flag in shown, f"{name} {flag}"


def test_the_settings_are_those_that_are_read():
    listed = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| `--", README, re.MULTILINE)
    named = {name for row in listed for name in re.findall(r"\w+", row)}
    assert named | {"debug"} == set(Settings.__dataclass_fields__)


def test_the_python_example_imports_what_exists():
    (example,) = [body for kind, body in BLOCKS if kind == "python"]
    for line in example.splitlines():
        if line.startswith("from "):
            exec(compile(line, "README.md", "exec"), {})


def test_files_it_points_to_exist():
    for target in re.findall(r"\]\(((?!http)[^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    assert "index/models/geungeo-static-v1" in README
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"geungeo": "ui.cli:main"}
