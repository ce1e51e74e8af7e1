"""Writing `config.toml`: the few keys that change, everything else as its owner left it."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

from corpus import ConfigError

Value = str | bool | int
_KEY = re.compile(r"""\s*(?:"(?P<double>[\w-]+)"|'(?P<single>[\w-]+)'|(?P<bare>[\w-]+))\s*=""")
_TABLE = re.compile(r"\s*\[")


def write_values(file: Path, values: Mapping[str, Value | None]) -> None:
    """Set keys of a flat TOML file, None takes one out; comments, order and the rest stay.

    The file appears whole or not at all, and is read back before it takes the old one's place.

    Raises:
        ConfigError: `config-unreadable`, `config-unchangeable` (it is written in a way that
            this cannot change without loss) or `config-not-written`; the file is as it was.
    """
    # A link is followed: the file behind it is the one that its owner keeps.
    target = file.resolve()
    try:
        old = target.read_bytes().decode("utf-8") if target.exists() else ""
        before = tomllib.loads(old)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError("config-unreadable", file=str(file), reason=str(error)) from error
    new = set_keys(old, values)
    wanted = {**before, **values}
    try:
        found = tomllib.loads(new)
    except tomllib.TOMLDecodeError:
        found = {}
    if found != {key: value for key, value in wanted.items() if value is not None}:
        raise ConfigError("config-unchangeable", file=str(file), keys=", ".join(values))
    try:
        _replace(target, new)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError("config-not-written", file=str(file), reason=reason) from error


def set_keys(source: str, values: Mapping[str, Value | None]) -> str:
    """Return TOML with top-level keys set; only the line of a key is touched, or one is added.

    A value over several lines is not understood: who calls this reads the result back.
    """
    end = "\r\n" if "\r\n" in source else "\n"
    lines = source.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    # What stands below a table's header belongs to the table.
    top = next((at for at, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    left = dict(values)
    made: list[str] = []
    for line in lines[:top]:
        found = _KEY.match(line)
        key = next(filter(None, found.groups()), "") if found else ""
        if key not in left:
            made.append(line)
        elif (value := left.pop(key)) is not None:
            made.append(f"{key} = {_literal(value)}{_comment(line)}{end}")
    made += [f"{key} = {_literal(value)}{end}" for key, value in left.items() if value is not None]
    return "".join((*made, *lines[top:]))


def _literal(value: Value) -> str:
    # A JSON string is a TOML one but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(line: str) -> str:
    """Return what stands behind the value of a line: its comment, with the space before it."""
    body = line.rstrip("\r\n")
    for at, letter in enumerate(body):
        if letter != "#":
            continue
        try:
            tomllib.loads(body[:at])
        except tomllib.TOMLDecodeError:
            # This mark stands inside the value.
            continue
        return body[len(body[:at].rstrip()) :]
    return ""


def _replace(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with half.open("xb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, half)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
