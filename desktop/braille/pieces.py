"""Cut a text into what Braille treats alike: words, numbers, addresses, signs, blanks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from desktop.braille.cells import DIGITS
from desktop.braille.latin import UNSEEN, address, borders_of, in_chinese, number
from desktop.braille.signs import (
    CLOSING,
    DASH,
    JOINING,
    OPENING,
    PERCENT,
    SAME_AS,
    STANDING,
)
from desktop.braille.syllables import spell
from desktop.pinyin.word import Word


class Kind(Enum):
    """How a piece behaves beside others."""

    WORD = auto()
    NUMBER = auto()
    LATIN = auto()
    OPENING = auto()
    CLOSING = auto()
    JOINING = auto()
    STANDING = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text with its cells.

    Attributes:
        kind: How it behaves.
        text: The part.
        cells: Its cells; none for a blank.
        borders: Where its cells may be parted.
        unknown: The signs in it that have no reading or cells of their own.
    """

    kind: Kind
    text: str
    cells: str
    borders: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()


_TOKEN = re.compile(
    r"(?P<run>[A-Za-z0-9]+(?:[._\-/@:&'#%+=~?$]+[A-Za-z0-9]+)*)"
    r"|(?P<blank>\s+)|(?P<line>[_＿]{2,})|(?P<dash>[—―─]+)|(?P<dots>[…⋯]+|\.{3,})"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_NUMBER = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<sign>.)")
_PAIRED = {'"': ("“", "”"), "'": ("‘", "’")}


def pieces_of(words: list[Word]) -> Iterator[Piece]:
    """Yield the pieces of one paragraph of Chinese text."""
    waiting = ""
    opened: set[str] = set()
    for word in words:
        if word.reads:
            yield from _others(waiting, opened)
            waiting = ""
            yield from _chinese(word)
        else:
            waiting += word.text
    yield from _others(waiting, opened)


def _chinese(word: Word) -> Iterator[Piece]:
    """Yield a Chinese word, in parts where a character has no reading."""
    start = 0
    for at, read in enumerate((*word.reads, None)):
        if read is not None and read.syllable:
            continue
        if start < at:
            yield from _spelled(word, start, at)
        if read is not None:
            yield _by_code(read.char)
        start = at + 1


def _spelled(word: Word, start: int, end: int) -> Iterator[Piece]:
    text, found = "", ""
    borders: list[int] = []
    for sign, one in zip(word.text[start:end], spell(word.reads[start:end]), strict=True):
        if one.begins_word:
            yield Piece(Kind.WORD, text, found, tuple(borders))
            text, found, borders = "", "", []
        elif found:
            borders.append(len(found))
        text, found = text + sign, found + one.cells
    yield Piece(Kind.WORD, text, found, tuple(borders))


def _others(text: str, opened: set[str]) -> Iterator[Piece]:
    for match in _TOKEN.finditer(_plain_width(text)):
        token = match[0]
        match match.lastgroup:
            case "run":
                yield from _run(token, opened)
            case "blank":
                yield Piece(Kind.BLANK, token, "")
            case "line":
                yield Piece(Kind.STANDING, token, STANDING["_"])
            case "dash":
                yield Piece(Kind.STANDING, token, DASH)
            case "dots":
                yield Piece(Kind.CLOSING, token, CLOSING["…"])
            case _:
                yield from _sign(token, opened)


def _sign(sign: str, opened: set[str]) -> Iterator[Piece]:
    if sign in _PAIRED:
        closes = sign in opened
        opened ^= {sign}
        sign = _PAIRED[sign][closes]
    same = SAME_AS.get(sign, sign)
    for table, kind in (
        (OPENING, Kind.OPENING),
        (CLOSING, Kind.CLOSING),
        (JOINING, Kind.JOINING),
        (PERCENT, Kind.CLOSING),
        (STANDING, Kind.STANDING),
    ):
        if same in table:
            yield Piece(kind, sign, table[same])
            return
    if accented := in_chinese(sign):
        yield Piece(Kind.LATIN, sign, accented)
        return
    if unicodedata.category(sign) in UNSEEN:
        return
    plain = unicodedata.normalize("NFKC", sign)
    if plain != sign and all(one.isascii() or one in CLOSING for one in plain):
        yield from _others(plain, opened)
        return
    yield _by_code(sign)


def _run(token: str, opened: set[str]) -> Iterator[Piece]:
    """Yield an address whole, as any letter makes it one; numbers and their signs apart."""
    if any(map(str.isalpha, token)):
        written = address(token)
        yield Piece(Kind.LATIN, token, written, borders_of(written))
        return
    for match in _NUMBER.finditer(token):
        if match.lastgroup == "number":
            written = number(match[0])
            yield Piece(Kind.NUMBER, match[0], written, borders_of(written))
        else:
            yield from _sign(match[0], opened)


def _by_code(sign: str) -> Piece:
    """Return a sign that cannot be written as 〔U+XXXX〕."""
    code = OPENING["〔"] + address(f"U+{ord(sign):04X}") + CLOSING["〕"]
    return Piece(Kind.STANDING, sign, code, unknown=(sign,))


def _plain_width(text: str) -> str:
    """Return a text with full-width letters and digits as plain ones."""
    return "".join(chr(ord(sign) - 0xFEE0) if sign in _FULL_WIDTH else sign for sign in text)


_FULL_WIDTH = frozenset(
    chr(ord(sign) + 0xFEE0)
    for sign in (*DIGITS, *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
)
