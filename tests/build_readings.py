"""Extract the Korean readings of Chinese characters from the Unihan database.

    python -m tests.build_readings FOLDER

FOLDER holds `Unihan_Readings.txt`, `Unihan_Variants.txt` and `Unihan_OtherMappings.txt` of the
Unicode Character Database, version 14.0.0 (https://www.unicode.org/Public/14.0.0/ucd/Unihan.zip).
Written is `index/hanja/readings.txt`, whose licence stands beside it.

A character's readings are its `kHangul`; of a simplified one or another variant those of the
characters that it stands for, and failing these its `kKorean`, which is romanised. First comes
the reading taught at school (marked `E`), then those of KS X 1001. What the initial-sound law
makes of another reading (녀 and 여) is left out, because `index.readings` applies the law.
"""

import argparse
from collections import defaultdict
from pathlib import Path

from index.readings import soften_initial

TARGET = Path(__file__).resolve().parents[1] / "index" / "hanja" / "readings.txt"
# The unified ideographs of the basic plane: NFKC turns compatibility ones into them.
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))
# A character that no national set holds is not met in reports.
SETS = ("kGB0", "kBigFive", "kJis0", "kKSC0", "kKSC1", "kHKSCS", "kTGH")
VARIANTS = ("kTraditionalVariant", "kZVariant", "kSemanticVariant", "kSimplifiedVariant")
MAX_READINGS = 2
# Where the school's reading is the rarer one in the words of reports: 차량, 자동차.
FIRST = {"車": "차", "台": "대"}
# Before ㄷ and ㅈ it is 부, which `index.readings` knows.
ONLY = {"不": "불"}
# Yale romanisation, as `kKorean` has it.
INITIALS = dict(
    zip("K KK N T TT L M P PP S SS  C CC CH KH TH PH H".split(" "), range(19), strict=True)
)
VOWELS = "A AY YA YAY E EY YE YEY O WA WAY OY YO WU WE WEY WI YU U UY I".split()
FINALS = ["", *"K KK KS N NC NH T L LK LM LP LS LTH LPH LH M P PS S SS NG C CH KH TH PH H".split()]


def read_fields(path):
    """Return field -> character -> value."""
    fields = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t", 2)
            fields[field][chr(int(code[2:], 16))] = value
    return fields


def decode(value):
    """Return the characters that the value of a variant field names."""
    return [chr(int(entry.partition("<")[0][2:], 16)) for entry in value.split()]


def compose_yale(word):
    """Return the syllable that a Yale romanisation spells, or None."""
    for length in (2, 1, 0):
        start = INITIALS.get(word[:length]) if len(word) > length else None
        for vowel in sorted(VOWELS, key=len, reverse=True):
            rest = word[length:]
            if start is not None and rest.startswith(vowel) and rest[len(vowel) :] in FINALS:
                final = FINALS.index(rest[len(vowel) :])
                return chr(0xAC00 + (start * 21 + VOWELS.index(vowel)) * 28 + final)
    return None


def order_readings(char, value):
    """Return the readings of a `kHangul` value, the commonest first."""
    marked = [entry.partition(":") for entry in value.split()]
    weight = {"E": 0, "0": 1, "N": 2}
    marked.sort(key=lambda m: min((weight.get(mark, 3) for mark in m[2]), default=3))
    return first_of(char, [reading for reading, _, _ in marked])


def first_of(char, readings):
    """Return readings without what the law makes of others, the commonest first."""
    readings = list(dict.fromkeys(readings)) if char not in ONLY else [ONLY[char]]
    kept = [r for r in readings if not any(soften_initial(o) == r for o in readings if o != r)]
    return sorted(kept, key=lambda reading: reading != FIRST.get(char))[:MAX_READINGS]


def read_characters(folder):
    """Return character -> its readings."""
    readings = read_fields(folder / "Unihan_Readings.txt")
    variants = read_fields(folder / "Unihan_Variants.txt")
    mapped = read_fields(folder / "Unihan_OtherMappings.txt")
    fields = readings["kHangul"]
    known = {char: order_readings(char, value) for char, value in fields.items()}
    for char, names in variants["kTraditionalVariant"].items():
        # What was a rare character of its own is today a simplified one: 机 for 機.
        if char in fields:
            own, others = known[char], [known[n][0] for n in decode(names) if n in known]
            both = [*own, *others] if "E" in fields[char] else [*others, *own]
            known[char] = first_of(char, both)
    wanted = set(known).union(*(mapped[name] for name in SETS))
    wanted = {c for c in wanted if any(low <= ord(c) <= high for low, high in BLOCKS)}
    for char in sorted(wanted - set(known)):
        found = follow_variants(char, variants, known)
        if not found and char in readings["kKorean"]:
            spelt = map(compose_yale, readings["kKorean"][char].split())
            found = first_of(char, [syllable for syllable in spelt if syllable])
        if found:
            known[char] = found
    return {char: known[char] for char in sorted(wanted & set(known))}


def follow_variants(char, variants, known):
    """Return the readings of the nearest characters that `char` stands for."""
    for fields in (VARIANTS[:1], VARIANTS):
        at, seen = [char], {char}
        for _ in range(3):
            names = [
                name
                for one in at
                for field in fields
                for name in decode(variants[field].get(one, ""))
            ]
            at = [name for name in dict.fromkeys(names) if name not in seen]
            seen.update(at)
            if found := [known[name][0] for name in at if name in known]:
                return first_of(char, found)
    return []


def write_table(characters, path):
    """Write a line a reading: characters read so first, tab, those read so as well."""
    lines = defaultdict(lambda: ([], []))
    for char, readings in characters.items():
        for place, reading in enumerate(readings):
            lines[reading][min(place, 1)].append(char)
    rows = (f"{r}\t{''.join(first)}\t{''.join(more)}" for r, (first, more) in sorted(lines.items()))
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def main():
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    characters = read_characters(parser.parse_args().folder)
    write_table(characters, TARGET)
    print(f"{len(characters)} characters, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
