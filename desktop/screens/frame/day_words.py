"""Days as people say them: the year only when it is another one."""

from datetime import date

from db.fields.text import Language, Text
from desktop.language import current, tr

_WITH_WEEKDAY = Text("{day} {weekday}", "{weekday} {day}")
_WEEKDAYS = (
    Text("星期一", "Monday"),
    Text("星期二", "Tuesday"),
    Text("星期三", "Wednesday"),
    Text("星期四", "Thursday"),
    Text("星期五", "Friday"),
    Text("星期六", "Saturday"),
    Text("星期日", "Sunday"),
)
_MONTHS = (
    Text("1月", "January"),
    Text("2月", "February"),
    Text("3月", "March"),
    Text("4月", "April"),
    Text("5月", "May"),
    Text("6月", "June"),
    Text("7月", "July"),
    Text("8月", "August"),
    Text("9月", "September"),
    Text("10月", "October"),
    Text("11月", "November"),
    Text("12月", "December"),
)
_DAY = Text("{month}{day}日", "{day} {month}")
_DAY_AND_YEAR = Text("{year}年{month}{day}日", "{day} {month} {year}")


def day_words(day: date, today: date) -> str:
    """Return a day as it is said in ``today``'s year: 11月20日, or 2025年11月20日."""
    shape = _DAY if day.year == today.year else _DAY_AND_YEAR
    return tr(shape, year=day.year, month=_MONTHS[day.month - 1], day=day.day)


def day_and_weekday(day: date) -> str:
    """Return a day of this year with its weekday: 11月23日 星期一."""
    return tr(_WITH_WEEKDAY, day=day_words(day, day), weekday=_WEEKDAYS[day.weekday()])


def joined(parts: list[str], zh: str = " · ", en: str = " · ") -> str:
    """Return what there is of ``parts`` side by side."""
    return (zh if current() is Language.ZH else en).join(part for part in parts if part)
