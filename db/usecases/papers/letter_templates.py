"""Templates of letters, as data: ``resources/letters``, one file each.

A template says what it asks for, what it takes from the record, and its paragraphs in both
languages. A placeholder is one or the other; anything else is found when the file is read.
"""

import json
import string
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import resources
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text

_UNREADABLE = Text(
    "信的模板“{file}”读不出来：{part}。请换回原来的文件。",
    "The letter template “{file}” cannot be read: {part}. Put the former file back.",
)
_NO_SUCH = Text(
    "没有“{code}”这种信，请从列表里选。", "There is no letter “{code}”; choose one of the list."
)

FROM_RECORD: Final[Mapping[str, Text]] = {
    "name": Text("姓名", "Name"),
    "counsellor": Text("就业辅导员", "Counsellor"),
    "phone": Text("就业辅导员的电话", "The counsellor’s telephone"),
    "organisation": Text("就业辅导员的单位", "The counsellor’s organisation"),
    "case_number": Text("案号", "Case number"),
    "certificate_until": Text("证件有效期至", "Certificate valid until"),
    "desired_job": Text("就业意向", "Job wanted"),
    "employer": Text("现在的用人单位", "The present employer"),
    "job_title": Text("现在的岗位", "The present job"),
}
"""What a letter may take from the record, by placeholder."""


class AskKind(StrEnum):
    """What is typed."""

    LINE = "line"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing the counsellor fills in.

    Attributes:
        next_contact: Whether its day is the day of the next contact.
    """

    name: str
    label: Text
    kind: AskKind
    required: bool
    next_contact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterParagraph:
    """One paragraph; with ``only_with`` it stands only when that is filled in."""

    text: Text
    only_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """One letter that can be written.

    Attributes:
        code: Its name in code, for ever the same.
        service_type: Code of the service the note is filed under (``service_types``).
        next_step: The next step of the note, or ``None``.
    """

    code: str
    order: int
    title: Text
    service_type: str
    asks: tuple[Ask, ...]
    paragraphs: tuple[LetterParagraph, ...]
    next_step: Text | None


def letter_templates() -> tuple[LetterTemplate, ...]:
    """Return every template, in the order in which they are offered.

    Raises:
        Problem: A template cannot be read; the sentence names the file.
    """
    return _templates(resources.path("letters"))


def letter_template(code: str) -> LetterTemplate:
    """Return one template.

    Raises:
        Problem: There is no such template, or one cannot be read.
    """
    for template in letter_templates():
        if template.code == code:
            return template
    raise Problem(_NO_SUCH, field="template", code=code)


def placeholders(text: Text) -> frozenset[str]:
    """Return the placeholders of a text.

    Raises:
        ValueError: The two languages differ in them, or the braces do not match.
    """
    zh, en = (
        {name for _, name, _, _ in string.Formatter().parse(side) if name is not None}
        for side in (text.zh, text.en)
    )
    if zh != en:
        raise ValueError(f"{sorted(zh)} / {sorted(en)}")
    return frozenset(zh)


@cache
def _templates(folder: Path) -> tuple[LetterTemplate, ...]:
    found = [read_template(file) for file in sorted(folder.glob("*.json"))]
    return tuple(sorted(found, key=lambda template: template.order))


def read_template(file: Path) -> LetterTemplate:
    """Read one template.

    Raises:
        Problem: It is not one, or uses a placeholder that is neither asked for nor on record.
    """
    try:
        template = _template(json.loads(file.read_text(encoding="utf-8")))
        _check(template)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Problem(_UNREADABLE, file=file.name, part=str(error)) from error
    return template


def _template(written: Mapping[str, Any]) -> LetterTemplate:
    return LetterTemplate(
        code=written["code"],
        order=written["order"],
        title=_text(written["title"]),
        service_type=written["service_type"],
        asks=tuple(
            Ask(
                name=row["name"],
                label=_text(row["label"]),
                kind=AskKind(row["kind"]),
                required=row["required"],
                next_contact=row["next_contact"],
            )
            for row in written["asks"]
        ),
        paragraphs=tuple(
            LetterParagraph(text=_text(row["text"]), only_with=row.get("only_with"))
            for row in written["paragraphs"]
        ),
        next_step=_text(written["next_step"]) if written["next_step"] else None,
    )


def _text(written: Mapping[str, str]) -> Text:
    return Text(written["zh"], written["en"])


def _check(template: LetterTemplate) -> None:
    asked = {ask.name for ask in template.asks}
    if asked & FROM_RECORD.keys():
        raise ValueError(", ".join(sorted(asked & FROM_RECORD.keys())))
    if template.service_type not in code_list("service_types"):
        raise ValueError(template.service_type)
    optional = {ask.name for ask in template.asks if not ask.required}
    if template.next_step is not None:
        _check_text(template.next_step, (asked | FROM_RECORD.keys()) - optional)
    for paragraph in template.paragraphs:
        if paragraph.only_with is not None and paragraph.only_with not in optional:
            raise ValueError(paragraph.only_with)
        usable = (asked | FROM_RECORD.keys()) - (optional - {paragraph.only_with})
        _check_text(paragraph.text, usable)


def _check_text(text: Text, usable: set[str]) -> None:
    unknown = placeholders(text) - usable
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
