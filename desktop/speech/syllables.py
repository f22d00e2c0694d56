"""What is said, divided among voices: pinyin for one, Latin words for the other."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from db.fields.text import Language

if TYPE_CHECKING:
    from desktop.pinyin.reader import Reader

_HANZI: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff]")
_RUNS: Final = re.compile(rf"{_HANZI.pattern}+|(?:(?!{_HANZI.pattern}).)+", re.DOTALL)
_BEFORE_PAUSE: Final = re.compile(r"\s+(?=[,.;!?])")
_LATIN_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_UNKNOWN: Final = "yi2 ge4 bu2 ren4 shi5 de5 zi4"
"""一个不认识的字: said for a character nobody knows a reading of."""

_NARROW: Final = str.maketrans(
    {
        "，": ", ",
        "。": ". ",
        "、": ", ",
        "；": "; ",
        "：": ", ",
        "！": "! ",
        "？": "? ",
        "\n": ". ",
    }
)
_PAUSES: Final = frozenset(",.;!? ")
_LEAST_S, _MOST_S = 26.0, 90.0
"""Seconds of a syllable times the rate. Measured with espeak-ng 1.51 at rates of 80 to 450: 33
to 57, up to 65 for a character by itself. Half a sentence is below the least."""

_AROUND = 2
"""Syllables that would fit into the pauses around a sentence."""

_VOWELS: Final = re.compile(r"[aeiouy]+", re.IGNORECASE)


def in_pinyin(said: str, reader: "Reader") -> str:
    """Return what is said with every Chinese character as its pinyin, words in one piece."""
    return " ".join(part for _, part in parts_of(said, reader))


def parts_of(said: str, reader: "Reader") -> tuple[tuple[Language, str], ...]:
    """Divide what is said between a voice for pinyin and one for Latin words, in order.

    Pauses go with the words before them. A text of one language is one part.
    """
    marked: list[tuple[Language | None, str]] = []
    for word in reader.words(said):
        if word.reads:
            syllables = (read.syllable or _UNKNOWN for read in word.reads)
            marked.append((Language.ZH, f"{''.join(syllables)} "))
        else:
            text = word.text.translate(_NARROW)
            marked.append((None if set(text) <= _PAUSES else Language.EN, text))
    return _together(marked)


def parts_by_script(said: str, language: Language) -> tuple[tuple[Language, str], ...]:
    """Divide what is said among voices that read characters.

    A Chinese voice reads Latin words itself, so a Chinese text is one part.
    """
    if language is Language.ZH:
        return ((language, said),)
    marked: list[tuple[Language | None, str]] = []
    for run in _RUNS.findall(said):
        if _HANZI.match(run):
            marked.append((Language.ZH, f"{run} "))
        else:
            marked.append((None if not _LATIN_WORD.search(run) else Language.EN, run))
    return _together(marked)


def _together(
    marked: Iterable[tuple[Language | None, str]],
) -> tuple[tuple[Language, str], ...]:
    """Join neighbours of one language; pauses (``None``) belong to what is before them."""
    told = tuple(marked)
    now = next((language for language, _ in told if language is not None), Language.ZH)
    settled: list[tuple[Language, str]] = []
    for language, text in told:
        now = language or now
        settled.append((now, text))
    parts = (
        (language, " ".join("".join(text for _, text in run).split()))
        for language, run in groupby(settled, key=itemgetter(0))
    )
    return tuple((language, _BEFORE_PAUSE.sub("", text)) for language, text in parts if text)


def language_of(text: str) -> Language:
    """Return the language to say a text in: Chinese when there is any Chinese in it."""
    return Language.ZH if _HANZI.search(text) else Language.EN


def syllables_in(said: str) -> int:
    """Return about how many syllables are said: characters, and vowels of Latin words."""
    hanzi = len(_HANZI.findall(said))
    latin = _LATIN_WORD.findall(_HANZI.sub(" ", said))
    return hanzi + sum(max(1, len(_VOWELS.findall(word))) for word in latin)


def least_seconds(said: str, rate: int) -> float:
    """Return the time below which a sentence cannot have been said whole."""
    return _LEAST_S * syllables_in(said) / rate


def most_seconds(said: str, rate: int) -> float:
    """Return the time above which something other than the sentence was said."""
    pauses = sum(said.count(sign) for sign in "，。、；：！？,.;:!?\n")
    return _MOST_S * (syllables_in(said) + pauses + _AROUND) / rate
