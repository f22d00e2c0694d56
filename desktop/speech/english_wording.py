"""Numbers, dates, telephones and abbreviations of an English text, as they are said."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from db.fields.text import Language
from desktop.speech.numerals import (
    cardinal_en,
    digits_en,
    month_en,
    number_en,
    ordinal_en,
    year_en,
)
from desktop.speech.rewording import AMOUNT, Rule, before, reword, rule
from desktop.speech.symbols import BLANK, NO_GLYPH, UNIT, narrowed, unit_said

_EN: Final = Language.EN
_PAUSE: Final = ", "
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_MONTHS, _MONTH_DAYS = 12, 31
_LONG_DIGITS = 7
"""Digits without commas: from here on they are a number of something and no amount."""

_BEFORE_YEARS: Final = frozenset(
    {"in", "since", "until", "from", "of", "by", "before", "after", "during", "year"}
    | {month_en(month).lower() for month in range(1, 13)}
)
_ABBREVIATION: Final = re.compile(r"[A-Z]{2,4}")
_READ_AS_WORDS: Final = frozenset({"com", "net", "org", "edu", "gov"})
_ADDRESS_SIGNS: Final = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", ":": "colon", "@": "at",
    "?": "question mark", "=": "equals", "&": "and", "%": "percent", "+": "plus", "#": "hash",
    "~": "tilde",
}  # fmt: skip
_COMMAS: Final = re.compile(r"[ \t]*[,，](?:[ \t]*[,，])*[ \t]*")
_COMMA_BESIDE: Final = re.compile(
    r",[ \t]*(?=[.!?;:。！？；：、])|(?<=[.!?;:。！？；：、\n])[ \t]*,|^\s*,|,\s*$"
)
_BLANK_BEFORE: Final = re.compile(r"[ \t]+(?=[.!?;:,](?:\s|$))")


def english(text: str) -> str:
    """Return an English text as it is said."""
    said = reword(narrowed(text), _RULES, _EN)
    said = _COMMA_BESIDE.sub(" ", _COMMAS.sub(_PAUSE, said))
    lines = (" ".join(line.split()) for line in said.split("\n"))
    return "\n".join(_BLANK_BEFORE.sub("", line) for line in lines).strip()


def _groups(groups: Iterable[str | None]) -> str:
    """Return groups of digits and letters one by one, a pause between the groups."""
    return _PAUSE.join(_one_by_one(group) for group in groups if group)


def _one_by_one(group: str) -> str:
    parts = re.findall(r"\d|[A-Za-z]", group)
    return " ".join(digits_en(part) if part.isdigit() else part.upper() for part in parts)


def _paused(said: str) -> str:
    return f"{_PAUSE}{said}{_PAUSE}"


def _apart(said: str) -> str:
    return f" {said} "


def _numbered(found: re.Match[str]) -> str:
    return _paused(_groups(found.groups()))


def _masked(found: re.Match[str]) -> str:
    head, stars, tail = found.groups()
    count = cardinal_en(len(stars))
    where = "in the middle " if head and tail else "" if not (head or tail) else "more "
    hidden = f"{count} {where}hidden"
    parts = (_one_by_one(head), hidden, _one_by_one(tail))
    return _paused(_PAUSE.join(part for part in parts if part))


def _is_year(digits: str) -> bool:
    return _FIRST_YEAR <= int(digits) <= _LAST_YEAR


def _day(found: re.Match[str]) -> str | None:
    year, _, month, day = found.groups()
    if not (_is_year(year) and 1 <= int(month) <= _MONTHS and 1 <= int(day) <= _MONTH_DAYS):
        return None
    return _apart(f"the {ordinal_en(int(day))} of {month_en(int(month))} {year_en(year)}")


def _month(found: re.Match[str]) -> str | None:
    year, month = found.groups()
    if not (_is_year(year) and 1 <= int(month) <= _MONTHS):
        return None
    return _apart(f"{month_en(int(month))} {year_en(year)}")


def _years(found: re.Match[str]) -> str | None:
    first, last = found.groups()
    if not (_is_year(first) and _is_year(last) and int(first) < int(last)):
        return None
    return _apart(f"{year_en(first)} to {year_en(last)}")


def _year(found: re.Match[str]) -> str | None:
    words = found.string[: found.start()].split()
    is_year = bool(words) and words[-1].strip("(").lower() in _BEFORE_YEARS
    return _apart(year_en(found[1])) if is_year and _is_year(found[1]) else None


def _time(found: re.Match[str]) -> str:
    hour, minute, second = found.groups()
    said = cardinal_en(int(hour))
    if minute == "00" and second is None:
        return _apart(f"{said} o'clock")
    said += (" oh " if minute[0] == "0" else " ") + cardinal_en(int(minute))
    return _apart(said + (f" and {cardinal_en(int(second))} seconds" if second else ""))


def _mobile(found: re.Match[str]) -> str:
    country, *groups = found.groups()
    return _paused(("plus eight six, " if country else "") + _groups(groups))


def _landline(found: re.Match[str]) -> str:
    *groups, extension = found.groups()
    more = f", extension {digits_en(extension)}" if extension else ""
    return _paused(_groups(groups) + more)


def _address(found: re.Match[str]) -> str:
    said: list[str] = []
    for part in re.findall(r"[A-Za-z]+|\d+|.", found[0].split("://")[-1].rstrip("/")):
        if part.isdigit():
            said.append(digits_en(part))
        elif part.isalpha():
            word = part.lower()
            said.append(word if word in _READ_AS_WORDS else " ".join(part.upper()))
        else:
            said.append(_ADDRESS_SIGNS.get(part, ""))
    return _paused(" ".join(said))


def _percent(found: re.Match[str]) -> str:
    minus, number, sign = found.groups()
    name = "percent" if sign == "%" else "per mille"
    return _apart(("minus " if minus else "") + f"{number_en(number)} {name}")


def _fraction(found: re.Match[str]) -> str:
    over, under = int(found[1]), int(found[2])
    joint = "over" if over < under else "slash"
    return _apart(f"{cardinal_en(over)} {joint} {cardinal_en(under)}")


def _money(found: re.Match[str]) -> str:
    name = {"¥": "yuan", "$": "dollars", "€": "euros", "£": "pounds"}[found[1]]
    return _apart(f"{number_en(found[2])} {name}")


def _dash(found: re.Match[str]) -> str:
    previous = before(found)
    if not previous or previous in ":,;(=":
        return " minus " if found[0].strip() in "-−" else _PAUSE
    follows_number = previous.isdigit() or previous in "%‰°℃"
    return " to " if follows_number else _PAUSE


def _number(found: re.Match[str]) -> str:
    number, ending = found[1], found[2]
    if ending:
        return _apart(ordinal_en(int(number.replace(",", ""))))
    if number.isdigit() and len(number) >= _LONG_DIGITS:
        return _paused(_groups(re.findall(r"\d{1,4}", number)))
    return _apart(number_en(number))


def _word(found: re.Match[str]) -> str:
    word = found[0].replace("’", "'")
    return " ".join(word) if _ABBREVIATION.fullmatch(word) else word


def _fixed(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: words


_RULES: Final[tuple[Rule, ...]] = (
    rule(r"〔U\+[0-9A-F]{4,6}〕", _fixed(_apart(NO_GLYPH.en))),
    rule(r"[_＿]{2,}", _fixed(_paused(BLANK.en))),
    rule(r"(?:https?://|www\.)[\x21-\x7e]*[\w/]", _address),
    rule(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", _address),
    rule(r"([0-9A-Za-z]*)[ -]?([*＊×]{2,}|＊)[ -]?([0-9A-Za-z]*)", _masked),
    rule(r"(\d{6})-(\d{4})-([0-9A-Z]{3,9})(?!\w)", _numbered),
    rule(r"(\d{6}) ?(\d{8}) ?(\d{3}[0-9Xx])(?: ?(\d{2})(?:(B\d{1,2}))?)?(?!\w)", _numbered),
    rule(r"(\d{6})(\d{6})(\d{3})(?!\w)", _numbered),
    rule(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)T?", _day),
    rule(r"(\d{4})[-/](\d{1,2})(?![\d/-])", _month),
    rule(r"(\d{4}) ?[-–—~] ?(\d{4})(?!\d|-)", _years),
    rule(r"(\d{4})(?![\d,.:/-]\d|\d)", _year),
    rule(r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])", _time),
    rule(
        r"(\d{1,3})[:∶](\d{1,3})(?![\d:])",
        lambda f: _apart(f"{number_en(f[1])} to {number_en(f[2])}"),
    ),
    rule(r"(\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)", _mobile),
    rule(r"([48]00)-?(\d{3,4})-?(\d{3,4})(?: ?ext\.? ?(\d{1,6}))?(?!\d)", _landline),
    rule(
        r"\(?(0\d{2,3})\)?[- ]?(\d{3,4})[- ]?(\d{4})(?:(?:-| ?ext\.? ?)(\d{1,6}))?(?!\d)",
        _landline,
    ),
    rule(r"(12345|12333|12385|12348)(?![\d,.]\d|\d)", lambda f: _apart(digits_en(f[1]))),
    rule(rf"([-−])?({AMOUNT}) ?([%‰])", _percent),
    rule(r"(\d{1,3})/(\d{1,3})(?![\d/])", _fraction),
    rule(rf"({AMOUNT}) ?[×*xX] ?(?=\d)", lambda f: _apart(f"{number_en(f[1])} by")),
    rule(rf"([¥$€£]) ?({AMOUNT})", _money),
    rule(
        rf"({AMOUNT}) ?({UNIT})(?![A-Za-z0-9²³])",
        lambda f: _apart(f"{number_en(f[1])} {unit_said(f[2], _EN)}"),
    ),
    rule(
        r"\d+(?:\.\d+){2,}",
        lambda f: _apart(" point ".join(number_en(n) for n in f[0].split("."))),
    ),
    rule(
        r"(?=[A-Z-]*\d)[0-9A-Z]+(?:-[0-9A-Z]+){2,}(?!\w)",
        lambda f: _paused(_groups(f[0].split("-"))),
    ),
    rule(rf"({AMOUNT})(st|nd|rd|th)(?![A-Za-z0-9])", _number),
    rule(
        r"(?:[A-Za-z]*\d[0-9A-Za-z]*-)*(?=\w*[A-Za-z])(?=\w*\d)[0-9A-Za-z]+(?:-\w+)*",
        lambda f: _apart(_groups(f[0].split("-"))),
    ),
    rule(r"[A-Z]{2,}(?:-\d+)+", lambda f: _apart(_groups(f[0].split("-")))),
    rule(r"[ ]?[-–—~−]+[ ]?(?=[\d¥$])", _dash),
    rule(rf"({AMOUNT})()", _number),
    rule(r"[A-Za-z]+(?:['’][A-Za-z]+)*(?:-(?=[A-Za-z])[A-Za-z]+)*", _word),
)
