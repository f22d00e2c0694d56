"""How near a day is, in words and in tone: 逾期 3 天, 今天, 还有 5 天."""

from datetime import date

from db.fields.text import Text
from desktop.language import tr

_LATE = Text("逾期 {days} 天", "{days} days late")
_LATE_ONE = Text("逾期 1 天", "1 day late")
_TODAY = Text("今天", "today")
_LEFT = Text("还有 {days} 天", "in {days} days")
_LEFT_ONE = Text("还有 1 天", "tomorrow")
_BOTH = Text("{day}（{how_near}）", "{day} ({how_near})")


def due_words(on: date | None, today: date) -> str:
    """Return how near the day is; nothing for no day."""
    if on is None:
        return ""
    days = (on - today).days
    if days < 0:
        return tr(_LATE_ONE if days == -1 else _LATE, days=-days)
    if days == 0:
        return tr(_TODAY)
    return tr(_LEFT_ONE if days == 1 else _LEFT, days=days)


def due_tone(on: date | None, today: date) -> str:
    """Return late for a day that is past, due for today, else nothing."""
    if on is None or on > today:
        return ""
    return "due" if on == today else "late"


def day_and_due(on: date | None, today: date) -> str:
    """Return the day and, when it is today or past, that it is."""
    if on is None:
        return ""
    if on > today:
        return on.isoformat()
    return tr(_BOTH, day=on.isoformat(), how_near=due_words(on, today))
