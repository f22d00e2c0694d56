"""Policy: every number a plan, a rule or a habit sets, with its dates and where it comes from.

Numbers lie in packs in ``resources/policy``. A plan that has run out is followed until a newer
one is there, and says so wherever its number is shown.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import resources
from db.domain.clients.ages import AgeLimits
from db.fields.problem import Problem
from db.fields.text import Labelled, Language, Text

Value = int | tuple[int, ...] | None
"""A whole number, several, or ``None`` when it is not known yet; money is in fen."""

FOLLOW_UP_KINDS = ("day_7", "month_1", "month_3", "month_6", "month_12")
"""Follow-ups counted from the first day of work; codes of the list ``follow_up_kinds``."""


class Sureness(Labelled):
    """How sure we are of a number."""

    A = "A", Text("查到出处", "source found")
    B = "B", Text("出处待核", "source to be confirmed")
    C = "C", Text("设计建议", "design proposal")


class Unit(Labelled):
    """What a number counts. The label holds the number itself."""

    POSTINGS = "postings", Text("{number} 条", "{number} job leads")
    PERSONS = "persons", Text("{number} 人", "{number} people")
    TIMES = "times", Text("{number} 次", "{number} times")
    DAYS = "days", Text("{number} 天", "{number} days")
    MONTHS = "months", Text("{number} 个月", "{number} months")
    YEARS = "years", Text("{number} 周岁", "{number} years of age")
    FEN = "fen", Text("{number} 元", "{number} yuan")
    PERCENT = "percent", Text("{number}%", "{number} %")
    PER_MILLE = "per_mille", Text("{number}‰", "{number} ‰")
    LEVELS = "levels", Text("{number} 级", "degree {number}")


_SURENESS = {each.value: each for each in Sureness}
_UNITS = {each.value: each for each in Unit}
_ONE = {
    Unit.POSTINGS: Text("1 条", "1 job lead"),
    Unit.PERSONS: Text("1 人", "1 person"),
    Unit.TIMES: Text("1 次", "once"),
    Unit.DAYS: Text("1 天", "1 day"),
    Unit.MONTHS: Text("1 个月", "1 month"),
}


class Validity(StrEnum):
    """Whether a number is in force on the day it was asked for."""

    CURRENT = "current"
    EXPIRED = "expired"
    NOT_YET = "not_yet"


_NOT_SET = Text("未设定", "not set")
_SOURCE = Text("依据：{document}，{clause}。", "Source: {document}, {clause}.")
_PROPOSAL = Text("{clause}。", "{clause}.")
_CONFIRM = Text("（出处待核）", " (Source to be confirmed.)")
_LOCAL = Text("本地设定为 {value}，原为 {default}。", "Set here to {value}; it was {default}.")
_EXPIRED = Text(
    "该规定已于 {until} 到期，新规定录入前沿用。",
    "It ran out on {until} and is followed until a newer rule is entered.",
)
_NOT_YET = Text("该规定自 {since} 起施行。", "It comes into force on {since}.")
_UNREADABLE = Text(
    "政策数据包“{file}”读不出来：{part}。请换回原来的文件，或请发来文件的人更正。",
    "The policy pack “{file}” cannot be read: {part}. Put the former file back, "
    "or ask the sender to correct it.",
)
_FIXED = Text(
    "“{label}”由文件规定，不能在本地修改。",
    "“{label}” is set by a document and cannot be changed here.",
)
_OUT_OF_RANGE = Text(
    "“{label}”应在 {minimum} 到 {maximum} 之间，请改填。",
    "“{label}” lies between {minimum} and {maximum}; please change it.",
)
_WRONG_KIND = Text(
    "“{label}”的填法与原来不同，请按原来的个数填写整数。",
    "“{label}” is filled in differently from before; enter whole numbers as before.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number with its dates and its source.

    Attributes:
        key: Its name in code, for ever the same.
        value: The number in force, local setting included.
        unit: What it counts.
        label: Its name for people.
        document: The plan, law or habit it comes from.
        clause: Article and wording; a design proposal says so.
        valid_to: Last day in force, ``None`` while no end is set.
        editable: Whether a county may set its own number, from ``minimum`` to ``maximum``.
        default: The number before a local setting.
        validity: Whether it is in force on the day asked for.
    """

    key: str
    value: Value
    unit: Unit
    label: Text
    document: Text
    clause: Text
    sureness: Sureness
    valid_from: date
    valid_to: date | None
    editable: bool
    minimum: int | None = None
    maximum: int | None = None
    default: Value = None
    validity: Validity = Validity.CURRENT

    @property
    def expired(self) -> bool:
        """Whether the rule had run out on the day asked for."""
        return self.validity is Validity.EXPIRED

    @property
    def is_local(self) -> bool:
        """Whether a local setting replaces the number of the source."""
        return self.value != self.default

    def words(self, language: Language) -> str:
        """Return the number with its unit."""
        return _words(self.value, self.unit, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPack:
    """The numbers of one document."""

    name: str
    title: Text
    document: Text
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """All packs together, asked by key and day."""

    packs: tuple[PolicyPack, ...]
    local: Mapping[str, Value] = field(default_factory=dict)
    _versions: Mapping[str, tuple[Parameter, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Order the versions of each number by the day they come into force."""
        versions: dict[str, list[Parameter]] = {}
        for pack in self.packs:
            for parameter in pack.parameters:
                versions.setdefault(parameter.key, []).append(parameter)
        ordered = {
            key: tuple(sorted(found, key=lambda each: each.valid_from))
            for key, found in versions.items()
        }
        object.__setattr__(self, "_versions", MappingProxyType(ordered))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the packs."""
        return tuple(self._versions)

    def at(self, key: str, on: date) -> Parameter:
        """Return the number ``key`` as it stands on the day ``on``.

        The newest rule in force wins. When all have run out, the last one is returned with
        ``expired`` set; before the first, the first one. A local setting holds on every day.

        Raises:
            KeyError: No pack has this key.
        """
        versions = self._versions[key]
        begun = [each for each in versions if each.valid_from <= on]
        current = [each for each in begun if each.valid_to is None or on <= each.valid_to]
        if current:
            found = current[-1]
        elif begun:
            latest = max(begun, key=lambda each: each.valid_to or date.max)
            found = replace(latest, validity=Validity.EXPIRED)
        else:
            found = replace(versions[0], validity=Validity.NOT_YET)
        return replace(found, value=self.local[key]) if key in self.local else found

    def number(self, key: str, on: date) -> int:
        """Return the whole number ``key`` on a day.

        Raises:
            KeyError: No pack has this key, or it is not one known number.
        """
        value = self.at(key, on).value
        if not isinstance(value, int):
            raise KeyError(key)
        return value

    def optional_number(self, key: str, on: date) -> int | None:
        """Return the whole number ``key`` on a day, ``None`` while it is not set."""
        return None if self.at(key, on).value is None else self.number(key, on)

    def numbers(self, key: str, on: date) -> tuple[int, ...]:
        """Return the numbers of ``key`` on a day; a single number is a row of one."""
        value = self.at(key, on).value
        if value is None:
            return ()
        return (value,) if isinstance(value, int) else value

    def age_limits(self, on: date) -> AgeLimits:
        """Return working age as it stands on a day."""
        return AgeLimits(
            youngest=self.number("age.min", on),
            oldest_male=self.number("age.max_male", on),
            oldest_female=self.number("age.max_female", on),
        )

    def follow_up_offsets(self, on: date) -> tuple[tuple[str, int], ...]:
        """Return kind and days from the first day of work of each usual follow-up, in order."""
        before = [-ahead for ahead in self.numbers("follow_up.before_start_days", on)]
        after = ((kind, self.number(f"follow_up.{kind}", on)) for kind in FOLLOW_UP_KINDS)
        offsets = (*(("before_start", days) for days in before), *after)
        return tuple(sorted(offsets, key=lambda offset: offset[1]))

    def with_local(self, overrides: Mapping[str, Value]) -> "Policy":
        """Return this policy with the numbers a county has set for itself.

        Keys that no pack knows come from a newer version and are left aside.

        Raises:
            Problem: A number is fixed by a document, of another shape, or out of range.
        """
        known = {key: value for key, value in overrides.items() if key in self._versions}
        for key, value in known.items():
            _check_local(self._versions[key][-1], value)
        return replace(self, local=MappingProxyType({**self.local, **known}))


def load_packs(folder: Path | None = None) -> Policy:
    """Return the policy of all packs in ``folder``, or of those that ship with Yiyi.

    Raises:
        Problem: A pack cannot be read; the sentence names the file.
    """
    return _loaded(folder if folder is not None else resources.path("policy"))


def clause_sentence(parameter: Parameter, language: Language) -> str:
    """Return where a number comes from and whether it holds, for screen and paper."""
    proposal = parameter.sureness is Sureness.C
    parts = [
        (_PROPOSAL if proposal else _SOURCE).to(
            language,
            document=parameter.document.to(language),
            clause=parameter.clause.to(language),
        )
    ]
    if parameter.sureness is Sureness.B:
        parts.append(_CONFIRM.to(language).strip())
    if parameter.is_local:
        default = _words(parameter.default, parameter.unit, language)
        parts.append(_LOCAL.to(language, value=parameter.words(language), default=default))
    if parameter.validity is Validity.EXPIRED and parameter.valid_to is not None:
        parts.append(_EXPIRED.to(language, until=parameter.valid_to.isoformat()))
    elif parameter.validity is Validity.NOT_YET:
        parts.append(_NOT_YET.to(language, since=parameter.valid_from.isoformat()))
    return ("" if language is Language.ZH else " ").join(parts)


def _words(value: Value, unit: Unit, language: Language) -> str:
    if value is None:
        return _NOT_SET.to(language)
    if value == 1 and unit in _ONE:
        return _ONE[unit].to(language)
    numbers = (value,) if isinstance(value, int) else value
    separator = "、" if language is Language.ZH else ", "
    shown = (_yuan(each) if unit is Unit.FEN else str(each) for each in numbers)
    return unit.label.to(language, number=separator.join(shown))


def _yuan(fen: int) -> str:
    yuan, rest = divmod(fen, 100)
    return f"{yuan}.{rest:02}" if rest else str(yuan)


def _check_local(parameter: Parameter, value: Value) -> None:
    """Raise a ``Problem`` when a county may not set ``value``."""
    if not parameter.editable:
        raise Problem(_FIXED, field=parameter.key, label=parameter.label)
    if value is None and parameter.default is None:
        return
    several = isinstance(parameter.default, tuple)
    numbers: Iterable[object] = value if isinstance(value, tuple) else (value,)
    if several is not isinstance(value, tuple) or not all(type(n) is int for n in numbers):
        raise Problem(_WRONG_KIND, field=parameter.key, label=parameter.label)
    low, high = parameter.minimum, parameter.maximum
    for number in cast("Iterable[int]", numbers):
        if (low is not None and number < low) or (high is not None and number > high):
            raise Problem(
                _OUT_OF_RANGE,
                field=parameter.key,
                label=parameter.label,
                minimum=_limit(low, parameter.unit),
                maximum=_limit(high, parameter.unit),
            )


def _limit(number: int | None, unit: Unit) -> Text | str:
    if number is None:
        return "…"
    return Text(_words(number, unit, Language.ZH), _words(number, unit, Language.EN))


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> Policy:
    return Policy(tuple(_read_pack(file) for file in sorted(folder.glob("*.json"))))


def _read_pack(file: Path) -> PolicyPack:
    try:
        written = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Problem(_UNREADABLE, file=file.name, part=str(error)) from error
    where = "parameters"
    try:
        document = _text(written["document"])
        parameters = []
        for row in written["parameters"]:
            where = str(row.get("key"))
            parameters.append(_parameter(row, document))
        where = "title"
        return PolicyPack(
            name=written["name"],
            title=_text(written["title"]),
            document=document,
            parameters=tuple(parameters),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Problem(_UNREADABLE, file=file.name, part=where) from error


def _parameter(row: Mapping[str, Any], document: Text) -> Parameter:
    value = row["value"]
    numbers = tuple(value) if isinstance(value, list) else value
    for number in numbers if isinstance(numbers, tuple) else (numbers,):
        if number is not None and type(number) is not int:
            raise TypeError(row["key"])
    return Parameter(
        key=row["key"],
        value=numbers,
        default=numbers,
        unit=_UNITS[row["unit"]],
        label=_text(row["label"]),
        document=_text(row["document"]) if "document" in row else document,
        clause=_text(row["clause"]),
        sureness=_SURENESS[row["sureness"]],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        editable=row["editable"],
        minimum=row["minimum"],
        maximum=row["maximum"],
    )


def _text(written: Mapping[str, str]) -> Text:
    return Text(written["zh"], written["en"])
