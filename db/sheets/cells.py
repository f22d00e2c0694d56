"""Read one cell for the field its column stands for."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final, assert_never

from db.domain.rosters.roster import (
    IGNORED,
    CellValue,
    ColumnGuess,
    RosterLead,
    RosterTarget,
    target_field,
    target_label,
)
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
    Whole,
    YesNo,
)
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.text import Text
from db.sheets.cell import CellReading, means_nothing, narrow, says_nothing, words_of
from db.sheets.cell_amounts import read_amount, read_whole
from db.sheets.cell_codes import read_code
from db.sheets.cell_dates import read_date
from db.sheets.cell_numbers import (
    read_certificate,
    read_head_identity,
    read_identity,
    read_phone,
)

_PLAIN_REMARK: Final = frozenset({"misc.remark", "service.received"})
"""Headings that need not stand before the words in a remark."""
_NAME_WITH_WORDS: Final = re.compile(r"([^（()）]+)[（(]([^（()）]*)[)）]")
_AGE: Final = re.compile(r"(\d{1,3})(?:\.0)?(?:周?岁)?", re.ASCII)
_NOT_LOW_INCOME: Final = re.compile(r"[否无×xXnN0]|不是|没有|非.*|未.*|已退出.*")
_LOW_INCOME: Final = re.compile(r"[是有√✓○yY1]|.*低保.*|.*[一二三ABC]类.*")
_DURATION: Final = re.compile(r"(\d{1,3}|[一二两三四五六七八九十])(?:个)?(年|月|个月)")
_CHINESE: Final = dict(zip("一二三四五六七八九十两", (*range(1, 11), 2), strict=True))
_MONTHS: Final = 12
_LEAD_PARTS: Final = re.compile(r"\s*[/／|｜;；:：,，、—–\n\t]\s*|\s+-\s*|\s*-\s+|\s+")
_LEAD_BRACKETS: Final = re.compile(r"(.+?)[（(]([^（()）]{1,30})[)）]")
_UNIT_ENDS: Final = re.compile(
    r"(.+?(?:有限责任公司|有限公司|公司|合作社|服务中心|中心|超市|酒店|宾馆|医院|学校|幼儿园|银行|"
    r"工厂|厂|协会|联合会|残联|工作室|馆|局|委员会|村委会|居委会|店))(?!有限)[-的]?(.{2,30})"
)

_DAY_UNKNOWN: Final = Text(
    "“{typed}”只写到月，“{label}”按当月 1 日登记，请核对。",
    "“{typed}” tells only the month; “{label}” was taken as its first day. Please check.",
)
_BIRTH_MONTH: Final = Text(
    "“{typed}”没有写到日，出生日期没有登记；原文写进了备注，请照证件补。",
    "“{typed}” does not tell the day, so no date of birth was recorded; "
    "the words were kept. Please add it from the card.",
)
_YEAR_ONLY: Final = Text(
    "“{typed}”只写了年，“{label}”没有登记；原文写进了备注，请补。",
    "“{typed}” tells only the year, so “{label}” was not recorded; the words were kept.",
)
_NOT_A_DATE: Final = Text(
    "“{label}”读不懂“{typed}”。请写成年-月-日，例如 2026-03-01。",
    "“{typed}” cannot be read as “{label}”. Write year-month-day, e.g. 2026-03-01.",
)
_NAME_WORDS: Final = Text(
    "姓名后面的“{words}”写进了备注。", "“{words}” after the name was kept in the remark."
)
_NOT_AN_AGE: Final = Text(
    "“{typed}”不像年龄，没有用来核对。", "“{typed}” is no age; it was not compared."
)
_NOT_LOW: Final = Text(
    "看不出“{typed}”是不是低保，原文写进了家庭备注。",
    "“{typed}” does not say whether there is minimum living allowance; the words were kept.",
)
_LEAD_WHOLE: Final = Text(
    "没有分出单位和岗位，整格登记为单位，请补岗位。",
    "Employer and job could not be told apart; all of it was taken as the employer.",
)
_LENGTH_OF_CONTRACT: Final = Text(
    "“{typed}”是期限，按开始日期推算合同结束日期。",
    "“{typed}” is a length; the end of the contract is worked out from its beginning.",
)
_TOO_LONG_LINE: Final = Text(
    "“{label}”超过 {max_chars} 个字，整句写进了备注。",
    "“{label}” is longer than {max_chars} characters; all of it was kept in the remark.",
)
CONTRACT_MONTHS: Final = "roster.contract_months"
"""Where a contract's length waits until the row's other dates are known."""


def read_cell(guess: ColumnGuess, value: CellValue) -> CellReading:
    """Read one cell; a blank one gives nothing.

    Days may not be written as 今天: a roster is read on another day than it was written.
    """
    if value is None or guess.target in {IGNORED, RosterTarget.SEQUENCE}:
        return CellReading()
    plain_remark = guess.canonical in _PLAIN_REMARK
    heading = "" if plain_remark else guess.heading.rpartition("/")[2].strip("*＊ ")
    if isinstance(value, str):
        # The same words stand in thousands of cells; read them once.
        return _read_words(guess.target, heading, guess.scale, value).copy()
    return _read(guess.target, heading, guess.scale, value)


@lru_cache(maxsize=20_000)
def _read_words(target: str, heading: str, scale: float, value: str) -> CellReading:
    return _read(target, heading, scale, value)


def _read(  # noqa: PLR0911, PLR0912 - one case for each kind of field
    target: str, heading: str, scale: float, value: CellValue
) -> CellReading:
    special = _SPECIAL.get(target)
    if special is not None:
        return special(heading, value)
    field = target_field(target)
    if field is None:
        raise KeyError(target)
    text = words_of(value)
    match field.kind:
        case Day():
            return _read_day(target, field, heading, value)
        case Month():
            return _read_month(target, heading, value)
        case Code() | Several():
            return read_code(target, heading, text)
        case Money():
            return read_amount(value, target, heading, scale)
        case Whole():
            return read_whole(value, target)
        case Phone():
            return read_phone(value, target, heading)
        case PersonName():
            return _read_name(target, field, text)
        case Line(max_chars):
            return _read_line(target, field, heading, text, max_chars)
        case Prose():
            reading = CellReading()
            if not (means_nothing(text) if not heading else says_nothing(text)):
                reading.note(target, heading, " ".join(text.split()))
            return reading
        case YesNo() | IdentityNumber() | CertificateNumber():
            return _plain(target, field, text)
        case unreachable:
            assert_never(unreachable)


def _plain(target: str, field: NamedField, text: str) -> CellReading:
    reading = CellReading()
    if not says_nothing(text):
        try:
            reading.values[target] = parse(field, text)
        except Problem as problem:
            reading.problem = problem.text.filled(**problem.values)
    return reading


def _read_day(target: str, field: NamedField, heading: str, value: CellValue) -> CellReading:
    text = narrow(words_of(value))
    reading = CellReading()
    if means_nothing(text):
        return reading
    if target == "placement.contract_until":
        length = _length_in_months(text)
        if length is not None:
            reading.values[CONTRACT_MONTHS] = length
            reading.infer(_LENGTH_OF_CONTRACT, typed=text)
            return reading
        # 合同期限 2024.1.1-2025.12.31: the second date is the end.
        ends = re.split(r"(?:至|到|~|—|–)", text)
        if len(ends) == 2:  # noqa: PLR2004 - from and until
            first, value = read_date(ends[0]), ends[1]
            if first is not None and first.day is not None:
                reading.values["placement.contract_from"] = first.day
    found = read_date(value)
    if found is None:
        reading.problem = _NOT_A_DATE.filled(label=field.label, typed=text)
        return reading
    if found.said is not None:
        (reading.check if found.doubtful else reading.infer)(found.said)
    if found.day is not None:
        reading.values[target] = found.day
    elif found.month is not None and target != "client.born_on":
        reading.values[target] = date(found.year, found.month, 1)
        reading.infer(_DAY_UNKNOWN, typed=text, label=field.label)
    else:
        # The identity number may still tell the day; the row's checks compare the month.
        reading.note(_remark_of(target), heading, text)
        said = _BIRTH_MONTH if target == "client.born_on" else _YEAR_ONLY
        reading.check(said, typed=text, label=field.label)
    return reading


def _read_month(target: str, heading: str, value: CellValue) -> CellReading:
    text = narrow(words_of(value))
    reading = CellReading()
    if means_nothing(text):
        return reading
    label = target_label(target)
    found = read_date(value)
    if found is None:
        reading.problem = _NOT_A_DATE.filled(label=label, typed=text)
        return reading
    if found.said is not None:
        (reading.check if found.doubtful else reading.infer)(found.said)
    if found.as_month() is not None:
        reading.values[target] = found.as_month()
    else:
        reading.note(_remark_of(target), heading, text)
        reading.check(_YEAR_ONLY, typed=text, label=label)
    return reading


def _read_name(target: str, field: NamedField, text: str) -> CellReading:
    if means_nothing(narrow(text)):
        return CellReading()
    found = _NAME_WITH_WORDS.fullmatch(text.strip())
    reading = _plain(target, field, found[1] if found else text)
    if found and found[2].strip() and reading.problem is None:
        reading.note("client.remark", "", found[2].strip())
        reading.infer(_NAME_WORDS, words=found[2].strip())
    return reading


def _read_line(
    target: str, field: NamedField, heading: str, text: str, max_chars: int
) -> CellReading:
    reading = CellReading()
    text = " ".join(text.split())
    if means_nothing(narrow(text)):
        return reading
    if len(text) > max_chars:
        reading.note(_remark_of(target), heading, text)
        reading.check(_TOO_LONG_LINE, label=field.label, max_chars=max_chars)
        return reading
    return _plain(target, field, text)


def _read_age(_heading: str, value: CellValue) -> CellReading:
    text = narrow(words_of(value))
    reading = CellReading()
    if means_nothing(text):
        return reading
    found = _AGE.fullmatch(text)
    if found:
        reading.age = int(found[1])
    else:
        reading.check(_NOT_AN_AGE, typed=text)
    return reading


def _read_minimum_living(heading: str, value: CellValue) -> CellReading:
    text = narrow(words_of(value))
    reading = CellReading()
    if says_nothing(text) or _NOT_LOW_INCOME.fullmatch(text):
        return reading
    if _LOW_INCOME.fullmatch(text):
        reading.values[RosterTarget.MINIMUM_LIVING] = True
    else:
        reading.note("household.remark", heading, text)
        reading.check(_NOT_LOW, typed=text)
    return reading


def _read_lead(_heading: str, value: CellValue) -> CellReading:
    """Part a recommended employer from the job: ``某某公司/保洁员``, ``某某公司（保洁员）``."""
    text = words_of(value)
    reading = CellReading()
    if means_nothing(narrow(text)):
        return reading
    employer, job = _lead_parts(text.strip())
    reading.lead = RosterLead(cell="", employer_name=employer, job_title=job)
    if job is None:
        reading.check(_LEAD_WHOLE)
    return reading


def _lead_parts(text: str) -> tuple[str, str | None]:
    parts = [part for part in _LEAD_PARTS.split(text) if part]
    if len(parts) > 1:
        return parts[0], " ".join(parts[1:])
    found = _LEAD_BRACKETS.fullmatch(text) or _UNIT_ENDS.fullmatch(text)
    return (found[1], found[2]) if found else (text, None)


def _read_words_for(target: str) -> Callable[[str, CellValue], CellReading]:
    def read(_heading: str, value: CellValue) -> CellReading:
        text = " ".join(words_of(value).split())
        reading = CellReading()
        if not means_nothing(narrow(text)):
            reading.values[target] = text
        return reading

    return read


def _length_in_months(text: str) -> int | None:
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    number = _CHINESE.get(found[1]) or int(found[1])
    return number * _MONTHS if found[2] == "年" else number


def _remark_of(target: str) -> str:
    table = target.partition(".")[0]
    if table in {"household", "placement", "graduate_service"}:
        return f"{table}.remark"
    return "case_note.content" if table == "case_note" else "client.remark"


_SPECIAL: Final[dict[str, Callable[[str, CellValue], CellReading]]] = {
    "client.identity_number": lambda _heading, value: read_identity(value),
    "client.certificate_number": lambda _heading, value: read_certificate(value),
    "household.head_identity_number": lambda _heading, value: read_head_identity(value),
    RosterTarget.AGE: _read_age,
    RosterTarget.MINIMUM_LIVING: _read_minimum_living,
    RosterTarget.LEAD: _read_lead,
    RosterTarget.COUNSELLOR: _read_words_for(RosterTarget.COUNSELLOR),
    RosterTarget.PREFECTURE: _read_words_for(RosterTarget.PREFECTURE),
}
