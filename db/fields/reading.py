"""Read what a person typed or what a spreadsheet cell holds: one reader for all of them."""

import re
import unicodedata
from datetime import date, timedelta
from typing import assert_never

from db.fields.codes import code_list
from db.fields.field import (
    CertificateNumber,
    Code,
    Day,
    IdentityNumber,
    Line,
    Money,
    Month,
    NamedField,
    PersonName,
    Phone,
    Prose,
    Several,
    Value,
    Whole,
    YesNo,
)
from db.fields.numbers import identity_parts, is_certificate_number, looks_cut_by_spreadsheet
from db.fields.problem import Problem
from db.fields.text import Text

YES_WORDS = frozenset(
    {"是", "有", "√", "✓", "☑", "○", "y", "yes", "1", "true", "对", "会", "能", "愿意"}
)
NO_WORDS = frozenset(
    {"否", "无", "×", "✗", "x", "n", "no", "0", "false", "没有", "不", "不愿意"}
)
_EMPTY = Text("请填写“{label}”。", "Please fill in “{label}”.")
_NOT_A_DAY = Text(
    "“{label}”要写成年-月-日，例如 2026-03-01，也可以写“今天”“昨天”“+7”。",
    "Write “{label}” as year-month-day, e.g. 2026-03-01; “today” and “+7” work too.",
)
_NOT_A_MONTH = Text(
    "“{label}”要写成年-月，例如 2026-07。", "Write “{label}” as year-month, e.g. 2026-07."
)
_NOT_YES_NO = Text("“{label}”请填“是”或“否”。", "Answer “{label}” with yes or no.")
_NOT_AN_OPTION = Text(
    "“{label}”里没有“{typed}”。请选：{options}。",
    "“{typed}” is not one of the choices for “{label}”. Choose: {options}.",
)
_NOT_A_NUMBER = Text(
    "“{label}”是 {low} 到 {high} 的整数（{unit}）。",
    "“{label}” is a whole number from {low} to {high} ({unit}).",
)
_NOT_MONEY = Text(
    "“{label}”要写成数字，单位是元，例如 2100 或 2100.50。",
    "Write “{label}” as a number of yuan, e.g. 2100 or 2100.50.",
)
_TOO_LONG = Text(
    "“{label}”最多 {max_chars} 个字，现在有 {chars} 个。",
    "“{label}” takes at most {max_chars} characters; there are {chars}.",
)
_CUT = Text(
    "“{label}”被表格软件当成数字存了，后面几位已经丢失，无法恢复。请把这一列设为文本，再照证件重新填写。",
    "A spreadsheet kept “{label}” as a number and its last digits are lost for good. "
    "Set that column to text and type it again from the paper.",
)
_WRONG_LENGTH = Text(
    "“{label}”应为 18 位，现在是 {chars} 位，请对照证件核对。",
    "“{label}” has 18 characters; there are {chars}. Check it against the card.",
)
_WRONG_CHECK = Text(
    "“{label}”的校验码对不上，可能有一位写错了，请对照证件核对。",
    "The check character of “{label}” does not fit; one digit may be wrong. "
    "Check it against the card.",
)
_WRONG_CERTIFICATE = Text(
    "“{label}”应为 20 位：身份证号、1 位类别（1–7）、1 位等级（1–4）。请对照残疾人证核对。",
    "“{label}” has 20 characters: the 18 of the identity number, one for the category (1–7) "
    "and one for the level (1–4). Check it against the certificate.",
)
_NOT_A_PHONE = Text(
    "“{label}”要写成电话号码，例如 13985001234 或 0856-6221234。",
    "Write “{label}” as a telephone number, e.g. 13985001234 or 0856-6221234.",
)
_PARTING = re.compile(r"([、,，;；/|\s]+)")
_OPTIONS_SHOWN = 12
_CENTURY_TURN = 30
"""Two-digit years up to this belong to 2000, later ones to 1900 (our own choice)."""
_DAY = re.compile(r"(\d{4}|\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[ T].*)?", re.ASCII)
_PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(
    r"(\d{4})[-./年]?(\d{1,2})月?(?:[-./]\d{1,2}日?|\d{1,2}日)?(?:[ T].*)?", re.ASCII
)
_PHONE = re.compile(r"\+?\d[\d-]{4,19}(?:转\d{1,6})?", re.ASCII)
_MONEY = re.compile(r"(\d{1,12})(?:\.(\d{1,2}))?", re.ASCII)
_DOTS = str.maketrans(dict.fromkeys("‧・•∙⋅●．﹒᛫", "·"))


