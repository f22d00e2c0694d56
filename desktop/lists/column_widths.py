"""How wide the columns of a table are: what they hold, within the room there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WIDEST_SHARE = 0.6
"""Of the room: a column of a table that scrolls sideways leaves a part of the next in sight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a column would like, in pixels.

    Attributes:
        heading: What its heading needs; it always gets that.
        content: What its widest value needs.
        base: What it is worth when room is short; no value is worth more before the others
            have theirs.
        takes_rest: Whether it takes what is left over when every column has its base.
    """

    heading: int
    content: int
    base: int
    takes_rest: bool

    @property
    def least(self) -> int:
        """The width below which it says too little: heading, and content up to the base."""
        return max(self.heading, min(self.content, self.base))

    @property
    def whole(self) -> int:
        """The width at which nothing of it is cut."""
        return max(self.heading, self.content)


def shared_out(room: int, wishes: Sequence[Wish]) -> list[int]:
    """Return the columns' widths.

    What a column does not need goes first to columns that are cut, then to those whose base
    is wider than what they hold, then to those that take the rest. When even the least is
    more than ``room`` the table scrolls sideways, and then nothing needs to be cut short.
    """
    widths = [wish.least for wish in wishes]
    if sum(widths) > room:
        most = round(room * _WIDEST_SHARE)
        return [max(wish.least, min(wish.whole, most)) for wish in wishes]
    _raise_to(widths, room, [wish.whole for wish in wishes])
    _raise_to(widths, room, [0 if wish.takes_rest else wish.base for wish in wishes])
    takers = [at for at, wish in enumerate(wishes) if wish.takes_rest]
    _share(widths, room, takers, lambda _at, share: share)
    return widths


def _raise_to(widths: list[int], room: int, goals: Sequence[int]) -> None:
    """Widen towards ``goals``; who lacks least is served first, the others share evenly."""
    short = [at for at, goal in enumerate(goals) if goal > widths[at]]
    short.sort(key=lambda at: goals[at] - widths[at])
    _share(widths, room, short, lambda at, share: min(share, goals[at] - widths[at]))


def _share(
    widths: list[int], room: int, takers: Sequence[int], take: Callable[[int, int], int]
) -> None:
    for served, at in enumerate(takers):
        share = (room - sum(widths)) // (len(takers) - served)
        widths[at] += take(at, share)
