"""How near a day is, in words and in tone: 逾期 3 天, 今天, 还有 5 天."""

from datetime import date

from db.fields.text import Text
from desktop.language import tr

_LATE = Text("逾期 {days} 天", "{days} days overdue")
_TODAY = Text("今天", "today")
_LEFT = Text("还有 {days} 天", "in {days} days")
_BOTH = Text("{day}（{how_near}）", "{day} ({how_near})")


def due_words(on: date | None, today: date) -> str:
    """Return how near the day is; nothing for no day."""
    if on is None:
        return ""
    days = (on - today).days
    if days < 0:
        return tr(_LATE, days=-days)
    return tr(_LEFT, days=days) if days else tr(_TODAY)


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