def parse(  # noqa: PLR0911, PLR0912 - one branch and one result for each kind
    field: NamedField, typed: str, *, today: date | None = None
) -> Value:
    """Read a value; the words of either language are understood.

    Args:
        field: What is being read.
        typed: As it was typed, or as the cell shows it.
        today: Lets days be written as 今天, 昨天, 明天 or ``+7``; without it they are refused.

    Raises:
        Problem: The text cannot be read; its message says what to write instead.
    """
    text = (
        unicodedata.normalize("NFC", typed).strip().lstrip("'‘’＇").strip("\u3000\xa0 \t\r\n")
    )
    if not text:
        if field.required:
            raise Problem(_EMPTY, field=field.name, label=field.label)
        return None
    match field.kind:
        case Day():
            return _day(field, _narrow(text), today)
        case Month():
            return _month(field, _narrow(text))
        case YesNo():
            return _yes_no(field, _narrow(text))
        case Code(codes):
            return _code(field, codes, text)
        case Several(codes):
            return _several(field, codes, text)
        case Whole(low, high, unit):
            return _whole(field, _narrow(text), low, high, unit)
        case Money(high_yuan):
            return _money(field, _narrow(text), high_yuan)
        case Line(max_chars):
            return _words(field, " ".join(text.split()), max_chars)
        case PersonName():
            return person_name(_words(field, text, 50))
        case Prose(max_chars):
            return _words(field, text.replace("\r\n", "\n").replace("\r", "\n"), max_chars)
        case IdentityNumber():
            return _identity(field, _number(text))
        case CertificateNumber():
            return _certificate(field, _number(text))
        case Phone():
            return _phone(field, _narrow(text))
        case unreachable:
            assert_never(unreachable)


def person_name(typed: str) -> str:
    """Return a name as it is kept: no blanks between 汉字, every middle dot as ``·``.

    Blanks between Latin words stay.
    """
    name = unicodedata.normalize("NFC", typed).translate(_DOTS)
    name = re.sub(r"[ \t\u3000\xa0]+", " ", name).strip()
    name = re.sub(r"\s*·\s*", "·", name)
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", name)


def _narrow(text: str) -> str:
    """Turn full-width letters, digits and signs into ASCII ones."""
    return unicodedata.normalize("NFKC", text)


def _number(text: str) -> str:
    return "".join(_narrow(text).split()).upper()


def _day(field: NamedField, text: str, today: date | None) -> date:
    if today is not None:
        near = {"今天": 0, "today": 0, "昨天": -1, "yesterday": -1, "明天": 1, "tomorrow": 1}
        shift = near.get(text.lower())
        if shift is None and re.fullmatch(r"[+-]\d{1,4}", text, re.ASCII):
            shift = int(text)
        if shift is not None:
            return today + timedelta(days=shift)
    parts = _DAY.fullmatch(text) or _PACKED_DAY.fullmatch(text)
    try:
        if parts is None:
            raise ValueError(text)
        year, month, day = (int(part) for part in parts.groups())
        if year < 100:  # noqa: PLR2004 - a year of two digits
            year += 2000 if year <= _CENTURY_TURN else 1900
        return date(year, month, day)
    except ValueError:
        raise Problem(_NOT_A_DAY, field=field.name, label=field.label) from None


