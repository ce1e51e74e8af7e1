"""`dictionary.txt` of a library: words that the analysis keeps whole.

A word a line, with a tag of Kiwi's after a tab or space where it is no name: `코스모플랫폼`,
`디벗 NNG`. From `#` on a line is a comment.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from corpus import UserWords
from index.letters import HAN
from index.wording.synonyms import malformed, read_lines

DICTIONARY_FILE = "dictionary.txt"
MAX_CHARS = 30
_TAGS = frozenset("NNG NNP NNB NR NP SL MAG MM XR IC".split())
_WORD = re.compile(rf"[가-힣A-Za-z0-9{HAN}][가-힣A-Za-z0-9{HAN}&+.\-·]*")


def read_dictionary(path: Path) -> UserWords:
    """Return the words of a dictionary file, sorted; none where there is no file.

    Raises:
        LibraryError: a code that begins with `names-`, with the file and the line.
    """
    if not path.is_file():
        return ()
    words: dict[str, str] = {}
    for number, line in read_lines(path):
        word, *rest = line.split()
        tag = rest[0].upper() if rest else "NNP"
        if len(rest) > 1 or tag not in _TAGS:
            raise malformed(path, number, "names-tag", " ".join(rest))
        if not _WORD.fullmatch(word) or not 2 <= len(word) <= MAX_CHARS:
            raise malformed(path, number, "names-word", word)
        if words.setdefault(word, tag) != tag:
            raise malformed(path, number, "names-twice", word)
    return tuple(sorted(words.items()))


def dictionary_mark(words: UserWords) -> str:
    """Return what a recipe says of a dictionary: `+words-` and a hash; nothing of none."""
    text = "\n".join(f"{word}\t{tag}" for word, tag in words)
    return f"+words-{sha256(text.encode()).hexdigest()[:8]}" if words else ""
