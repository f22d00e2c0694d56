"""A word as it is read: its characters, their syllables, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.domain.papers.pinyin_syllables import Syllable
from desktop.pinyin.because import Because
from desktop.pinyin.dictionary import readings_of, real_choices

_ORDINARY = (
    Because.USUAL,
    Because.FUNCTION_WORD,
    Because.WORD,
    Because.IN_WORD,
    Because.IN_NAMES,
    Because.SENTENCE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How one character is read.

    Attributes:
        char: The character.
        syllable: Letters and tone digit, e.g. ``zhong4``; 5 is neutral, ``v`` is ü; empty when
            no reading is known.
        others: The other readings it might have had.
        because: Why this one was chosen.
    """

    char: str
    syllable: str
    others: tuple[str, ...] = ()
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Characters that are written together.

    ``reads`` has one entry for each character of a Chinese word and is empty for a run of
    Latin letters, digits or blanks, and for any other single sign.
    """

    text: str
    reads: tuple[Read, ...] = ()


def read_as(char: str, syllable: str, because: Because) -> Read:
    """Return a character with the reading that was chosen for it."""
    choices = real_choices(char)
    others = tuple(one for one in choices if one != syllable)
    if not others and because in _ORDINARY:
        because = Because.ONLY
    return Read(char=char, syllable=syllable, others=others, because=because)


def read_usually(char: str, because: Because = Because.USUAL) -> Read:
    """Return a character with its most usual reading, or none."""
    readings = readings_of(char)
    if not readings:
        return Read(char=char, syllable="", because=Because.UNKNOWN)
    if char in "一不":
        because = Because.DICTIONARY_TONE
    return read_as(char, readings[0], because)


def read_as_written(
    char: str, given: Syllable, because: Because, likely: Iterable[str] = ()
) -> Read:
    """Return a character with the reading somebody typed; an omitted tone is the likely one."""
    if given.tone:
        return read_as(char, str(given), because)
    for one in (*likely, *readings_of(char)):
        if one[:-1] == given.letters:
            return read_as(char, one, because)
    # Nobody knows the tone: the letters are right, and Braille leaves it unmarked.
    return read_as(char, f"{given.letters}5", because)
