"""What the dictionaries say: readings of characters and words, and their divisions.

The data is that of pypinyin (MIT) and of jieba (MIT, in rjieba), with words and places of our
own. No document adds anything to them, so none can change how another is read. Loading takes
about half a second, so it happens when the first text is read.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from db.domain.papers.pinyin_syllables import syllable_of
from db.fields.codes import code_list
from desktop.pinyin.corrections import (
    CHARACTERS,
    FULL_TONE_BEFORE_ZI,
    KINSHIP,
    OWN_WORDS,
    TITLES,
    WORDS,
)

LONGEST_WORD = 8
"""Characters of the longest word that is looked up as a whole."""

_OFTEN = 2_000
"""How often a word of our own counts as seen, so that it wins over its parts."""
_LONGEST_PLACE = 5
"""Characters of a place that is written as one word: 煎茶镇, 新华路街道."""
_SEEN_AT_LEAST = 2
"""Words a reading occurs in before it counts as one that a reader has to choose from."""

_ONE_TONE = {"一": "yi1", "不": "bu4"}
"""Characters whose tone changes in speech. Braille and dictionaries write the first one."""

Tagged = tuple[str, str]


def readings_of(character: str) -> tuple[str, ...]:
    """Return every reading of a character, the most usual first; empty when there is none."""
    return _readings(character)


def real_choices(character: str) -> tuple[str, ...]:
    """Return the readings a reader may have to choose from, the most usual first.

    Large dictionaries list readings nobody has met for most characters (他 as tuó). Only those
    that words of the dictionary use count, unless none does.
    """
    return _choices(character)


def reading_of_word(word: str) -> tuple[str, ...]:
    """Return the reading of a word the dictionary knows, or nothing."""
    corrected = WORDS.get(word)
    if corrected is not None:
        return tuple(corrected.split())
    if len(word) == 2 and word[0] == word[1] and word[0] in KINSHIP:  # noqa: PLR2004 - 妈妈
        first = readings_of(word[0])[0]
        return (first, first[:-1] + "5")
    return _of_phrase(word)


def divided(run: str) -> list[Tagged]:
    """Return the words of a run of Chinese characters, each with its part of speech."""
    found: list[Tagged] = []
    for word, tag in _divider().tag(run, False):
        if len(word) == 3 and word[1:] in TITLES:  # noqa: PLR2004 - 仇先生
            found += [(word[0], "nr"), (word[1:], "n")]
        else:
            found.append((word, tag))
    return found


@lru_cache(maxsize=16384)
def _of_phrase(word: str) -> tuple[str, ...]:
    marked = _phrases().get(word)
    if marked is None or len(marked) != len(word):
        return ()
    said = (_plain(one[0]) for one in marked)
    return tuple(_ONE_TONE.get(sign, one) for sign, one in zip(word, said, strict=True))


@lru_cache(maxsize=16384)
def _readings(character: str) -> tuple[str, ...]:
    if character in _ONE_TONE:
        return (_ONE_TONE[character],)
    written = _characters().get(ord(character), "")
    found = dict.fromkeys(filter(None, map(_plain, written.split(","))))
    first = CHARACTERS.get(character)
    if first is not None:
        found = {first: None} | found
    return tuple(found)


@lru_cache(maxsize=16384)
def _choices(character: str) -> tuple[str, ...]:
    readings = _readings(character)
    if len(readings) < 2:  # noqa: PLR2004 - nothing to choose from
        return readings
    used = _uses().get(character, Counter())
    real = tuple(one for one in readings if used[one] >= _SEEN_AT_LEAST)
    if not real:
        return readings
    return real if readings[0] in real else (readings[0], *real)


@cache
def _plain(marked: str) -> str:
    """Return one marked syllable with its digit; ``""`` for sounds that are no syllable."""
    syllable = syllable_of(marked)
    if not syllable.is_known:
        return ""
    return f"{syllable.letters}{syllable.tone or '5'}"


@cache
def _uses() -> Mapping[str, Counter[str]]:
    """Count, for each character, in how many words each of its readings occurs."""
    marked: Counter[tuple[str, str]] = Counter()
    for word, reading in _phrases().items():
        if len(word) == len(reading):
            marked.update((sign, one[0]) for sign, one in zip(word, reading, strict=True))
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (sign, one), count in marked.items():
        found[sign][_plain(one)] += count
    return found


@cache
def _phrases() -> Mapping[str, Sequence[Sequence[str]]]:
    # As in db.search: pypinyin would make a second copy of its phrases when it is imported.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415 - loads in half a second

    found: Mapping[str, Sequence[Sequence[str]]] = phrases_dict
    return found


@cache
def _characters() -> Mapping[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - 65 ms, and 42,000 entries

    found: Mapping[int, str] = pinyin_dict
    return found


@cache
def _divider() -> Any:
    import rjieba  # noqa: PLC0415 - its dictionary loads in a tenth of a second

    divider = rjieba.Jieba()
    for word in OWN_WORDS:
        divider.add_word(word, _OFTEN, "n")
    for places in ("divisions", "townships"):
        for place in code_list(places):
            if len(place.label.zh) <= _LONGEST_PLACE:
                divider.add_word(place.label.zh, _OFTEN, "ns")
    return divider


def ends_full(word: str) -> bool:
    """Say whether the 子 at the end of a word keeps its tone, as in 电子 but not in 桌子."""
    return len(word) > 1 and word[-2] in FULL_TONE_BEFORE_ZI
