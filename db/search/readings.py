"""How a name is read: surnames have their own readings, and many characters more than one.

Loading the table of characters takes about 65 ms, so it happens on the first save and not when
the program starts.
"""

import csv
import os
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from db.search.normalise import text_key
from resources import path

READINGS_KEPT = 4
"""Readings of one name that are indexed; each costs about 20 tokens."""

_READINGS_OF_A_CHARACTER = 2
_LONGEST_SURNAME = 3

Reading = tuple[str, ...]


class _Table(NamedTuple):
    surnames: dict[str, tuple[Reading, ...]]
    characters: dict[str, tuple[Reading, ...]]


@lru_cache(maxsize=65536)
def readings(name: str, corrected: str | None = None) -> tuple[Reading, ...]:
    """Return up to four readings of a name as plain syllables; the first is the main one.

    Args:
        name: The name as written. A run of Latin letters or digits is one syllable.
        corrected: The reading a person has set right, parted by blanks; it goes first.
    """
    found: dict[Reading, None] = {}
    if corrected:
        main = tuple(filter(None, map(_plain, corrected.replace("·", " ").split())))
        if main:
            found[main] = None
    found.update(dict.fromkeys(_worked_out(text_key(name))))
    return tuple(islice((reading for reading in found if reading), READINGS_KEPT))


def _worked_out(key: str) -> list[Reading]:
    """Return the main reading, then those that differ from it in one place, surname first."""
    choices = _choices(key)
    main = [options[0] for options in choices]
    variants = [main]
    for place, options in enumerate(choices):
        variants += [[*main[:place], other, *main[place + 1 :]] for other in options[1:]]
    return [tuple(s for part in variant for s in part) for variant in variants]


def _choices(key: str) -> list[tuple[Reading, ...]]:
    table = _table()
    choices: list[tuple[Reading, ...]] = []
    rest = key
    for length in range(min(_LONGEST_SURNAME, len(key)), 0, -1):
        if key[:length] in table.surnames:
            choices.append(table.surnames[key[:length]])
            rest = key[length:]
            break
    run = ""
    for character in rest:
        if character.isascii():
            run += character
            continue
        if run:
            choices.append(((run,),))
            run = ""
        if options := table.characters.get(character) or _of_character(character):
            choices.append(options)
    return [*choices, ((run,),)] if run else choices


@lru_cache(maxsize=8192)
def _of_character(character: str) -> tuple[Reading, ...]:
    # The dictionary of phrases takes 320 ms to load and knows no names; it is read at import.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 65 ms, needed on save only

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = dict.fromkeys(_plain(reading) for options in found for reading in options)
    return tuple(
        (reading,) for reading in islice(filter(None, plain), _READINGS_OF_A_CHARACTER)
    )


def _plain(syllable: str) -> str:
    """Return a syllable as typed: no tone mark or tone digit, ``v`` for ü."""
    letters = text_key(unicodedata.normalize("NFC", syllable))
    return "".join(letter for letter in letters if "a" <= letter <= "z")


@lru_cache(maxsize=1)
def _table() -> _Table:
    table = _Table({}, {})
    with path("codes/surname_readings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            options = [row["reading"], *filter(None, row["other_readings"].split("|"))]
            place = table.surnames if row["place"] == "surname" else table.characters
            place[row["characters"]] = tuple(tuple(option.split()) for option in options)
    return table
