"""Names of companies without their legal form: `㈜삼성전자` is `삼성전자`."""

from __future__ import annotations

import re

_KOREAN = (
    r"주식회사|유한책임회사|유한회사|합자회사|합명회사|사단법인|재단법인|사회복지법인|학교법인|"
    r"의료법인|농업회사법인"
)
_SIGN = r"[㈜㈐㈔㈑]|[(（](?:주|유|재|사|합|학|의)[)）]"
_LATIN = (
    r"Co\.? ?,? ?Ltd\.?|Corporation|Corp\.?|Incorporated|Inc\.?|Company|Limited|Ltd\.?|"
    r"L\.?L\.?C\.?|GmbH|PLC|S\.p\.A\.|S\.A\.|Pte\.? ?Ltd\.?|B\.V\.|N\.V\."
)
_FRONT = re.compile(rf"^(?:{_SIGN}|(?:{_KOREAN})(?= ?[가-힣A-Za-z]))\s*")
_BACK = re.compile(rf"\s*(?:{_SIGN}|(?:{_KOREAN}))$")
_BACK_LATIN = re.compile(rf",? (?:{_LATIN})$", re.IGNORECASE)
# A company in running text: its form beside one word, before or after.
# A sign that parts two words is of the one that it touches: 기업 (주)가나다.
_NAMED = re.compile(
    rf"(?:{_SIGN}) ?(?P<front>[가-힣A-Za-z0-9&]{{2,20}})"
    rf"|(?P<back>[가-힣A-Za-z0-9&]{{2,20}})(?:(?:{_SIGN})| (?:{_SIGN})(?![가-힣A-Za-z0-9&]{{2}}))"
    rf"|(?:주식회사|유한회사) (?P<whole>[가-힣A-Za-z0-9&]{{2,20}})"
    rf"|(?P<after>[가-힣A-Za-z0-9&]{{2,20}}) (?:주식회사|유한회사)"
    rf"|(?P<latin>[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]+){{0,3}}),? (?:{_LATIN})(?![A-Za-z])"
)
_PARTICLE = re.compile(
    r"(?<=[가-힣]{2})(?:에서는|에서|에게|으로|부터|까지|이라는|라는|에는|의|은|는|을|를|와|과|에|도)$"
)


def strip_form(name: str) -> str:
    """Return a company's name without its legal form; any other name as it is."""
    bare = _BACK_LATIN.sub("", _BACK.sub("", _FRONT.sub("", name.strip()))).strip(" ,")
    return bare or name


def find_companies(text: str) -> tuple[tuple[str, str], ...]:
    """Return companies that a text names with a legal form: as written, and the name alone."""
    found = []
    for match in _NAMED.finditer(text):
        name = next(part for part in match.groups() if part)
        bare = _PARTICLE.sub("", name)
        written = match.group()
        if bare != name and written.endswith(name):
            written = written[: len(written) - len(name) + len(bare)]
        found.append((written.strip(), bare))
    return tuple(found)
