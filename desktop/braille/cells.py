"""Braille cells: what stands for each initial, final, tone, letter and digit.

The table of sounds is that of 国家通用盲文方案 GF 0019-2018, which keeps the one of the older
现行盲文. g and j, k and q, h and x share a cell; so do the finals e and o.
"""

BLANK = "\u2800"
FIRST, LAST = 0x2800, 0x283F
"""Six dots; the cells with eight are not used."""


def cells(dots: str) -> str:
    """Return the cells of dot numbers: ``"5-23"`` is ⠐⠆, ``0`` a blank cell."""
    return "".join(
        chr(FIRST + sum(1 << (int(dot) - 1) for dot in cell if dot != "0"))
        for cell in dots.split("-")
    )


def is_braille(sign: str) -> bool:
    """Say whether a sign is a cell of six dots."""
    return FIRST <= ord(sign) <= LAST


INITIALS = {
    name: cells(dots)
    for name, dots in {
        "b": "12", "p": "1234", "m": "134", "f": "124", "d": "145", "t": "2345", "n": "1345",
        "l": "123", "g": "1245", "k": "13", "h": "125", "j": "1245", "q": "13", "x": "125",
        "zh": "34", "ch": "12345", "sh": "156", "r": "245", "z": "1356", "c": "14", "s": "234",
    }.items()
}  # fmt: skip
"""Cells of the initials; the zero initial has none."""

FINALS = {
    name: cells(dots)
    for name, dots in {
        "a": "35", "o": "26", "e": "26", "i": "24", "u": "136", "v": "346", "er": "1235",
        "ai": "246", "ao": "235", "ei": "2346", "ou": "12356", "ia": "1246", "iao": "345",
        "ie": "15", "iou": "1256", "ua": "123456", "uai": "13456", "uei": "2456", "uo": "135",
        "ve": "23456", "an": "1236", "ang": "236", "en": "356", "eng": "3456", "ian": "146",
        "iang": "1346", "in": "126", "ing": "16", "uan": "12456", "uang": "2356", "uen": "25",
        "ong": "256", "ueng": "256", "van": "12346", "vn": "456", "iong": "1456",
    }.items()
}  # fmt: skip
"""Cells of the finals in their full form; zhi, chi, shi, ri, zi, ci, si have none."""

TONES = {"1": cells("1"), "2": cells("2"), "3": cells("3"), "4": cells("23")}
"""Cells of the tones; the neutral tone has none."""

LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵",
        strict=True,
    )
)
DIGITS = dict(zip("1234567890", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", strict=True))

NUMBER = cells("3456")
SMALL = cells("56")
"""Before small Latin letters in Chinese text."""
CAPITAL = cells("6")
"""Before one capital; twice before a word of capitals."""
HYPHEN = cells("36")
"""Hyphen, connector between a number and its measure word, and mark of a parted word."""
DECIMAL = cells("3")
