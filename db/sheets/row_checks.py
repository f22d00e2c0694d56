"""What the cells of one row say about each other: numbers, birth, sex, age, degree, dates."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from db.domain.rosters.roster import Remark, RemarkKind, RosterProblem, RosterTarget
from db.fields.codes import code_list
from db.fields.field import Value
from db.fields.numbers import identity_parts
from db.fields.text import Text
from db.sheets.cells import CONTRACT_MONTHS

_IDENTITY_DIGITS: Final = 18
_LOW_INCOME_HOUSEHOLD: Final = "2"
_PREFECTURE_LEVEL: Final = "2"
_AGE_TOLERANCE: Final = 1
"""A roster may count the age at another day of the year, or from the year alone."""

_OTHER_PREFECTURE: Final = Text(
    "{county}属于{prefecture}，和市（州）一列不同。请核对。",
    "{county} belongs to {prefecture}, not to the prefecture in the row. Please check.",
)
_BORN_FROM_NUMBER: Final = Text(
    "出生日期 {day} 取自身份证号。",
    "The date of birth {day} was taken from the identity number.",
)
_SEX_FROM_NUMBER: Final = Text(
    "性别（{sex}）取自身份证号。", "The sex ({sex}) was taken from the identity number."
)
_NUMBER_FROM_CERTIFICATE: Final = Text(
    "身份证号取自残疾人证号前 18 位。",
    "The identity number was taken from the first 18 characters of the certificate number.",
)
_FROM_CERTIFICATE: Final = Text(
    "{label}（{value}）取自残疾人证号。",
    "{label} ({value}) was taken from the certificate number.",
)
_BORN_DIFFERS: Final = Text(
    "出生日期写 {written}，身份证号是 {number}。请照证件核对。",
    "The date of birth says {written}, the identity number {number}. Check the card.",
)
_SEX_DIFFERS: Final = Text(
    "性别写{written}，身份证号是{number}。请照证件核对。",
    "The sex says {written}, the identity number {number}. Check the card.",
)
_AGE_DIFFERS: Final = Text(
    "年龄写 {written} 岁，按出生日期是 {age} 岁。请核对。",
    "The age says {written}; by the date of birth it is {age}. Please check.",
)
_NUMBERS_DIFFER: Final = Text(
    "残疾人证号前 18 位和身份证号不同。请照证件核对是哪一个写错了。",
    "The first 18 characters of the certificate number are not the identity number. "
    "Check on the cards which one is wrong.",
)
_DIGIT_DIFFERS: Final = Text(
    "{label}写{written}，残疾人证号是{number}。等级会重新评定，请照证件核对。",
    "{label} says {written}, the certificate number {number}. "
    "Degrees are assessed anew; check the certificate.",
)
_ENDS_BEFORE: Final = Text(
    "“{later}”早于“{earlier}”，请核对。", "“{later}” is before “{earlier}”. Please check."
)
_FUTURE: Final = Text(
    "“{label}”是 {day}，晚于今天，请核对。", "“{label}” is {day}, after today. Please check."
)
_FUTURE_BIRTH: Final = Text(
    "出生日期 {day} 晚于今天。请照证件改正。",
    "The date of birth {day} is after today. Correct it.",
)
_UNTIL: Final = Text(
    "合同结束日期 {day} 由期限推算。", "The end of the contract, {day}, was worked out."
)
_LENGTH_ALONE: Final = Text(
    "只写了合同期限，没有开始日期；期限写进了备注。",
    "Only the length of the contract is written and not its beginning; it was kept in words.",
)
_STARTED: Final = Text("上岗日期", "Started on")
_ENDED: Final = Text("离岗日期", "Ended on")
_FROM: Final = Text("合同开始日期", "Contract from")
_TO: Final = Text("合同结束日期", "Contract until")
_CATEGORY: Final = Text("残疾类别", "Category of disability")
_LEVEL: Final = Text("残疾等级", "Degree of disability")


@dataclass(slots=True, kw_only=True)
class RowDraft:
    """A row while it is being read; the checks add to it."""

    number: int
    here: str
    values: dict[str, Value] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    age: int | None = None
    age_cell: str = ""
    born_month: tuple[int, int | None] | None = None

    def say(self, target: str, kind: RemarkKind, text: Text, **values: object) -> None:
        """Add a remark at the cell the target was read from."""
        self.remarks.append(
            Remark(
                cell=self.cells.get(target, self.here),
                field=target,
                kind=kind,
                message=text.filled(**values) if values else text,
            )
        )


def check_row(row: RowDraft, today: date) -> None:
    """Fill in what the row's own numbers tell, and say what disagrees."""
    _prefecture(row)
    _numbers(row)
    _certificate_digits(row)
    _birth_and_sex(row)
    _age(row, today)
    _contract(row)
    _order_of_dates(row, today)
    if row.values.pop(RosterTarget.MINIMUM_LIVING, None):
        row.values.setdefault("household.household_type", _LOW_INCOME_HOUSEHOLD)


