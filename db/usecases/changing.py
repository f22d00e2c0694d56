"""Typed changes applied to a record: only declared fields, and none emptied that is needed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from db.domain.record import Record
from db.fields.field import Value, fields_of
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text

_EMPTY = Text("请填写“{label}”。", "Please fill in “{label}”.")

Kept = TypeVar("Kept", bound=Record)


def with_changes(record: Kept, changes: Mapping[str, Value]) -> Kept:
    """Return the record with some declared fields changed.

    Raises:
        InvalidFieldsError: A needed field would be empty.
        KeyError: The record declares no such field.
    """
    declared = {field.name for field in fields_of(type(record))}
    for name in changes:
        if name not in declared:
            raise KeyError(name)
    changed = cast("Kept", replace(cast("Any", record), **changes))
    check_filled(changed)
    return changed


def check_filled(record: Record) -> None:
    """Check that no needed field is empty.

    Raises:
        InvalidFieldsError: One problem for each empty field that is asked for.
    """
    problems = [
        Problem(_EMPTY, field=field.name, label=field.label)
        for field in fields_of(type(record))
        if field.required and field.asked and _is_empty(getattr(record, field.name))
    ]
    if problems:
        raise InvalidFieldsError(problems)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
