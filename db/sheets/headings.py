"""What people write above a column, and which of our fields they mean by it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from db.domain.rosters.roster import IGNORED, RosterTarget, Sureness
from db.fields.codes import CodeEntry, code_list

_BRACKETS: Final = re.compile(r"[(\[【〔{][^)\]】〕}]*[)\]】〕}]")
_SIGNS: Final = re.compile(r"[\s*＊☆★#:：,，、。.·/／\\|_\-—–~\"'“”‘’?？!！]+")
_NUMBER: Final = re.compile(
    r"^(?P<name>\D+?)(?:第?(?P<number>\d{1,2}|[一二三四五六七八九十])(?:个|项|条)?)$"
)
_CHINESE_DIGITS: Final = "一二三四五六七八九十"
_LOOK_ALIKES: Final = str.maketrans(
    "藉己巳帐令祥祝讯侯殘業電話號證類別級縣鄉鎮戶聯係備註學歷專",
    "籍已已账龄详况训候残业电话号证类别级县乡镇户联系备注学历专",
)
"""Signs taken for one another when they are typed or copied, and traditional forms."""
_TWO_SLIPS_FROM: Final = 6
"""Headings this long may have two letters wrong, those of three to five one."""
_ONE_SLIP_FROM: Final = 3
_PART_FROM: Final = 3
"""A known heading found inside a longer one counts when it has this many letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingMatch:
    """What a heading was recognised as.

    Attributes:
        number: The number it carries when columns repeat: 推荐岗位2 has 2.
        known: The heading of our list that it is like.
    """

    canonical: str
    target: str
    sureness: Sureness
    known: str
    number: int | None = None


def plain_heading(heading: str) -> str:
    """Return a heading as it is compared: narrow, lower case, no blanks, marks or signs."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def is_known_heading(text: str) -> bool:
    """Tell whether a cell holds a heading of our list, for finding the heading rows."""
    return match_heading((text,), slips=False) is not None


@cache
def match_heading(parts: tuple[str, ...], *, slips: bool = True) -> HeadingMatch | None:
    """Return what a heading means, or ``None``.

    Args:
        parts: The heading, from the top row to the lowest. The last part counts, but all
            parts together come first.
        slips: Whether slips of the pen and headings within longer ones are understood too.
    """
    joined = "".join(parts)
    # 监测对象/类别 means more than 类别 alone.
    tries = (joined, parts[-1]) if len(parts) > 1 else (joined,)
    for text in tries:
        found = _exact(text)
        if found is not None:
            return found
    if not slips:
        return None
    for find in (_slipped, _contained):
        for text in reversed(tries):
            found = find(text)
            if found is not None:
                return found
    return None


def _exact(text: str) -> HeadingMatch | None:
    known, misspelt = _known()
    full = plain_heading(text)
    bare = plain_heading(_BRACKETS.sub("", unicodedata.normalize("NFKC", text)))
    unnumbered, number = _unnumbered(bare)
    for form, its_number in ((full, None), (bare, None), (unnumbered, number)):
        if form in known:
            return _match(known[form], Sureness.EXACT, form, its_number)
    for form in (bare, bare.translate(_LOOK_ALIKES)):
        entry = misspelt.get(form) or known.get(form)
        if entry is not None:
            return _match(entry, Sureness.LIKELY, form, None)
    return None


def _slipped(text: str) -> HeadingMatch | None:
    """Return the one known heading that is a slip or two of the pen away."""
    bare = plain_heading(_BRACKETS.sub("", unicodedata.normalize("NFKC", text)))
    bare, number = _unnumbered(bare)
    bare = bare.translate(_LOOK_ALIKES)
    if len(bare) < _ONE_SLIP_FROM:
        return None
    allowed = 2 if len(bare) >= _TWO_SLIPS_FROM else 1
    near: dict[int, dict[str, str]] = {}
    for form, entry in _known()[0].items():
        if abs(len(form) - len(bare)) <= allowed and len(form) >= _ONE_SLIP_FROM:
            distance = edit_distance(bare, form, allowed)
            if distance <= allowed:
                near.setdefault(distance, {})[entry.code] = form
    if not near:
        return None
    best = near[min(near)]
    if len(best) > 1:  # as near to two different fields: not guessed
        return None
    code, form = next(iter(best.items()))
    return _match(_entries()[code], Sureness.LIKELY, form, number)


def _contained(text: str) -> HeadingMatch | None:
    """Return the longest known heading inside a longer one."""
    bare, number = _unnumbered(plain_heading(text))
    inside = [form for form in _known()[0] if len(form) >= _PART_FROM and form in bare]
    if not inside:
        return None
    longest = max(inside, key=lambda form: (len(form), bare.rfind(form)))
    return _match(_known()[0][longest], Sureness.GUESS, longest, number)


def _match(
    entry: CodeEntry, sureness: Sureness, known: str, number: int | None
) -> HeadingMatch:
    target = entry.extra["target"]
    if number is not None and target != RosterTarget.LEAD and number > 1:
        # 联系电话2: only job leads come several to a row.
        target = IGNORED
    return HeadingMatch(
        canonical=entry.code, target=target, sureness=sureness, known=known, number=number
    )


def _unnumbered(text: str) -> tuple[str, int | None]:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text, None
    number = found["number"]
    if number in _CHINESE_DIGITS:
        return found["name"], _CHINESE_DIGITS.index(number) + 1
    return found["name"], int(number)


def edit_distance(one: str, other: str, limit: int) -> int:
    """Return how many letters differ, a swap of neighbours counting once; at most limit + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, sign in enumerate(other, 1):
            cost = min(now[-1] + 1, last[column] + 1, last[column - 1] + (letter != sign))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return limit + 1
        before, last = last, now
    return last[-1]


@cache
def _entries() -> dict[str, CodeEntry]:
    return {entry.code: entry for entry in code_list("excel_headings")}


@cache
def _known() -> tuple[dict[str, CodeEntry], dict[str, CodeEntry]]:
    """Return the plain headings of our list, and those that are known misspellings."""
    known: dict[str, CodeEntry] = {}
    for entry in _entries().values():
        for heading in (entry.label.zh, *entry.synonyms, entry.label.en):
            for form in _forms(heading):
                known.setdefault(form, entry)
    misspelt = {
        plain_heading(heading): entry
        for entry in _entries().values()
        for heading in entry.extra["typos"].split(";")
        if heading
    }
    return known, misspelt


def _forms(heading: str) -> Iterator[str]:
    yield plain_heading(heading)
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", heading))
    if len(plain_heading(bare)) > 1:
        yield plain_heading(bare)
