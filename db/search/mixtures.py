"""Letters that are neither pinyin nor initials but both: ranlf, rlongfei, zxiaom.

Each part stands for one syllable: the whole of it, its first letter, or, at the end of what was
typed, any beginning of it. The index knows beginnings of a name's pinyin from each syllable on
and pieces of its initials; a mixture is said in those.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from db.search.syllables import BEGINNINGS, LONGEST_SYLLABLE, SYLLABLES

PARTS = 4
"""Most parts read at one time. The few longer names are read from both ends."""

END_PARTS = 3
"""How many parts are read at each end then."""

_MOST_LETTERS = PARTS * LONGEST_SYLLABLE * 2
"""Mixtures longer than this are not read: nobody types eight syllables in full."""

_FEWEST_LETTERS = 3
"""Two letters are one syllable or two initials."""


@dataclass(frozen=True, slots=True, order=True)
class Mixture:
    """One way to read letters as parts of neighbouring syllables.

    Attributes:
        initials: First letter of each part.
        runs: Neighbouring whole syllables, each run with the letters typed of the next one.
        leads: The first run given begins where the initials do.
    """

    initials: str
    runs: tuple[str, ...]
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixtures:
    """All ways to read letters as a mixture.

    Attributes:
        whole: Readings in up to ``PARTS`` parts.
        heads: The first ``END_PARTS`` parts of longer readings, with the longest run alone.
        tails: Their last ``END_PARTS`` parts, likewise.
    """

    whole: tuple[Mixture, ...] = ()
    heads: tuple[Mixture, ...] = ()
    tails: tuple[Mixture, ...] = ()


_NONE = Mixtures()


@lru_cache(maxsize=256)
def mixtures_of(letters: str) -> Mixtures:
    """Return how letters can be read as a mixture.

    Whole syllables alone and initials alone are none: they are searched as pinyin and initials.
    """
    if not _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
        return _NONE
    ends = _ends(letters)
    reached, leading = _reached(ends), _leading(ends)
    whole: set[Mixture] = set()
    heads: set[Mixture] = set()
    tails: set[Mixture] = set()
    for parts in _readings(letters, ends, 0, leading, PARTS):
        if sum(map(len, parts)) == len(letters):
            if any(len(part) > 1 for part in parts) and _has_initial(parts):
                whole.add(_mixture(parts, complete=True))
        else:
            heads.add(_end(_mixture(parts[:END_PARTS], complete=False)))
    for start in sorted(reached & leading - {0}):
        for parts in _readings(letters, ends, start, leading, END_PARTS):
            if len(parts) == END_PARTS and start + sum(map(len, parts)) == len(letters):
                tails.add(_end(_mixture(parts, complete=True)))
    return Mixtures(
        whole=tuple(sorted(whole)), heads=tuple(sorted(heads)), tails=tuple(sorted(tails))
    )


def _ends(letters: str) -> list[list[int]]:
    """Return for each place where a part that begins there may end."""
    ends: list[list[int]] = []
    for start in range(len(letters)):
        here = []
        for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(letters)) + 1):
            part = letters[start:end]
            cut_short = end in {start + 1, len(letters)} and part in BEGINNINGS
            if cut_short or part in SYLLABLES:
                here.append(end)
        ends.append(here)
    return ends


def _reached(ends: list[list[int]]) -> set[int]:
    """Return the places that parts from the first letter on can come to."""
    reached = {0}
    for start, here in enumerate(ends):
        if start in reached:
            reached.update(here)
    return reached


def _leading(ends: list[list[int]]) -> set[int]:
    """Return the places from which parts can come to the end."""
    leading = {len(ends)}
    for start in range(len(ends) - 1, -1, -1):
        if not leading.isdisjoint(ends[start]):
            leading.add(start)
    return leading


def _readings(
    letters: str, ends: list[list[int]], start: int, leading: set[int], most: int
) -> Iterator[list[str]]:
    """Yield the parts from a place on, up to ``most``; those after them are left out."""
    waiting: list[tuple[int, ...]] = [(start,)]
    while waiting:
        cuts = waiting.pop()
        if cuts[-1] == len(ends) or len(cuts) > most:
            yield [letters[i:j] for i, j in pairwise(cuts)]
        else:
            waiting += [(*cuts, end) for end in ends[cuts[-1]] if end in leading]


def _has_initial(parts: list[str]) -> bool:
    return any(len(part) == 1 for part in parts[:-1])


def _mixture(parts: list[str], *, complete: bool) -> Mixture:
    runs: list[str] = []
    open_run = leads = False
    for place, part in enumerate(parts):
        if open_run:
            runs[-1] += part
        elif len(part) > 1:
            runs.append(part)
            leads = leads or place == 0
        last = complete and place == len(parts) - 1
        open_run = len(part) > 1 and not last
    return Mixture("".join(part[0] for part in parts), tuple(runs), leads)


def _end(mixture: Mixture) -> Mixture:
    """Return the mixture with its longest run alone: fewer tokens to look up, as telling."""
    if len(mixture.runs) <= 1:
        return mixture
    longest = max(mixture.runs, key=len)
    leads = mixture.leads and longest == mixture.runs[0]
    return Mixture(mixture.initials, (longest,), leads)
