"""Letters, digits and the signs between them.

In Chinese text a run of letters says of itself that it is one: ⠰ before small letters, ⠠ before
a capital, ⠠⠠ before a run of capitals. English text is Unified English Braille without
contractions, where small letters need no sign.
"""

import re
import unicodedata

from desktop.braille.cells import CAPITAL, DECIMAL, DIGITS, LETTERS, NUMBER, SMALL
from desktop.braille.signs import ACCENTS, CLOSING, ENGLISH, OF_ADDRESSES, OPENING, SAME_AS

_LETTERS_LIKE_DIGITS = frozenset("abcdefghij")
UNSEEN = frozenset(("Cf", "Mn", "Me"))
"""Categories of signs that show nothing by themselves."""
_GOVERNING = frozenset("⠼⠰⠠⠐⠨⠸⠘⠈")
_PIECE = re.compile(
    r"[A-Z](?:[A-Z](?![a-z]))+|[A-Z]?[a-z]+|[A-Z]|[0-9]+(?:[.,][0-9]+)*|.", re.DOTALL
)


def number(digits: str) -> str:
    """Return a number such as ``98.5`` with its sign."""
    return NUMBER + "".join(DECIMAL if sign == "." else DIGITS[sign] for sign in digits)


def address(token: str) -> str:
    """Return letters, digits and the signs between them within Chinese text.

    Small letters say what they are at the beginning and behind digits; signs do not end them.
    """
    found = ""
    says_letters = False
    for piece in _PIECE.findall(token):
        for part in re.findall(r"[0-9]+|[.,]", piece) if piece[0] in DIGITS else (piece,):
            if part[0] in DIGITS:
                found += number(part)
                says_letters = False
            elif part.isalpha():
                signed = says_letters or not part.islower()
                found += _capitals(part) if signed else SMALL + _plain(part)
                says_letters = True
            else:
                found += OF_ADDRESSES[part]
    return found


def borders_of(written: str) -> tuple[int, ...]:
    """Return where letters may be parted: not behind a sign that governs the next."""
    return tuple(at for at in range(2, len(written) - 1) if written[at - 1] not in _GOVERNING)


def english_word(word: str, unknown: list[str]) -> str:
    """Return one English word with its punctuation; what has no cells goes to ``unknown``."""
    found = ""
    last = ""
    for piece in _PIECE.findall(word):
        if piece[0] in DIGITS:
            found += NUMBER + "".join(DIGITS.get(one) or ENGLISH[one] for one in piece)
        elif piece.isascii() and piece.isalpha():
            if last[-1:] in DIGITS and piece[0] in _LETTERS_LIKE_DIGITS:
                found += SMALL
            found += _capitals(piece)
        elif piece in ENGLISH:
            found += ENGLISH[piece]
        elif unicodedata.category(piece) not in UNSEEN:
            found += _chinese_sign(piece) or _accented(piece) or _told(piece, unknown)
        last = piece
    return found


def in_chinese(sign: str) -> str:
    """Return a letter with an accent within Chinese text, or ``""``."""
    return _accented(sign, SMALL)


def _capitals(piece: str) -> str:
    if piece.islower():
        return _plain(piece)
    signs = CAPITAL * 2 if len(piece) > 1 and piece.isupper() else CAPITAL
    return signs + _plain(piece)


def _plain(letters: str) -> str:
    return "".join(LETTERS[letter] for letter in letters.lower())


def _accented(sign: str, small: str = "") -> str:
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) != 2 or parts[0].lower() not in LETTERS or parts[1] not in ACCENTS:  # noqa: PLR2004
        return ""
    capital = CAPITAL if parts[0].isupper() else small
    return capital + ACCENTS[parts[1]] + LETTERS[parts[0].lower()]


def _chinese_sign(sign: str) -> str:
    same = SAME_AS.get(sign, sign)
    return ENGLISH.get(same) or OPENING.get(same) or CLOSING.get(same, "")


def _told(sign: str, unknown: list[str]) -> str:
    """Return the code of a sign that has no cells, in brackets, and note it."""
    unknown.append(sign)
    code = english_word(f"U+{ord(sign):04X}", unknown)
    return ENGLISH["["] + code + ENGLISH["]"]