def _month(field: NamedField, text: str) -> str:
    parts = _MONTH.fullmatch(text)
    if parts and 1 <= int(parts[2]) <= 12:  # noqa: PLR2004 - months of a year
        return f"{int(parts[1]):04}-{int(parts[2]):02}"
    raise Problem(_NOT_A_MONTH, field=field.name, label=field.label)


def _yes_no(field: NamedField, text: str) -> bool:
    word = text.lower()
    if word in YES_WORDS or word in NO_WORDS:
        return word in YES_WORDS
    raise Problem(_NOT_YES_NO, field=field.name, label=field.label)


def _code(field: NamedField, codes: str, text: str) -> str:
    entry = code_list(codes).match(text)
    if entry is not None:
        return entry.code
    entries = code_list(codes).entries
    shown = entries[:_OPTIONS_SHOWN]
    more = "…" if len(entries) > len(shown) else ""
    options = Text(
        "、".join(e.label.zh for e in shown) + more, ", ".join(e.label.en for e in shown) + more
    )
    raise Problem(
        _NOT_AN_OPTION,
        field=field.name,
        label=field.label,
        typed=text[:30],
        options=options,
    )


def _several(field: NamedField, codes: str, text: str) -> tuple[str, ...]:
    """Read several entries; an entry's own name may hold the sign that parts them."""
    parts, found, at = _PARTING.split(text), list[str](), 0
    while at < len(parts):
        if at % 2 or not parts[at].strip():
            at += 1
            continue
        for end in range(len(parts), at, -2):
            entry = code_list(codes).match("".join(parts[at:end]).strip())
            if entry is not None:
                found.append(entry.code)
                at = end
                break
        else:
            found.append(_code(field, codes, parts[at].strip()))  # says what the choices are
    return tuple(dict.fromkeys(found))


def _whole(field: NamedField, text: str, low: int, high: int, unit: Text) -> int:
    digits = re.fullmatch(r"(-?\d{1,9})(?:\.0+)?\s*(?:\D{1,3})?", text, re.ASCII)
    if digits and low <= int(digits[1]) <= high:
        return int(digits[1])
    raise Problem(
        _NOT_A_NUMBER, field=field.name, label=field.label, low=low, high=high, unit=unit
    )


def _money(field: NamedField, text: str, high_yuan: int) -> int:
    plain = re.sub(r"[,，¥￥元\s]", "", text)
    parts = _MONEY.fullmatch(plain)
    if parts and int(parts[1]) <= high_yuan:
        return int(parts[1]) * 100 + int((parts[2] or "0").ljust(2, "0"))
    raise Problem(_NOT_MONEY, field=field.name, label=field.label)


def _words(field: NamedField, text: str, max_chars: int) -> str:
    clean = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    if len(clean) > max_chars:
        raise Problem(
            _TOO_LONG,
            field=field.name,
            label=field.label,
            max_chars=max_chars,
            chars=len(clean),
        )
    return clean


def _identity(field: NamedField, number: str) -> str:
    if looks_cut_by_spreadsheet(number):
        raise Problem(_CUT, field=field.name, label=field.label)
    if len(number) != 18:  # noqa: PLR2004 - GB 11643
        raise Problem(_WRONG_LENGTH, field=field.name, label=field.label, chars=len(number))
    if identity_parts(number) is None:
        raise Problem(_WRONG_CHECK, field=field.name, label=field.label)
    return number


def _certificate(field: NamedField, number: str) -> str:
    if looks_cut_by_spreadsheet(number):
        raise Problem(_CUT, field=field.name, label=field.label)
    if not is_certificate_number(number):
        raise Problem(_WRONG_CERTIFICATE, field=field.name, label=field.label)
    return number


def _phone(field: NamedField, text: str) -> str:
    numbers = [
        re.sub(r"[\s()（）]", "", part)
        for part in re.split(r"[;；,，、/]", text)
        if part.strip()
    ]
    if numbers and all(_PHONE.fullmatch(number) for number in numbers):
        return "；".join(numbers)
    raise Problem(_NOT_A_PHONE, field=field.name, label=field.label)
