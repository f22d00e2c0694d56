"""Choose the reading of each character of a word, by the word and those around it."""

from desktop.pinyin.because import Because
from desktop.pinyin.corrections import (
    DEGREES,
    FUNCTION_WORDS,
    LEADERS,
    NEUTRAL_AT_THE_END,
    NOT_WEI2,
    NUMERALS,
    SINGLE_BEFORE,
)
from desktop.pinyin.dictionary import (
    LONGEST_WORD,
    Tagged,
    ends_full,
    reading_of_word,
)
from desktop.pinyin.word import Read, read_as, read_usually

_NO_MODIFIERS = ("n", "t", "s", "q", "r", "f", "x")
"""Parts of speech that do not take the particle 地, as 高兴地 does: 空地."""
_MODIFIERS = ("d", "b", "z", "ad")
"""Parts of speech that 地 joins to any verb: 主动地问."""
_ACTIONS = ("v", "a", "d", "p")
"""What follows it."""
_MEASURES = {"只": "zhi1", "行": "hang2", "分": "fen1", "重": "chong2", "间": "jian1"}
"""Behind a number these count things."""
_SIZES = {"长": "chang2", "重": "zhong4"}
"""Before a number these measure."""
_OPEN = (Because.IN_WORD, Because.ONLY)
_THESE = frozenset("这那该此同各某哪何多几每两一")
"""Before 种 these make it a kind and not a deed."""
_STILL = frozenset((*"还也都就只总又必非可仍", "仍然", "还是"))
"""Before 得 these make it a duty: 还得再练."""
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
    if word == "一行" and after and after[1] == "m":
        # 督导一行三人 is a party of people, not a line of text.
        return [read_usually("一"), read_as("行", "xing2", Because.SENTENCE)]
    if len(word) == 1:
        said = _by_neighbours(word, before, after)
        if said:
            return [read_as(word, said, Because.SENTENCE)]
        plain = Because.FUNCTION_WORD if word in FUNCTION_WORDS else Because.USUAL
        return [read_usually(word, plain)]
    known = reading_of_word(word)
    if known and len(word) == len("舍不得") and word.endswith("不得"):
        known = (*known[:2], "de5")
    reads = _as(word, known) if known else _by_parts(word)
    if token[1] == "ns":
        # In names of places 都 is never the adverb: 三都, 都匀, 都拉.
        reads = [read_as("都", "du1", Because.WORD) if r.char == "都" else r for r in reads]
    return reads


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
    for at in range(1, len(word)):
        if word[at] == "得" and at < len(word) - 1 and reads[at].because in _OPEN:
            reads[at] = read_as("得", "de5", Because.WORD)
        elif word[at] == "只" and word[at - 1] in NUMERALS:
            reads[at] = read_as("只", "zhi1", Because.WORD)
    return reads


def _last(word: str, usual: Read) -> Read:
    """Return the last character of a word, where suffixes have readings of their own."""
    char = word[-1]
    if word[-2:] in ("得了", "不了") and len(word) > _POTENTIAL:
        return read_as(char, "liao3", Because.WORD)
    if char in NEUTRAL_AT_THE_END:
        return read_as(char, NEUTRAL_AT_THE_END[char], Because.WORD)
    said = ""
    if char == "子":
        said = "zi3" if ends_full(word) else "zi5"
    elif char == "为" and word[-2] not in NOT_WEI2:
        said = "wei2"
    elif char == "地" and _is_doubled(word[:-1]):
        said = "de5"
    elif char == "长" and word[-2] in LEADERS:
        said = "zhang3"
    return read_as(char, said, Because.WORD) if said else usual


def _by_neighbours(word: str, before: Tagged | None, after: Tagged | None) -> str:
    """Return the reading of a word of one character that its neighbours decide, or ``""``."""
    kind_before = before[1] if before else ""
    kind_after = after[1] if after else ""
    said = SINGLE_BEFORE.get((word, after[0]), "") if after else ""
    if said:
        pass
    elif word == "地":
        said = "de5" if _is_particle(before, after) else "di4"
    elif word == "得":
        said = _said_de(before, after)
    elif word == "种":
        counts = before is not None and (before[1] == "m" or before[0] in _THESE)
        said = "zhong3" if counts or not kind_after or kind_after.startswith("x") else "zhong4"
    elif word == "只":
        said = "zhi1" if before and before[0][-1:] in NUMERALS else ""
    elif word == "长":
        # 他长了湿疹, but 时间长了.
        grows = kind_before.startswith(("r", "nr")) and after is not None and after[0] == "了"
        said = "zhang3" if grows else "chang2" if kind_after == "m" else ""
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


def _is_doubled(word: str) -> bool:
    """Say whether a word ends in a doubled character, as 稳稳 and 高高兴兴 do."""
    return len(word) > 1 and word[-1] == word[-2]


def _is_particle(before: Tagged | None, after: Tagged | None) -> bool:
    """Say whether 地 between two words makes the first say how the second is done."""
    if before is None or len(before[0]) < 2:  # noqa: PLR2004 - a word of one character
        return False
    if before[1].startswith(_MODIFIERS) or _is_doubled(before[0]):
        # The tags of what follows cannot be relied on: 问 and 学会 count as nouns.
        return after is not None and after[1] != "x"
    acts = after is not None and after[1].startswith(_ACTIONS)
    return acts and not before[1].startswith(_NO_MODIFIERS)


def _said_de(before: Tagged | None, after: Tagged | None) -> str:
    """Return the reading of 得 as a word of its own, or ``""``: 做得好, 还得去."""
    kind_before = before[1] if before else ""
    kind_after = after[1] if after else ""
    if kind_before.startswith(("v", "a")):
        return "de5"
    if before is not None and before[0] not in _STILL and after and after[0] in DEGREES:
        return "de5"
    obliged = kind_after.startswith("v") or (
        before is not None and before[0] in _STILL and kind_after.startswith(_ACTIONS)
    )
    return "dei3" if obliged else ""
