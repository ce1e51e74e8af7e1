"""Values of cells and charts as their number format shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

# Built-in formats that a file names without spelling them out; those of Korean Excel where
# they depend on the language; without a currency, which is the program's and not the file's.
# Source: ECMA-376 Part 1, 18.8.30 (numFmt).
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0",
    7: "#,##0.00", 8: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    27: 'yyyy"年" mm"月" dd"日"', 28: "mm-dd", 29: "mm-dd", 30: "mm-dd-yy",
    31: 'yyyy"년" mm"월" dd"일"', 32: 'h"시" mm"분"', 33: 'h"시" mm"분" ss"초"',
    34: "yyyy-mm-dd", 35: "yyyy-mm-dd", 36: 'yyyy"年" mm"月" dd"日"', 37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年" mm"月" dd"日"', 51: "mm-dd", 52: "yyyy-mm-dd", 53: "yyyy-mm-dd",
    54: "mm-dd", 55: "yyyy-mm-dd", 56: "yyyy-mm-dd", 57: 'yyyy"年" mm"月" dd"日"',
    58: "mm-dd",
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<fill>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P|오전/오후)"
    r"|(?P<power>E[+-])|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,}|e+|g+)"
    r"|(?P<digit>[0#?])|(?P<sign>[.,%/@])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_TESTS = {"<": lt, ">": gt, "=": eq, "<=": le, ">=": ge, "<>": ne}
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_WEEK = "월화수목금토일"
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
# Beyond what a sheet can hold; a format longer than this is no format.
_LONGEST = 255
_MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None
    is_date: bool


def built_in_format(number: int) -> str:
    """Return the format that a number below 164 stands for, `General` if for none."""
    return _BUILT_IN.get(number, "General")


def show_number(value: float, code: str, is_1904: bool = False) -> str:
    """Return a number as its format shows it: `0.125` under `0.0%` gives `12.5%`.

    Dates count days from the end of 1899 or, if `is_1904`, from the beginning of 1904.
    Colours and the blanks that line numbers up are left away. A number under `General`
    keeps ten digits after the first where a cell would be too narrow to show them.

    Source: ECMA-376 Part 1, 18.8.31 (numFmts).
    """
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    sections = _sections(code[:_LONGEST])
    section, is_bare = _choose(sections, value)
    if section is None:
        return show_general(value)
    if section.is_date:
        shown = _show_date(value, section, is_1904)
        return shown if shown is not None else show_general(value)
    if not section.tokens:
        return ""
    # A section of its own for negative numbers draws their sign itself.
    sign = "-" if value < 0 and not is_bare else ""
    shown = _show_digits(abs(value), section)
    return sign + shown if any(one in "123456789" for one in shown) or not sign else shown


def show_text(value: str, code: str) -> str:
    """Return a text as its format shows it: `"(주)"@` puts something before it."""
    parts = _sections(code[:_LONGEST])
    last = parts[-1]
    if len(parts) < 4 and not any(token.text == "@" for token in last.tokens):
        return value
    shown = (
        value if token.kind == "sign" and token.text == "@" else token.text
        for token in last.tokens
        if token.kind in ("literal", "sign")
    )
    return "".join(shown)


def is_date_format(code: str) -> bool:
    """Tell whether a format shows a date or a time."""
    return _sections(code[:_LONGEST])[0].is_date


def show_general(value: float) -> str:
    """Return a number as it reads without a format."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    shown = f"{value:.10g}"
    if "e" in shown:
        digits, _, power = shown.partition("e")
        return f"{digits}E{int(power):+03d}"
    return shown


