"""Write values for people: one writer for lists, paper, sheets and speech."""

from datetime import date
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
    fields_of,
)
from db.fields.text import Language, Text

YES, NO = Text("是", "Yes"), Text("否", "No")
_BETWEEN = Text("、", ", ")
_STAR = "＊"
_SHORTEST_IDENTITY = 15
"""Characters of an identity number of the first generation, the shortest there is."""


def show(  # noqa: PLR0911 - one result for each kind
    field: NamedField, value: Value, language: Language
) -> str:
    """Write a value for people; ``parse`` reads it back. ``None`` gives an empty text."""
    if value is None:
        return ""
    match field.kind:
        case YesNo():
            return (YES if value else NO).to(language)
        case Code(codes):
            return code_list(codes).label(str(value)).to(language)
        case Several(codes):
            assert isinstance(value, tuple)  # noqa: S101 - the kind says so
            labels = (code_list(codes).label(code).to(language) for code in value)
            return _BETWEEN.to(language).join(labels)
        case Money():
            assert isinstance(value, int)  # noqa: S101 - the kind says so
            yuan, fen = divmod(value, 100)
            return f"{yuan:,}" if not fen else f"{yuan:,}.{fen:02}"
        case Day():
            assert isinstance(value, date)  # noqa: S101 - the kind says so
            return value.isoformat()
        case (
            Month()
            | Whole()
            | Line()
            | PersonName()
            | Prose()
            | IdentityNumber()
            | CertificateNumber()
            | Phone()
        ):
            return str(value)
        case unreachable:
            assert_never(unreachable)


def show_masked(field: NamedField, value: Value, language: Language) -> str:
    """Write a value with the middle of identity numbers and telephones hidden."""
    shown = show(field, value, language)
    return masked(shown) if hides_middle(field) else shown


def hides_middle(field: NamedField) -> bool:
    """Tell whether the field is of a kind whose middle is hidden by default."""
    return isinstance(field.kind, IdentityNumber | CertificateNumber | Phone)


_BETWEEN_NUMBERS = "；"
"""What stands between several telephone numbers, as ``db.fields.reading`` keeps them."""


def masked(number: str) -> str:
    """Return the number with all but its first and last few characters hidden.

    Identity and certificate numbers keep 4 and 4, shorter numbers 3 and 4. Of several telephone
    numbers each is hidden by itself.
    """
    if _BETWEEN_NUMBERS in number:
        return _BETWEEN_NUMBERS.join(map(masked, number.split(_BETWEEN_NUMBERS)))
    head, tail = (4, 4) if len(number) >= _SHORTEST_IDENTITY else (3, 4)
    if len(number) <= head + tail:
        head, tail = 1, 0
    return number[:head] + _STAR * (len(number) - head - tail) + number[len(number) - tail :]


def with_unit(field: NamedField, value: Value, language: Language) -> str:
    """Write a value with its unit, as a document or a sentence needs it."""
    shown = show(field, value, language)
    if not shown:
        return ""
    match field.kind:
        case Whole(unit=unit):
            return f"{shown} {unit.to(language)}"
        case Money():
            return Text("{yuan} 元", "{yuan} yuan").to(language, yuan=shown)
        case _:
            return shown


def summary_line(record: object, language: Language) -> str:
    """Return one line for lists and paper: labels and values, in declared order."""
    shown = (
        (f, with_unit(f, getattr(record, f.name), language))
        for f in fields_of(type(record))
        if f.in_summary
    )
    joint = Text("；", "; ").to(language)
    return joint.join(f"{f.label.to(language)} {text}" for f, text in shown if text)
