"""Hypothesis strategies derived from declared fields: any value a field can hold."""

import unicodedata
from datetime import date
from typing import Any, assert_never

from hypothesis import strategies as st

from db.fields.codes import code_list
from db.fields.field import (
    CertificateNumber,
    Code,
    Day,
    IdentityNumber,
    Kind,
    Line,
    Money,
    Month,
    PersonName,
    Phone,
    Prose,
    Several,
    Whole,
    YesNo,
    fields_of,
    references_of,
)
from tests.builders import an_id, an_identity_number

__all__ = ["days", "identity_numbers", "records", "values"]

_HAN = "王李张刘陈杨龙吴石潘欧阳长安山水青秀英明·𬱖䶮"
_WORDS = st.text(alphabet=_HAN + "abc 123，。", min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)


def days(first: date = date(1950, 1, 1), last: date = date(2030, 12, 31)) -> Any:
    """Return days between two days."""
    return st.dates(first, last)


def identity_numbers() -> Any:
    """Return invented, valid identity numbers."""
    return st.builds(
        an_identity_number, days(date(1930, 1, 1), date(2010, 12, 31)), st.integers(1, 9)
    )


def values(kind: Kind) -> Any:  # noqa: PLR0911, PLR0912 - one branch for each kind
    """Return a strategy for what a field of this kind can hold."""
    match kind:
        case Day():
            return days()
        case Month():
            return days().map(lambda day: f"{day:%Y-%m}")
        case YesNo():
            return st.booleans()
        case Code(codes):
            return st.sampled_from([entry.code for entry in code_list(codes)])
        case Several(codes):
            one = st.sampled_from([entry.code for entry in code_list(codes)])
            return st.lists(one, min_size=1, max_size=4, unique=True).map(tuple)
        case Whole(low, high, _):
            return st.integers(low, high)
        case Money(high_yuan):
            return st.integers(0, high_yuan * 100)
        case Line(max_chars) | Prose(max_chars):
            clean = _WORDS.map(lambda text: unicodedata.normalize("NFC", text.strip()))
            return clean.map(lambda text: text[:max_chars])
        case PersonName():
            return st.text(alphabet=_HAN.replace("·", ""), min_size=2, max_size=4)
        case IdentityNumber():
            return identity_numbers()
        case CertificateNumber():
            tails = st.tuples(st.integers(1, 7), st.integers(1, 4))
            return st.builds(lambda n, t: f"{n}{t[0]}{t[1]}", identity_numbers(), tails)
        case Phone():
            return st.integers(13000000000, 19999999999).map(str)
        case unreachable:
            assert_never(unreachable)


def records(record_type: type[Any], **fixed: Any) -> Any:
    """Return records of a type; references are fresh ids unless ``fixed`` says otherwise."""
    parts: dict[str, Any] = {"id": st.builds(an_id)}
    for reference in references_of(record_type):
        parts[reference.name] = st.builds(an_id) if reference.required else st.none()
    for field in fields_of(record_type):
        strategy = values(field.kind)
        parts[field.name] = strategy if field.required else st.none() | strategy
    for name, value in fixed.items():
        parts[name] = value if isinstance(value, st.SearchStrategy) else st.just(value)
    return st.builds(record_type, **parts)
