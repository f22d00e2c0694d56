"""Words as easy reading needs them: one sentence a line, days as people say them.

Easy reading keeps every word of the record. Two things only are written another way, both
here: running text is cut into its sentences, and a day is written out (2026-08-15 becomes
2026年8月15日, in English 15 August 2026), because a row of digits with hyphens is a number to
many readers and not a day. ``value_lines`` is the whole mapping: whoever proves that an easy
form holds a value looks for these lines.
"""

import re
from datetime import date
from typing import Final

from db.fields.text import Language, Text

_DAY: Final = re.compile(r"(?<![0-9A-Za-z-])(\d{4})-(\d{2})-(\d{2})(?![0-9A-Za-z-])", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_WRITTEN_DAY: Final = Text("{year}年{month}月{day}日", "{day} {month} {year}")
_WRITTEN_MONTH: Final = Text("{year}年{month}月", "{month} {year}")
_MONTHS: Final = (
    Text("1", "January"),
    Text("2", "February"),
    Text("3", "March"),
    Text("4", "April"),
    Text("5", "May"),
    Text("6", "June"),
    Text("7", "July"),
    Text("8", "August"),
    Text("9", "September"),
    Text("10", "October"),
    Text("11", "November"),
    Text("12", "December"),
)

_CLOSING: Final = "”’」』）】》〉\"')\\]"
_END: Final = re.compile(rf"[。！？；]+[{_CLOSING}]*|[.!?;]+[{_CLOSING}]*(?=\s)")
_ENDED: Final = re.compile(rf"[。！？；：.!?;:…][{_CLOSING}]*$")
_NOT_AN_END: Final = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|Prof|No|St|vs|approx|e\.g|i\.e|etc|[A-Za-z]|\d+)\.$"
)
"""Full stops that end a short form, an initial or the number of a point, not a sentence."""

_STOP: Final = Text("。", ".")
_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = 10
_HUNDRED: Final = 100


def value_lines(value: str, language: Language) -> tuple[str, ...]:
    """Return the lines in which a value stands in easy reading, in their order.

    Nothing is left out but the white space between lines; a blank value has no line.
    """
    month = _MONTH.fullmatch(value.strip())
    if month is not None:
        year, number = month.groups()
        return (_WRITTEN_MONTH.to(language, year=year, month=_MONTHS[int(number) - 1]),)
    return tuple(
        with_days(sentence, language)
        for line in value.splitlines()
        for sentence in _sentences(line)
    )


def with_days(text: str, language: Language) -> str:
    """Return the text with each ``YYYY-MM-DD`` in it written out.

    What is no day of the calendar, or part of a longer number, stays as it is.
    """

    def written_out(match: re.Match[str]) -> str:
        try:
            day = date.fromisoformat(match[0])
        except ValueError:
            return match[0]
        return _WRITTEN_DAY.to(
            language, year=match[1], month=_MONTHS[day.month - 1], day=day.day
        )

    return _DAY.sub(written_out, text)


def has_ended(line: str) -> bool:
    """Tell whether a line already ends as a sentence or a list heading does."""
    return _ENDED.search(line) is not None


def ended(lines: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the lines with a full stop after the last, unless it ends in some way already."""
    if not lines or not (lines[-1][-1].isalnum() or lines[-1][-1] in _CLOSING):
        return lines
    last = lines[-1] if has_ended(lines[-1]) else lines[-1] + _STOP.to(language)
    return (*lines[:-1], last)


def on_one_line(text: str) -> str:
    """Return the text with each run of white space as one blank."""
    return " ".join(text.split())


def counted(number: int) -> Text:
    """Return a number from 1 as it stands in a count: 一, 十二; from 100 on in digits."""
    return Text(_chinese(number), str(number))


def _chinese(number: int) -> str:
    if number >= _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _DIGITS[ones]
    ten = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + _DIGITS[ones] if ones else ten


def _sentences(line: str) -> list[str]:
    sentences, begin = [], 0
    for end in _END.finditer(line):
        if not _NOT_AN_END.search(line, begin, end.end()):
            sentences.append(line[begin : end.end()])
            begin = end.end()
    sentences.append(line[begin:])
    return [stripped for sentence in sentences if (stripped := sentence.strip())]
