"""Coded values as rosters write them: category and degree in one cell, old county names."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

from db.domain.rosters.roster import target_field
from db.fields.codes import CodeEntry, code_list, term_of
from db.fields.field import Code, NamedField, Several
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.text import Text
from db.sheets.cell import CellReading, means_nothing, narrow, says_nothing

_YES_SIGNS: Final = frozenset("√✓☑✔○〇●Yy1")
_NO_SIGNS: Final = frozenset("×✗✘☒XxNn")
_CATEGORY: Final = "client.disability_category"
_LEVEL: Final = "client.disability_level"
_CATEGORY_AND_LEVEL: Final = re.compile(
    r"(?P<category>\D+?)(?:残疾)?[/、,;:\-\s]*"
    r"(?P<level>[1-4一二三四壹贰叁肆]|I{1,3}|IV)(?:级)?(?:残疾)?"
)
_TWO_DIGITS: Final = re.compile(r"([1-7])([1-4])(?:\.0)?", re.ASCII)
_APART: Final = re.compile(r"[、,，;；/+和及与\s]+")
"""Signs between several entries, after full-width ones have been made narrow."""
_MULTIPLE: Final = "7"
_COUNTY_LEVEL: Final = "3"
_WHOLE_CITY: Final = "2"

_SPLIT: Final = Text(
    "“{typed}”读作{category}、{level}。", "“{typed}” was read as {category}, {level}."
)
_LAST_TWO: Final = Text(
    "“{typed}”按残疾人证号末两位读作{category}、{level}。",
    "“{typed}” was read like the last two digits of a certificate number: {category}, {level}.",
)
_SEVERAL_CATEGORIES: Final = Text(
    "“{typed}”写了几种，读作多重残疾，请核对证件。",
    "“{typed}” names several categories; read as multiple disabilities. Check the certificate.",
)
_OLD_COUNTY: Final = Text(
    "“{typed}”是旧名，按现在的{county}登记，请核对。",
    "“{typed}” is a former name; recorded as today's {county}. Please check.",
)
_CITY_FOR_COUNTY: Final = Text(
    "县一栏写了“{typed}”：按原县级的“{typed}”登记为{county}，请核对。",
    "The county column says “{typed}”; recorded as {county}, the county that had this name. "
    "Please check.",
)
_CITY_ONLY: Final = Text(
    "县一栏写的是“{typed}”，没有写到县，请补。",
    "The county column says “{typed}”, which is no county; please add it.",
)
_ETHNIC_WORDS: Final = Text(
    "“{typed}”登记为“{label}”，原文写进了备注。",
    "“{typed}” is recorded as “{label}”; the words were kept in the remark.",
)
_YES_NO_ONLY: Final = Text(
    "只写了“{typed}”，没有写是哪一种；原文写进了备注，请补。",
    "It says only “{typed}” and not which; the words were kept in the remark. Please add it.",
)
_FORM_AS_STATUS: Final = Text(
    "“{typed}”读作已就业，就业形式为{form}。", "“{typed}” was read as in work, {form}."
)
_REASON_AS_STATUS: Final = Text(
    "“{typed}”读作未就业，原因为{reason}。", "“{typed}” was read as not in work: {reason}."
)


def read_category(text: str) -> CellReading:
    """Read a category of disability; the degree in the same cell is taken out of it."""
    plain = narrow(text)
    reading = CellReading()
    if means_nothing(plain):
        return reading
    categories = code_list("disability_categories")
    entry = categories.match(plain)
    if entry is not None:
        reading.values[_CATEGORY] = entry.code
        return reading
    both = _category_and_level(plain)
    if both is not None:
        category, level, how = both
        reading.values = {_CATEGORY: category.code, _LEVEL: level.code}
        reading.infer(how, typed=plain, category=category.label, level=level.label)
        return reading
    found = [categories.match(part) for part in _APART.split(plain) if part]
    if len(found) > 1 and all(found):
        reading.values[_CATEGORY] = _MULTIPLE
        reading.check(_SEVERAL_CATEGORIES, typed=plain)
        return reading
    return _plain_code(_CATEGORY, text)


def read_level(text: str) -> CellReading:
    """Read a degree of disability; the category in the same cell is taken out of it."""
    plain = narrow(text)
    reading = CellReading()
    if means_nothing(plain):
        return reading
    entry = code_list("disability_levels").match(plain.removesuffix("残疾"))
    if entry is not None:
        reading.values[_LEVEL] = entry.code
        return reading
    both = _category_and_level(plain)
    if both is not None:
        category, level, how = both
        reading.values = {_LEVEL: level.code, _CATEGORY: category.code}
        reading.infer(how, typed=plain, category=category.label, level=level.label)
        return reading
    return _plain_code(_LEVEL, text)


def read_county(text: str) -> CellReading:
    """Read a county; a former name gives today's county and a request to check."""
    plain = narrow(text)
    reading = CellReading()
    if means_nothing(plain):
        return reading
    entry = _county(plain)
    former = _former_county(plain)
    if entry is not None and entry.extra["level"] == _COUNTY_LEVEL:
        reading.values["client.county"] = entry.code
    elif former is not None:
        said = _OLD_COUNTY if entry is None else _CITY_FOR_COUNTY
        reading.values["client.county"] = former.code
        reading.check(said, typed=plain, county=former.label)
    elif entry is not None:
        reading.values["client.county"] = entry.code
        reading.check(_CITY_ONLY, typed=plain)
    else:
        return _plain_code("client.county", text)
    return reading