def _prefecture(row: RowDraft) -> None:
    divisions = code_list("divisions")
    written = divisions.match(str(row.values.pop(RosterTarget.PREFECTURE, "")))
    county = divisions.find(str(row.values.get("client.county", "")))
    if written is None or county is None or written.extra["level"] != _PREFECTURE_LEVEL:
        return
    if county.extra["parent"] != written.code and county.code != written.code:
        row.say(
            "client.county",
            RemarkKind.CHECK,
            _OTHER_PREFECTURE,
            county=county.label,
            prefecture=divisions.label(county.extra["parent"]),
        )


def _numbers(row: RowDraft) -> None:
    certificate = row.values.get("client.certificate_number")
    identity = row.values.get("client.identity_number")
    if not isinstance(certificate, str):
        return
    first = certificate[:_IDENTITY_DIGITS]
    if identity is None and not _has_problem(row, "client.identity_number"):
        row.values["client.identity_number"] = first
        row.cells["client.identity_number"] = row.cells["client.certificate_number"]
        row.say("client.identity_number", RemarkKind.INFERRED, _NUMBER_FROM_CERTIFICATE)
    elif identity is not None and identity != first:
        row.say("client.certificate_number", RemarkKind.CHECK, _NUMBERS_DIFFER)


def _certificate_digits(row: RowDraft) -> None:
    certificate = row.values.get("client.certificate_number")
    if not isinstance(certificate, str):
        return
    for target, digit, codes, label in (
        (
            "client.disability_category",
            certificate[_IDENTITY_DIGITS],
            "disability_categories",
            _CATEGORY,
        ),
        (
            "client.disability_level",
            certificate[_IDENTITY_DIGITS + 1],
            "disability_levels",
            _LEVEL,
        ),
    ):
        written = row.values.get(target)
        told = code_list(codes).label(digit)
        if written is None and not _has_problem(row, target):
            row.values[target] = digit
            row.cells[target] = row.cells["client.certificate_number"]
            row.say(target, RemarkKind.INFERRED, _FROM_CERTIFICATE, label=label, value=told)
        elif written is not None and written != digit:
            row.say(
                target,
                RemarkKind.CHECK,
                _DIGIT_DIFFERS,
                label=label,
                written=code_list(codes).label(str(written)),
                number=told,
            )


