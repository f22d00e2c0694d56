"""Read English Braille without contractions back: cells to letters, digits and signs."""

import unicodedata

from desktop.braille.cells import BLANK, CAPITAL, DIGITS, LETTERS, NUMBER, SMALL
from desktop.braille.signs import ACCENTS, ENGLISH

_LETTER_OF = {cell: letter for letter, cell in LETTERS.items()}
_DIGIT_OF = {cell: digit for digit, cell in DIGITS.items()}
_IN_NUMBERS = {ENGLISH[","]: ",", ENGLISH["."]: "."}
_ACCENT_OF = {cell: mark for mark, cell in ACCENTS.items()}
_SIGN_OF = {cell: sign for sign, cell in reversed(ENGLISH.items())}
_LONGEST_SIGN = 3
_OPENING = {"?": "“"}
"""Signs of the same cells as an opening one, which stands at the beginning of a word."""
_BEFORE_A_WORD = frozenset("“‘([")


def back_english(written: str) -> str:
    """Return what English cells say, words with one blank between.

    Signs that share their cells come back as the more usual one: both dashes as –.

    Raises:
        ValueError: The cells are not English Braille as ``translate`` writes it.
    """
    return " ".join(_word(word) for word in written.split(BLANK))


def _word(word: str) -> str:
    text, at = "", 0
    while at < len(word):
        for read in (_digits, _letters, _accented, _sign):
            found, length = read(word, at)
            if length:
                break
        else:
            raise ValueError(f"no letter and no sign: {word[at:]}")
        if found in _OPENING and all(sign in _BEFORE_A_WORD for sign in text):
            found = _OPENING[found] if at + length < len(word) else found
        text, at = text + found, at + length
    return text


def _digits(word: str, at: int) -> tuple[str, int]:
    if word[at] != NUMBER:
        return "", 0
    end, text = at + 1, ""
    while end < len(word):
        cell, following = word[end], word[end + 1 : end + 2]
        if cell in _DIGIT_OF:
            text += _DIGIT_OF[cell]
        elif cell in _IN_NUMBERS and following in _DIGIT_OF:
            text += _IN_NUMBERS[cell]
        else:
            break
        end += 1
    return text, end - at


def _letters(word: str, at: int) -> tuple[str, int]:
    rest = word[at:]
    capitals = len(rest) - len(rest.lstrip(CAPITAL))
    start = at + (capitals or (1 if rest[0] == SMALL else 0))
    end = start
    while end < len(word) and word[end] in _LETTER_OF:
        end += 1
        if capitals == 1:
            break
    text = "".join(_LETTER_OF[cell] for cell in word[start:end])
    return (text.upper() if capitals else text), (end - at if text else 0)


def _accented(word: str, at: int) -> tuple[str, int]:
    start = at + (1 if word[at] == CAPITAL else 0)
    for length in (2, 1):
        mark = _ACCENT_OF.get(word[start : start + length])
        letter = _LETTER_OF.get(word[start + length : start + length + 1])
        if mark and letter:
            shown = unicodedata.normalize("NFC", letter + mark)
            return (shown.upper() if start > at else shown), start + length + 1 - at
    return "", 0


def _sign(word: str, at: int) -> tuple[str, int]:
    for length in range(_LONGEST_SIGN, 0, -1):
        sign = _SIGN_OF.get(word[at : at + length])
        if sign is not None and at + length <= len(word):
            return sign, length
    return "", 0