def read_ethnic_group(text: str) -> CellReading:
    """Read an ethnic group; groups that the standard does not list are kept in words."""
    plain = narrow(text)
    reading = _plain_code("client.ethnic_group", text)
    code = reading.values.get("client.ethnic_group")
    if code == "97":
        label = code_list("ethnic_groups").label("97")
        if plain not in {label.zh, "97"}:
            reading.note("client.remark", "民族", plain)
            reading.infer(_ETHNIC_WORDS, typed=plain, label=label)
    return reading


def read_employment_status(text: str) -> CellReading:
    """Read whether someone is in work; a form of work or a reason for none tells it too."""
    reading = _plain_code("client.employment_status", text)
    if reading.problem is None:
        return reading
    plain = narrow(text)
    form = code_list("employment_forms").match(plain)
    if form is not None:
        told = CellReading(
            values={"client.employment_status": "EMP", "placement.form": form.code}
        )
        told.infer(_FORM_AS_STATUS, typed=plain, form=form.label)
        return told
    reason = code_list("not_employed_reasons").match(plain)
    if reason is not None:
        told = CellReading(
            values={
                "client.employment_status": "UNEMP",
                "client.not_employed_reason": reason.code,
            }
        )
        told.infer(_REASON_AS_STATUS, typed=plain, reason=reason.label)
        return told
    return reading


def read_code(target: str, heading: str, text: str) -> CellReading:
    """Read a value of any other code list.

    Where a list has no entry for a bare yes, as for the kind of contract, the word is kept in
    the remark: which contract it is must be asked.
    """
    own = _OWN_READERS.get(target)
    if own is not None:
        return own(text)
    reading = _plain_code(target, text)
    if reading.problem is None or target not in _KINDS_OF_WHAT_IS_THERE:
        return reading
    answer = _yes_or_no(narrow(text))
    if answer is None:
        return reading
    told = CellReading()
    if answer == "否":
        empty = "NONE"
        told.values[target] = (empty,) if isinstance(_declared(target).kind, Several) else empty
        return told
    told.note("placement.remark", heading, narrow(text))
    told.check(_YES_NO_ONLY, typed=narrow(text))
    return told


_KINDS_OF_WHAT_IS_THERE: Final = frozenset({"placement.contract_type", "placement.insurance"})
_OWN_READERS: Final[dict[str, Callable[[str], CellReading]]] = {
    _CATEGORY: read_category,
    _LEVEL: read_level,
    "client.county": read_county,
    "client.ethnic_group": read_ethnic_group,
    "client.employment_status": read_employment_status,
}


def _declared(target: str) -> NamedField:
    field = target_field(target)
    if field is None:
        raise KeyError(target)
    return field


def _plain_code(target: str, text: str) -> CellReading:
    """Read what the list itself understands; signs stand for 是 and 否."""
    reading = CellReading()
    plain = unicodedata.normalize("NFKC", text).strip()
    if says_nothing(plain):
        return reading
    field = _declared(target)
    try:
        reading.values[target] = parse(field, plain)
        return reading
    except Problem as problem:
        if means_nothing(plain):
            return reading
        answer = _yes_or_no(plain)
        if answer is not None and isinstance(field.kind, Code):
            entry = code_list(field.kind.codes).match(answer)
            if entry is not None:
                reading.values[target] = entry.code
                return reading
        reading.problem = problem.text.filled(**problem.values)
        return reading


def _yes_or_no(text: str) -> str | None:
    if text in {"是", "有", "已签", "已签订", "签订", "已参保", "参保"} or text in _YES_SIGNS:
        return "是"
    return "否" if text in {"否", "无", "未签订", "未参保"} or text in _NO_SIGNS else None


def _category_and_level(plain: str) -> tuple[CodeEntry, CodeEntry, Text] | None:
    categories, levels = code_list("disability_categories"), code_list("disability_levels")
    digits = _TWO_DIGITS.fullmatch(plain)
    if digits:
        one, two = categories.find(digits[1]), levels.find(digits[2])
        return (one, two, _LAST_TWO) if one and two else None
    found = _CATEGORY_AND_LEVEL.fullmatch(plain)
    if not found:
        return None
    category, level = categories.match(found["category"]), levels.match(found["level"])
    return (category, level, _SPLIT) if category and level else None


@cache
def _county(plain: str) -> CodeEntry | None:
    """Return a division by its name, with or without those it belongs to before it."""
    divisions = code_list("divisions")
    entry = divisions.match(plain)
    if entry is not None:
        return entry
    ends = [
        one
        for one in divisions
        if one.extra["level"] == _COUNTY_LEVEL and plain.endswith(one.label.zh)
    ]
    before = {one.code: one for one in divisions}
    for one in sorted(ends, key=lambda one: -len(one.label.zh)):
        rest = plain.removesuffix(one.label.zh)
        parent = before[one.extra["parent"]]
        names = {"", parent.label.zh, *parent.synonyms}
        if any(rest.removeprefix("贵州省") == name for name in names):
            return one
    return None


@cache
def _former_county(plain: str) -> CodeEntry | None:
    """Return today's county for a former name, if all that had the name agree."""
    today = {
        entry.extra["current_code"]
        for entry in code_list("divisions_legacy")
        if term_of(plain) in {term_of(entry.label.zh), *map(term_of, entry.synonyms)}
    }
    return code_list("divisions").find(today.pop()) if len(today) == 1 else None