def _birth_and_sex(row: RowDraft) -> None:
    number = row.values.get("client.identity_number")
    parts = identity_parts(number) if isinstance(number, str) else None
    if parts is None:
        return
    sexes = code_list("sex")
    for target in ("client.born_on", "client.sex"):
        row.cells.setdefault(target, row.cells.get("client.identity_number", row.here))
    born, sex = row.values.get("client.born_on"), row.values.get("client.sex")
    if born is None and not _has_problem(row, "client.born_on"):
        if row.born_month and not _same_month(row.born_month, parts.born_on):
            year, month = row.born_month
            written = f"{year:04}" if month is None else f"{year:04}-{month:02}"
            row.say(
                "client.born_on",
                RemarkKind.CHECK,
                _BORN_DIFFERS,
                written=written,
                number=parts.born_on,
            )
        row.values["client.born_on"] = parts.born_on
        row.say("client.born_on", RemarkKind.INFERRED, _BORN_FROM_NUMBER, day=parts.born_on)
    elif born is not None and born != parts.born_on:
        row.say(
            "client.born_on",
            RemarkKind.CHECK,
            _BORN_DIFFERS,
            written=born,
            number=parts.born_on,
        )
    if sex is None and not _has_problem(row, "client.sex"):
        row.values["client.sex"] = parts.sex
        row.say("client.sex", RemarkKind.INFERRED, _SEX_FROM_NUMBER, sex=sexes.label(parts.sex))
    elif sex is not None and sex != parts.sex:
        row.say(
            "client.sex",
            RemarkKind.CHECK,
            _SEX_DIFFERS,
            written=sexes.label(str(sex)),
            number=sexes.label(parts.sex),
        )


def _same_month(written: tuple[int, int | None], day: date) -> bool:
    year, month = written
    return year == day.year and month in {None, day.month}


def _age(row: RowDraft, today: date) -> None:
    born = row.values.get("client.born_on")
    if row.age is None or not isinstance(born, date):
        return
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if abs(age - row.age) > _AGE_TOLERANCE:
        row.cells.setdefault(RosterTarget.AGE, row.age_cell)
        row.say(RosterTarget.AGE, RemarkKind.CHECK, _AGE_DIFFERS, written=row.age, age=age)


def _contract(row: RowDraft) -> None:
    months = row.values.pop(CONTRACT_MONTHS, None)
    if not isinstance(months, int):
        return
    begin = row.values.get("placement.contract_from") or row.values.get("placement.started_on")
    if not isinstance(begin, date):
        row.words.setdefault("placement.remark", []).append(f"合同期限：{months}个月")
        row.say("placement.contract_until", RemarkKind.CHECK, _LENGTH_ALONE)
        return
    until = _months_later(begin, months)
    row.values["placement.contract_until"] = until
    row.say("placement.contract_until", RemarkKind.INFERRED, _UNTIL, day=until)


def _months_later(day: date, months: int) -> date:
    """Return the last day of a stretch of whole months: 2024-03-01 and 12 give 2025-02-28."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return date.fromordinal(date(year, month, last).toordinal() - 1)
        except ValueError:
            continue
    return date.fromordinal(date(year, month, min(day.day, 28)).toordinal() - 1)


def _order_of_dates(row: RowDraft, today: date) -> None:
    born = row.values.get("client.born_on")
    if isinstance(born, date) and born > today:
        row.problems.append(
            RosterProblem(
                cell=row.cells.get("client.born_on", row.here),
                field="client.born_on",
                message=_FUTURE_BIRTH.filled(day=born),
            )
        )
    for earlier, first, later, last in (
        ("placement.started_on", _STARTED, "placement.ended_on", _ENDED),
        ("placement.contract_from", _FROM, "placement.contract_until", _TO),
    ):
        one, other = row.values.get(earlier), row.values.get(later)
        if isinstance(one, date) and isinstance(other, date) and other < one:
            row.say(later, RemarkKind.CHECK, _ENDS_BEFORE, later=last, earlier=first)
    for target, label in (("placement.started_on", _STARTED), ("placement.ended_on", _ENDED)):
        day = row.values.get(target)
        if isinstance(day, date) and day > today:
            row.say(target, RemarkKind.CHECK, _FUTURE, label=label, day=day)


def _has_problem(row: RowDraft, target: str) -> bool:
    return any(problem.field == target for problem in row.problems)
