"""Where a line of Chinese text may end.

The rules are those of Chinese composition (GB/T 15834 for marks that may not begin or end a
line), with dates, numbers, foreign words and given names kept whole.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

NEVER_FIRST = frozenset(
    "，。、；：？！）》〉」』】〕］｝〗〙”’…—～·•％‰℃℉°′″々ー－,.;:?!)]}>%‧"
)
"""Marks that never begin a line."""

NEVER_LAST = frozenset("（《〈「『【〔［｛〖〘“‘([{<＃#￥¥$€£№第")
"""Marks that never end a line; 第 belongs to the number after it."""

_FIRST_EAST_ASIAN = "\u2e80"
_PUNCTUATION_BETWEEN_WORDS = frozenset("…—“”‘’·•‧")
_KEPT_WHOLE = re.compile(
    r"\d{1,4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?)?"
    r"|\d{1,2}\s?月\s?\d{1,2}\s?[日号]"
    r"|[A-Za-z]+[’'][A-Za-z]+"
    r"|(?<!\d)\d{3,4}[ -]\d{3,4}[ -]?\d{3,4}(?!\d)"
    r"|\d[\d,.]*\s?[－–~～—-]\s?\d[\d,.:]*"
    r"|\d+＊+\d*"
)
"""Dates, contractions, telephone numbers in groups, ranges, and numbers partly hidden."""

_CLOSE_ENOUGH = 1e-6


def break_lines(
    text: str, widths: Sequence[float], room: float, *, whole_words: Sequence[str] = ()
) -> list[tuple[int, int]]:
    """Return the start and end of each line of ``text``.

    The lines together are the whole text: a blank at a line's end stays with that line and
    may stand in the margin.

    Args:
        text: One paragraph without line breaks.
        widths: The width of each character, in points.
        room: The width of a line, in points.
        whole_words: Words kept on one line wherever they fit on one.
    """
    ends = list(accumulate(widths))
    if not text or ends[-1] <= room + _CLOSE_ENOUGH:
        return [(0, len(text))]
    breaks = [*allowed_breaks(text, whole_words), len(text)]
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _line_end(text, start, ends, room, breaks)
        lines.append((start, end))
        start = end
    return lines


def longest_unit(text: str, widths: Sequence[float], whole_words: Sequence[str] = ()) -> float:
    """Return the width, in points, of the widest piece of ``text`` that may not be broken."""
    ends = [0.0, *accumulate(widths)]
    cuts = [0, *allowed_breaks(text, whole_words), len(text)]
    return max(
        (ends[b] - ends[a] for a, b in pairwise(cuts)),
        default=0.0,
    )


def allowed_breaks(text: str, whole_words: Sequence[str] = ()) -> list[int]:
    """Return the places, in ascending order, before which a new line may begin."""
    forbidden: set[int] = set()
    for match in _KEPT_WHOLE.finditer(text):
        forbidden.update(range(match.start() + 1, match.end()))
    for word in whole_words:
        at = text.find(word) if word else -1
        while at >= 0:
            forbidden.update(range(at + 1, at + len(word)))
            at = text.find(word, at + len(word))
    return [
        place
        for place in range(1, len(text))
        if place not in forbidden and _may_break(text, place)
    ]


def _line_end(
    text: str, start: int, ends: Sequence[float], room: float, breaks: Sequence[int]
) -> int:
    before = ends[start - 1] if start else 0.0
    fits = bisect_right(ends, before + room + _CLOSE_ENOUGH)
    if fits >= len(text):
        return len(text)
    after_blanks = max(fits, start)
    while after_blanks < len(text) and text[after_blanks].isspace():
        after_blanks += 1
    at = bisect_right(breaks, after_blanks) - 1
    if at >= 0 and breaks[at] > start:
        return breaks[at]
    # One unit is wider than the line: it is cut, but still not before a closing mark.
    cut = max(fits, start + 1)
    while cut > start + 1 and (text[cut] in NEVER_FIRST or text[cut - 1] in NEVER_LAST):
        cut -= 1
    return cut


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after.isspace() or after in NEVER_FIRST or before in NEVER_LAST or _joins(after):
        return False
    if before == "\u00a0":
        return False
    if before.isspace():
        return not _blank_that_joins(text, place)
    if before in "·‧" or (before.isdigit() and not _foreign(after)):
        return False
    return not (_foreign(before) and _foreign(after))


def _blank_that_joins(text: str, place: int) -> bool:
    """Tell whether the blank before ``place`` is as in ``刘 洋``, ``24 小时``, ``第 3``."""
    last = place - 1
    while last >= 0 and text[last].isspace():
        last -= 1
    if last < 0:
        return False
    before = text[last]
    if before in NEVER_LAST:
        return True
    one_blank = text[last + 1 : place] == " "
    return one_blank and (_ideograph(before) or before.isdigit()) and _ideograph(text[place])


def _foreign(character: str) -> bool:
    return (
        character < _FIRST_EAST_ASIAN
        and not character.isspace()
        and character not in NEVER_LAST
        and character not in _PUNCTUATION_BETWEEN_WORDS
    )


def _ideograph(character: str) -> bool:
    return character >= _FIRST_EAST_ASIAN and unicodedata.category(character) == "Lo"


def _joins(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}
