"""Word division: which syllables are written together.

The words are those of jieba without guesses (its model for unknown words glues strangers
together). Braille joins some of them again. The joins here follow the examples of
GF 0019-2018 and the rules of GB/T 15720-2008 as we know them; ``desktop.braille.doubts`` asks a
proofreader about them.
"""

from desktop.pinyin.dictionary import Tagged

JOINED_TO_THE_LEFT = frozenset("的了着们")
"""Particles written with the word before them: 我的, 来了, 看着, 他们."""

SUFFIXES = frozenset("员者性化")
"""Written with a word of two syllables and more: 分拣员."""
_VERBS = ("v", "a")

_NOT = "不"
_TO_THE_RIGHT_OF_NOT = ("v", "a", "d", "p", "z", "i")


def joins_left(token: Tagged, before: Tagged | None, reading: tuple[str, ...]) -> bool:
    """Say whether a word is written together with the one right before it."""
    word, _tag = token
    if before is None:
        return False
    if word in JOINED_TO_THE_LEFT:
        return True
    if word in SUFFIXES:
        return len(before[0]) > 1 and before[1].startswith(("n", "v"))
    if word == "过":
        return before[1].startswith(_VERBS)
    if word in ("地", "得"):
        return reading == ("de5",)
    return before[0] == _NOT and len(word) == 1 and token[1].startswith(_TO_THE_RIGHT_OF_NOT)