@lru_cache(maxsize=2000)
def _sections(code: str) -> tuple[_Section, ...]:
    groups: list[list[_Token]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for found in _TOKEN.finditer(code or "General"):
        kind, text = found.lastgroup or "plain", found[0]
        if kind == "plain" and text == ";":
            if len(groups) == 4:
                break
            groups.append([])
            conditions.append(None)
            continue
        if kind == "bracket":
            inner = found["bracket"]
            condition = _CONDITION.fullmatch(inner.strip())
            if condition:
                conditions[-1] = (condition[1], float(condition[2]))
            elif inner.startswith("$"):
                # The currency stands before the language: `[$₩-412]`.
                groups[-1].append(
                    _Token(
                        "literal",
                        inner[1:].rpartition("-")[0] or ("" if "-" in inner else inner[1:]),
                    )
                )
            elif _ELAPSED.fullmatch(inner):
                groups[-1].append(_Token("elapsed", inner.lower()))
            continue
        groups[-1].append(_token(kind, text, found))
    return tuple(
        _Section(tuple(group), condition, any(t.kind in ("date", "elapsed", "half") for t in group))
        for group, condition in zip(groups, conditions, strict=True)
    )


def _token(kind: str, text: str, found: re.Match[str]) -> _Token:
    if kind in ("quoted", "escaped"):
        return _Token("literal", found[kind] or "")
    if kind == "fill":
        return _Token("literal", "")
    if kind == "plain":
        return _Token("literal", text)
    return _Token(kind, text)


def _choose(sections: tuple[_Section, ...], value: float) -> tuple[_Section | None, bool]:
    """Return the section for a value, and whether it takes the sign upon itself."""
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None or _TESTS[section.condition[0]](
                value, section.condition[1]
            ):
                if any(token.kind == "general" for token in section.tokens):
                    return (None, False) if len(section.tokens) == 1 else (section, False)
                signed = section.condition and section.condition[0] in ("<", "<=")
                return section, bool(signed) and value < 0 and len(sections) > 1
        return sections[-1], False
    numbers = sections[:3]
    at = 0
    if value < 0 and len(numbers) > 1:
        at = 1
    elif value == 0 and len(numbers) > 2:
        at = 2
    section = numbers[at]
    if [token.kind for token in section.tokens] == ["general"]:
        return None, False
    if any(token.text == "@" and token.kind == "sign" for token in section.tokens):
        return None, False
    return section, at == 1


def _show_digits(value: float, section: _Section) -> str:
    tokens = section.tokens
    if any(token.kind == "general" for token in tokens):
        return "".join(
            show_general(value) if token.kind == "general" else token.text
            for token in tokens
            if token.kind in ("general", "literal")
        )
    number = _decimal(value)
    number *= 100 ** sum(1 for token in tokens if token.kind == "sign" and token.text == "%")
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return "".join(t.text for t in tokens if t.kind == "literal" or t.text == "%")
    if any(token.kind == "sign" and token.text == "/" for token in tokens):
        return _fraction(number, tokens)
    power = next((at for at, token in enumerate(tokens) if token.kind == "power"), -1)
    mantissa = [at for at in places if power < 0 or at < power]
    if not mantissa:
        return show_general(value)
    dot = next((at for at, t in enumerate(tokens) if t.kind == "sign" and t.text == "."), -1)
    whole = [at for at in mantissa if dot < 0 or at < dot]
    after = [at for at in mantissa if dot >= 0 and at > dot]
    commas = [at for at, t in enumerate(tokens) if t.kind == "sign" and t.text == ","]
    last = mantissa[-1] if dot < 0 or after else dot
    grouped = any(whole and whole[0] < at < whole[-1] for at in commas)
    # A comma behind the last digit divides by a thousand.
    scale = [at for at in commas if whole and at > whole[-1] and (at <= last or at > mantissa[-1])]
    number = number.scaleb(-3 * len(scale))
    exponent = 0
    if power >= 0 and number:
        exponent = number.adjusted() - (len(whole) - 1 if len(whole) > 1 else 0)
        if len(whole) > 1:
            exponent = number.adjusted() // len(whole) * len(whole)
        number = number.scaleb(-exponent)
    most = min(len(after), _MOST_DIGITS)
    rounded = number.quantize(Decimal(1).scaleb(-most), context=_WIDE)
    left, _, right = f"{rounded:f}".partition(".")
    least = sum(1 for at in whole if tokens[at].text == "0")
    left = left.lstrip("0").rjust(least, "0")
    kept = len(right)
    while kept and right[kept - 1] == "0" and tokens[after[kept - 1]].text != "0":
        kept -= 1
    return _lay_out(tokens, left, right[:kept], whole, after, dot, power, exponent, grouped)


def _lay_out(
    tokens: tuple[_Token, ...],
    left: str,
    right: str,
    whole: list[int],
    after: list[int],
    dot: int,
    power: int,
    exponent: int,
    grouped: bool,
) -> str:
    """Return digits among the literals of their format."""
    out: list[str] = []
    written = 0
    whole_set, after_set = set(whole), set(after)
    inner = (
        any(t.kind == "literal" and t.text for t in tokens[whole[0] : whole[-1]])
        if whole
        else False
    )
    for at, token in enumerate(tokens):
        if token.kind == "literal":
            out.append(token.text)
        elif token.kind == "power":
            sign = "-" if exponent < 0 else "+" if token.text[1] == "+" else ""
            width = sum(1 for one in tokens[at:] if one.kind == "digit" and one.text == "0")
            out.append(f"E{sign}{abs(exponent):0{max(1, width)}d}")
        elif at in whole_set:
            if not inner:
                if at == whole[0]:
                    out.append(_grouped(left) if grouped else left)
                continue
            # Literals stand among the digits (`000-0000`): one digit a place, the rest first.
            rest = len(whole) - whole.index(at)
            upto = max(0, len(left) - rest + 1)
            out.append(left[written:upto])
            written = upto
        elif at == dot and token.kind == "sign":
            if not whole:
                out.append(left)
            if right or (after and tokens[after[0]].text == "0") or not after:
                out.append(".")
        elif at in after_set:
            place = after.index(at)
            out.append(right[place] if place < len(right) else "")
        elif token.kind == "sign" and token.text == "%":
            out.append("%")
    return "".join(out)


def _grouped(digits: str) -> str:
    return f"{int(digits):,}".rjust(len(digits), "0") if digits else ""


def _decimal(value: float) -> Decimal:
    """Return a number with the fifteen digits that a sheet keeps."""
    try:
        return _WIDE.create_decimal(f"{value:.15g}")
    except InvalidOperation:
        return Decimal(0)


def _fraction(number: Decimal, tokens: tuple[_Token, ...]) -> str:
    slash = next(at for at, token in enumerate(tokens) if token.text == "/")
    places = sum(1 for token in tokens[slash:] if token.kind == "digit")
    most = 10 ** min(max(places, 1), 3) - 1
    whole, rest = divmod(number, 1)
    top, bottom = min(
        ((int((rest * low).to_integral_value(ROUND_HALF_UP)), low) for low in range(1, most + 1)),
        key=lambda pair: (abs(Decimal(pair[0]) / pair[1] - rest), pair[1]),
    )
    ones = int(whole) + top // bottom
    top %= bottom
    if not top:
        return str(ones)
    return f"{ones} {top}/{bottom}" if ones else f"{top}/{bottom}"


def _show_date(value: float, section: _Section, is_1904: bool) -> str | None:
    """Return a date or time as shown, nothing where there is no such day."""
    tokens = section.tokens
    finest = any(token.kind == "date" and "." in token.text for token in tokens)
    seconds = round(value * 86_400, 3 if finest else 0)
    elapsed = any(token.kind == "elapsed" for token in tokens)
    if value < 0 and not elapsed:
        return None
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
    if not is_1904 and value < 60:
        # Excel believes that 1900 was a leap year; before its 29 February all is a day later.
        start = datetime(1899, 12, 31)
    try:
        moment = start + timedelta(seconds=abs(seconds))
    except OverflowError:
        return None
    halves = any(token.kind == "half" for token in tokens)
    out: list[str] = ["-"] if seconds < 0 else []
    for at, token in enumerate(tokens):
        if token.kind in ("literal", "sign", "digit"):
            out.append("" if token.kind == "sign" and token.text == "@" else token.text)
        elif token.kind == "half":
            late = moment.hour >= 12
            first, _, second = token.text.partition("/")
            out.append(second if late else first)
        elif token.kind == "elapsed":
            worth = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            out.append(f"{int(abs(seconds)) // worth:0{len(token.text)}d}")
        elif token.kind == "date":
            out.append(_date_part(moment, token.text, _is_minute(tokens, at), halves))
    return "".join(out).strip()


def _is_minute(tokens: tuple[_Token, ...], at: int) -> bool:
    """Tell `m` for minutes: behind hours or before seconds."""
    if tokens[at].text[0].lower() != "m" or len(tokens[at].text) > 2:
        return False
    timed = [number for number, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    place = timed.index(at)
    before = tokens[timed[place - 1]].text[0].lower() if place else ""
    behind = tokens[timed[place + 1]].text[0].lower() if place + 1 < len(timed) else ""
    return before == "h" or behind == "s"


def _date_part(moment: datetime, text: str, is_minute: bool, halves: bool) -> str:
    sign, size = text[0].lower(), len(text)
    if sign in "ye":
        return f"{moment.year % 100:02d}" if sign == "y" and size < 3 else str(moment.year)
    if sign == "a":
        day = _WEEK[moment.weekday()]
        return day + "요일" if size > 3 else day
    if sign == "g":
        return ""
    if sign == "m" and not is_minute:
        name = _MONTHS.split()[moment.month - 1]
        return {3: name[:3], 4: name, 5: name[0]}.get(size, f"{moment.month:0{min(size, 2)}d}")
    if sign == "d":
        name = _DAYS.split()[moment.weekday()]
        return {3: name[:3], 4: name}.get(size, f"{moment.day:0{min(size, 2)}d}")
    if sign == "h":
        hour = (moment.hour + 11) % 12 + 1 if halves else moment.hour
        return f"{hour:0{min(size, 2)}d}"
    if sign == "s":
        whole, _, parts = text.partition(".")
        shown = f"{moment.second:0{min(len(whole), 2)}d}"
        return shown + (f".{moment.microsecond:06d}"[: len(parts) + 1] if parts else "")
    return f"{moment.minute:0{min(size, 2)}d}"
