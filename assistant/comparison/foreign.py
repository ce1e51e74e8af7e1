"""Sides named in English and Chinese, by pattern."""

from __future__ import annotations

import re

_ENGLISH = (
    re.compile(
        r"\bbetween\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)(?=\s+(?:in|during|for|on|at)\s|[?.,]|$)", re.I
    ),
    re.compile(
        r"\bcompare\s+(?P<a>.+?)\s+(?:and|with|to)\s+(?P<b>.+?)(?=\s+(?:in|during|for|on|at|by)\s|[?.,]|$)",
        re.I,
    ),
    re.compile(r"(?P<kept>\b\w+er,?\s+)(?P<a>[^,?]+?)\s+or\s+(?P<b>[^,?]+?)(?=[?.,]|$)", re.I),
    re.compile(
        r"(?P<kept>\bof\s+)(?P<a>[^,?]+?)\s+and\s+(?P<b>[^,?]+?)(?=,?\s+respectively)", re.I
    ),
    re.compile(r"(?P<a>[^,?]+?)\s+(?:vs\.?|versus)\s+(?P<b>[^,?]+?)(?=[?.,]|$)", re.I),
    re.compile(r"\b(?:do|does|did)\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)\s+(?=differ\b|compare\b)", re.I),
)
_COMPARES_ENGLISH = re.compile(
    r"\b(?:differ\w*|compare|vs\.?|versus|higher|lower|more|less|larger|smaller|respectively)\b",
    re.I,
)
_CHINESE = re.compile(
    r"(?:\d{4}年)?(?P<a>[^，,。？?\s的]{1,12}?)[和与跟](?P<b>[^，,。？?\s的和与跟]{1,12}?)(?=(?:的|相比|哪|谁|分别|有什么|有何|之间))"
)
_COMPARES_CHINESE = re.compile(
    r"相比|比较|区别|差异|分别|哪(?:个|一个|座|家|边).*更|谁更|不同|相差"
)


def split_foreign(text: str) -> tuple[str, ...]:
    """Return the question once for each of two sides; none where it compares nothing."""
    chinese = _CHINESE.search(text) if _COMPARES_CHINESE.search(text) else None
    if chinese:
        return tuple(
            text[: chinese.start("a")] + chinese.group(name) + text[chinese.end() :]
            for name in "ab"
        )
    if not _COMPARES_ENGLISH.search(text):
        return ()
    for pattern in _ENGLISH:
        found = pattern.search(text)
        if found:
            kept = found.groupdict().get("kept", "")
            before, behind = text[: found.start()] + kept, text[found.end() :]
            left, right = found.group("a").split(), found.group("b").split()
            if " v" in found.group()[len(found.group("a")) :][:2]:
                # `Seoul vs Busan population`
                left += right[len(left) :]
            sides = (" ".join(left), " ".join(right))
            return tuple(f"{before}{side}{behind}".strip() for side in sides)
    return ()
