"""A conversation read back: what was asked of the documents, and what was made of the answers.

What a command was understood as (`「질문」의 1번 근거 앞뒤`) is read as the question and the
commands that it stands for, so that a page may keep either that or what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.talk.chatter import why_declined
from assistant.talk.command_words import Kind
from assistant.talk.commands import Command, read_command

# Turns further back than these are not looked at.
MAX_TURNS = 60
# More commands on end are one too many to be meant.
MAX_COMMANDS = 12
_QUOTED = re.compile(
    r"「(?P<korean>.+)」의 (?:답: )?(?P<done>[^「」]{1,200})|"
    r"“(?P<english>.+)”: (?P<said>[^“”]{1,200})"
)
_HANGUL = re.compile(r"[가-힣]")
# What a command takes back of those before it.
_UNDONE: dict[Kind, tuple[Kind, ...]] = {"brief": ("detail", "table"), "detail": ("brief",)}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands: its last question, those before it, and what was made of it.

    `commands` came after the question, in order.
    """

    question: str
    before: tuple[str, ...]
    commands: tuple[Command, ...] = ()

    def describe(self, question: str, typed: str) -> str:
        """Return in words what is shown of the answer to `question`, as it was understood.

        In Korean where the command was typed in Korean, else in English.
        """
        is_korean = bool(_HANGUL.search(typed))
        labels = [command.label(is_korean=is_korean) for command in self.commands]
        if not is_korean:
            return f"“{question}”: {', '.join(labels)}"
        is_source = len(labels) == 1 and self.commands[0].is_aside
        return f"「{question}」의 {'' if is_source else '답: '}{', '.join(labels)}"


def read_turns(typed: str, context: Sequence[str]) -> Standing | None:
    """Return where the conversation stands with a command; None where `typed` is none.

    Without a question before it, the standing's is empty.
    """
    if quoted := _read_quoted(typed):
        return quoted
    command = read_command(typed)
    if command is None:
        return None
    asked: list[str] = []
    commands: list[Command] = []
    before: tuple[str, ...] | None = None
    for turn in context[-MAX_TURNS:]:
        if quoted := _read_quoted(turn):
            # As it was understood: it needs nothing before it.
            asked, commands, before = [*asked, quoted.question], [*quoted.commands], ()
        elif followed := read_command(turn):
            commands.append(followed)
        elif _is_asked(turn, asked):
            asked, commands, before = [*asked, turn], [], None
    if not asked:
        return Standing("", (), (command,))
    # A look at a source leaves the answer as it was; what is to be brief is no longer long.
    undone = _UNDONE.get(command.kind, ())
    kept = [one for one in commands if not one.is_aside and one.kind not in undone]
    standing = tuple(asked[:-1]) if before is None else before
    return Standing(asked[-1], standing, (*kept[-MAX_COMMANDS:], command))


def questions_of(context: Sequence[str]) -> tuple[str, ...]:
    """Return what was asked of the documents, oldest first: no commands, no small talk."""
    asked: list[str] = []
    for turn in context[-MAX_TURNS:]:
        quoted = _read_quoted(turn)
        question = quoted.question if quoted else turn
        if quoted and asked and asked[-1] == question:
            continue
        if quoted or (not read_command(turn) and _is_asked(turn, asked)):
            asked.append(question)
    return tuple(asked)


def _is_asked(turn: str, asked: Sequence[str]) -> bool:
    return bool(turn.strip()) and why_declined(turn, is_first=not asked) is None


def _read_quoted(turn: str) -> Standing | None:
    quoted = _QUOTED.fullmatch(turn.strip())
    if quoted is None:
        return None
    labels = (quoted.group("done") or quoted.group("said")).split(", ")
    commands = [read_command(label) for label in labels[:MAX_COMMANDS]]
    if not all(commands):
        return None
    question = quoted.group("korean") or quoted.group("english")
    return Standing(question, (), tuple(command for command in commands if command))
