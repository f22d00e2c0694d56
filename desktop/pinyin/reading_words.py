"""Choose the reading of each character of a word, by the word and those around it."""

from desktop.pinyin.because import Because
from desktop.pinyin.corrections import FUNCTION_WORDS, LEADERS, NEUTRAL_AT_THE_END
from desktop.pinyin.dictionary import (
    LONGEST_WORD,
    Tagged,
    ends_full,
    reading_of_word,
)
from desktop.pinyin.word import Read, read_as, read_usually

_NO_MODIFIERS = ("n", "t", "s", "q", "r", "f", "x")
"""Parts of speech that do not take the particle 地, as 高兴地 does: 空地."""
_ACTIONS = ("v", "a", "d", "p")
"""What follows it."""
_MEASURES = {"只": "zhi1", "行": "hang2", "分": "fen1", "重": "chong2", "间": "jian1"}
"""Behind a number these count things."""
_SIZES = {"长": "chang2", "重": "zhong4"}
"""Before a number these measure."""
_OPEN = (Because.IN_WORD, Because.ONLY)
_POTENTIAL = 2
"""Longer words that end in 得了 and 不了 say what can be done: 干得了."""
_BEFORE = {"调": ("到", "去", "回", "走", "往"), "转": ("一圈", "圈"), "数": ("了", "一")}
_SAID_BEFORE = {"调": "diao4", "转": "zhuan4", "数": "shu3"}
"""Verbs that have another reading before these: 调到县城, 转一圈, 数一数."""
_NOTHING: tuple[str, ...] = ()
_PAID_BACK = ("了", "给", "清", "钱", "款", "债")
"""Behind 还 these say that something was given back."""


def read_word(token: Tagged, before: Tagged | None, after: Tagged | None) -> list[Read]:
    """Return the reading of one word of a sentence.

    Args:
        token: The word and its part of speech.
        before: The word before it; a number written in digits is tagged ``m``.
        after: The word behind it.
    """
    word = token[0]
    if len(word) == 1:
        said = _by_neighbours(word, before, after)
        if said:
            return [read_as(word, said, Because.SENTENCE)]
        plain = Because.FUNCTION_WORD if word in FUNCTION_WORDS else Because.USUAL
        return [read_usually(word, plain)]
    known = reading_of_word(word)
    return _as(word, known) if known else _by_parts(word)


def _as(word: str, syllables: tuple[str, ...]) -> list[Read]:
    return [
        read_as(char, one, Because.DICTIONARY_TONE if char in "一不" else Because.WORD)
        for char, one in zip(word, syllables, strict=True)
    ]


def _by_parts(word: str) -> list[Read]:
    """Read a word the dictionary lacks by the longest words it has inside."""
    reads: list[Read] = []
    at = 0
    while at < len(word):
        # Two characters at least, and not the whole word again.
        for length in range(min(LONGEST_WORD, len(word) - at, len(word) - 1), 1, -1):
            part = word[at : at + length]
            known = reading_of_word(part)
            if known:
                reads += _as(part, known)
                at += length
                break
        else:
            reads.append(read_usually(word[at], Because.IN_WORD))
            at += 1
    if reads[-1].because in _OPEN:
        reads[-1] = _last(word, reads[-1])
    for at in range(1, len(word) - 1):
        if word[at] == "得" and reads[at].because in _OPEN:
            reads[at] = read_as("得", "de5", Because.WORD)
    return reads


def _last(word: str, usual: Read) -> Read:
    """Return the last character of a word, where suffixes have readings of their own."""
    char = word[-1]
    if word[-2:] in ("得了", "不了") and len(word) > _POTENTIAL:
        return read_as(char, "liao3", Because.WORD)
    if char in NEUTRAL_AT_THE_END:
        return read_as(char, NEUTRAL_AT_THE_END[char], Because.WORD)
    if char == "子":
        return read_as(char, "zi3" if ends_full(word) else "zi5", Because.WORD)
    if char == "长" and word[-2] in LEADERS:
        return read_as(char, "zhang3", Because.WORD)
    return usual


def _by_neighbours(word: str, before: Tagged | None, after: Tagged | None) -> str:
    """Return the reading of a word of one character that its neighbours decide, or ``""``."""
    kind_before = before[1] if before else ""
    kind_after = after[1] if after else ""
    said = ""
    if word == "地":
        particle = (
            before is not None
            and len(before[0]) > 1
            and not kind_before.startswith(_NO_MODIFIERS)
            and kind_after.startswith(_ACTIONS)
        )
        said = "de5" if particle else "di4"
    elif word == "得":
        if kind_before.startswith(("v", "a")):
            said = "de5"
        elif kind_after.startswith("v"):
            said = "dei3"
    elif word == "为":
        said = "wei2" if kind_after.startswith("m") or kind_before.startswith("v") else ""
    elif after and after[0].startswith(_BEFORE.get(word, _NOTHING)):
        said = _SAID_BEFORE[word]
    elif word == "教":
        said = "jiao1"  # the verb; in words such as 教学 it is another
    elif word == "还":
        said = "huan2" if after and after[0].startswith(_PAID_BACK) else ""
    elif kind_before == "m" and word in _MEASURES:
        said = _MEASURES[word]
    elif kind_after == "m" and word in _SIZES:
        said = _SIZES[word]
    return said
