"""How a name is read: by the pinyin people gave, by its surname, by what is usual in names."""

import csv
from functools import cache
from itertools import takewhile

from db.domain.papers.pinyin_syllables import Syllable, is_hanzi, syllables_of
from desktop.pinyin.because import Because
from desktop.pinyin.corrections import SURNAMES, TITLES
from desktop.pinyin.dictionary import reading_of_word, readings_of
from desktop.pinyin.word import Read, read_as, read_as_written, read_usually
from resources import path

_LONGEST_SURNAME = 3
_SHORTEST_WORD = 2


def read_name(written: str, given: tuple[Syllable, ...]) -> list[Read]:
    """Return the reading of each Chinese character of a name.

    Args:
        written: The name; signs such as ``·`` may part it.
        given: One syllable for each character as somebody typed them, with or without tones,
            or nothing.
    """
    signs = "".join(filter(is_hanzi, written))
    by_itself = _unaided(signs, first="".join(takewhile(is_hanzi, written)))
    if len(given) != len(signs):
        return by_itself
    return [
        read_as_written(sign, one, Because.NAME, (likely.syllable,))
        for sign, one, likely in zip(signs, given, by_itself, strict=True)
    ]


def surname_before_title(word: str, after: str) -> list[Read]:
    """Return the reading of a surname before a form of address (仇先生), or nothing."""
    if word in _table()[0] and after in TITLES:
        return _surname(word)
    return []


def _unaided(signs: str, *, first: str) -> list[Read]:
    """Read a name by its surname and what is usual.

    A name in parts has a surname only when its first part is one: 单·小红, not 买买提·阿不都.
    """
    reads: list[Read] = []
    rest = signs
    if first != signs:
        if first in _table()[0]:
            reads, rest = _surname(first), signs[len(first) :]
    else:
        for length in range(min(_LONGEST_SURNAME, len(signs) - 1), 0, -1):
            if signs[:length] in _table()[0]:
                reads = _surname(signs[:length])
                rest = signs[length:]
                break
        else:
            reads, rest = [read_usually(sign) for sign in signs[:1]], signs[1:]
    word = reading_of_word(rest) if len(rest) == _SHORTEST_WORD else ()
    if word:
        return reads + [
            read_as(sign, one, Because.IN_NAMES) for sign, one in zip(rest, word, strict=True)
        ]
    return reads + [_given_character(sign) for sign in rest]


def _surname(written: str) -> list[Read]:
    syllables = syllables_of(SURNAMES.get(written, _table()[0][written]))
    return [
        read_as_written(sign, one, Because.SURNAME)
        for sign, one in zip(written, syllables, strict=True)
    ]


def _given_character(sign: str) -> Read:
    usual = _table()[1].get(sign, "")
    for one in readings_of(sign):
        if one[:-1] == usual:
            return read_as(sign, one, Because.IN_NAMES)
    return read_usually(sign, Because.IN_NAMES)


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Return the usual letters of surnames, and of single characters anywhere in a name."""
    surnames: dict[str, str] = {}
    anywhere: dict[str, str] = {}
    with path("codes/surname_readings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            place = surnames if row["place"] == "surname" else anywhere
            place[row["characters"]] = row["reading"]
    return surnames, anywhere
