"""The colours of the page against WCAG 2.2: 4.5 for text, 3 for what shows where a control is.

Oracle: relative luminance and contrast ratio by the standard's own formulas
(https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), on the tokens as the style sheet has them.
"""

import re
from pathlib import Path

import pytest

import ui

LOOK = Path(ui.__file__).parent / "web" / "look"
GROUNDS = ("ground", "surface", "soft")
TEXT = [
    *((text, ground) for text in ("ink", "quiet", "accent") for ground in GROUNDS),
    *((text, ground) for text in ("good", "warn", "bad") for ground in ("ground", "surface")),
    *((tone, f"{tone}-soft") for tone in ("good", "warn", "bad")),
    *(("ink", f"{tone}-soft") for tone in ("good", "warn", "bad")),
    ("accent-deep", "surface"),
    ("accent-deep", "soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("ink", "mark"),
]
SHAPES = [
    *((shape, ground) for shape in ("edge", "accent") for ground in ("ground", "surface")),
    ("mark-edge", "surface"),
]


def read_colours(selector):
    sheet = (LOOK / "tokens.css").read_text("utf-8")
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", sheet, re.DOTALL | re.MULTILINE)
    return dict(re.findall(r"--g-([\w-]+): #([0-9a-f]{6});", block.group(1)))


THEMES = {"light": read_colours(":root"), "dark": read_colours(".dark")}


def luminance(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_values_known_of_it():
    assert contrast("ffffff", "000000") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_shapes_stand_out_from_what_they_stand_on(theme):
    colours = THEMES[theme]
    weak = [
        (front, back, round(ratio, 2))
        for pairs, least in ((TEXT, 4.5), (SHAPES, 3.0))
        for front, back in pairs
        if (ratio := contrast(colours[front], colours[back])) < least
    ]
    assert weak == []


def test_both_themes_have_the_same_colours_and_every_token_used_exists():
    # Paper, which pages of documents are drawn on, is white in both.
    themed = {name for name in THEMES["light"] if not name.startswith("paper")}
    assert themed == THEMES["dark"].keys()
    sheets = {path: path.read_text("utf-8") for path in LOOK.glob("*.css")}
    told = set(re.findall(r"(--g-[\w-]+):", sheets[LOOK / "tokens.css"]))
    # What scripts set: the words of the drop zone.
    scripts = "".join(path.read_text("utf-8") for path in LOOK.parent.glob("script/*.js"))
    told |= set(re.findall(r"[\"'](--g-[\w-]+)[\"']", scripts))
    for path, sheet in sheets.items():
        own = set(re.findall(r"(--g-[\w-]+):", sheet))
        unknown = set(re.findall(r"var\((--g-[\w-]+)", sheet)) - told - own
        assert not unknown, f"{path.name}: {unknown}"


def test_colours_are_said_in_the_tokens_alone():
    for path in LOOK.glob("*.css"):
        # Paper has one theme, which no token knows.
        if path.name not in ("tokens.css", "print.css"):
            sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
            found = re.findall(r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\()[^{}]*;", sheet)
            assert found == [], f"{path.name}: a colour that no token names"
