"""Why and how: the neighbour of a sentence that tells the cause or the manner it leaves out."""

from __future__ import annotations

import re

from assistant.composing.extent import is_running_on, unit_text
from assistant.question import Question
from corpus import Passage

# A sentence that states a cause as such.
_STATES_CAUSE = re.compile(
    r"때문|탓(?:이|으로|임|에)|덕(?:분|택)|까닭|이유|원인|계기|배경(?:에는|은|이|으로)|인해|인하여|말미암"
    r"|\bbecause\b|\bdue to\b|\breason\b|\bcause[ds]?\b|因为|由于|原因"
)
# A sentence whose cause the one before it told.
_FOLLOWS = re.compile(
    r"(?:그래서|따라서|이에\s|이에\s?따라|그\s?결과|이\s?때문에|그\s?때문에|이로\s?인해|그러자|이러한|이런|그러므로|이를\s)"
    r"|(?:Therefore|As a result|Hence|Thus|因此|所以)"
)


def with_cause(question: Question, passage: Passage, first: int, last: int) -> tuple[int, int]:
    """Return the units `first` to `last` with the neighbour that tells the cause of them.

    The first unit, and the one behind the last. They stay as they are where they tell it
    themselves, or no sentence of the same paragraph does.
    """
    if question.answer_type != "reason":
        return first, last
    told = " ".join(unit_text(passage, at) for at in range(first, last))
    if _STATES_CAUSE.search(told):
        return first, last
    follows = last < len(passage.units) and is_running_on(passage, last)
    if follows and _STATES_CAUSE.search(unit_text(passage, last)):
        return first, last + 1
    if first and is_running_on(passage, first) and _FOLLOWS.match(told):
        return first - 1, last
    return first, last
