"""Say changes of the record in plain words, for previews on screen and on the command line."""

from uuid import UUID

from db.domain.client import Client
from db.domain.exchange import MergedValue
from db.domain.household import Household
from db.domain.operation import DELETED
from db.domain.record import Plain
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.field import NamedField, Reference, field_of, references_of
from db.fields.showing import show_masked
from db.fields.text import Language, Text
from db.ports import Reading
from db.store.schema import Schema

_CHANGED = Text(
    "{who}，{what}“{field}”：原来是 {old}，改为 {new}（{by}，{when}）。",
    "{who}, {what} “{field}”: was {old}, becomes {new} ({by}, {when}).",
)
_DELETED = Text(
    "{who}，{what}：删除（{by}，{when}）。", "{who}, {what}: deleted ({by}, {when})."
)
_BACK = Text(
    "{who}，{what}：恢复（{by}，{when}）。", "{who}, {what}: brought back ({by}, {when})."
)
_NOTHING = Text("（空）", "(empty)")
_SHARED = Text("公共登记", "Shared register")
_LINK = Text("关联", "Link")
_SCHEMA = Schema()


def change_sentence(value: MergedValue, reading: Reading, language: Language) -> str:
    """Return one change as a sentence: person, field, old, new, who, when."""
    record_type = RECORD_TYPE_BY_TABLE.get(value.table)
    what = getattr(record_type, "NOUN", Text(value.table, value.table))
    told = {
        "who": subject_name(value.table, value.record_id, reading, language),
        "what": what.to(language),
        "by": value.by,
        "when": f"{value.at.astimezone():%Y-%m-%d %H:%M}",
    }
    if value.field == DELETED:
        return (_DELETED if value.new else _BACK).to(language, **told)
    return _CHANGED.to(
        language,
        **told,
        field=field_label(value.table, value.field).to(language),
        old=plain_words(value.table, value.field, value.old, language),
        new=plain_words(value.table, value.field, value.new, language),
    )


def subject_name(table: str, record_id: str, reading: Reading, language: Language) -> str:
    """Return whom a record is about: a client, a household head, or a shared register."""
    record_type = RECORD_TYPE_BY_TABLE.get(table)
    record = reading[record_type].find(UUID(record_id)) if record_type else None
    client_id = UUID(record_id) if table == "client" else getattr(record, "client_id", None)
    if client_id is not None:
        client = reading[Client].find(client_id)
        if client is not None:
            return client.name
    household_id = (
        UUID(record_id) if table == "household" else getattr(record, "household_id", None)
    )
    if household_id is not None:
        household = reading[Household].find(household_id)
        if household is not None:
            return household.head_name
    return str(getattr(record, "name", None) or _SHARED.to(language))


def field_label(table: str, name: str) -> Text:
    """Return the label of a field; a field of a newer version is named as it is stored."""
    field = _declared(table, name)
    if isinstance(field, Reference):
        return _LINK
    return field.label if field is not None else Text(name, name)


def plain_words(table: str, name: str, value: Plain, language: Language) -> str:
    """Return a journal value as people read it; numbers with their middle hidden."""
    if value is None or value == "":
        return _NOTHING.to(language)
    field = _declared(table, name)
    if not isinstance(field, NamedField):
        return str(value)
    column = _SCHEMA.tables[table].columns[name]
    stored = column.store(value)
    return show_masked(field, None if stored is None else column.load(stored), language)


def _declared(table: str, name: str) -> NamedField | Reference | None:
    record_type = RECORD_TYPE_BY_TABLE.get(table)
    if record_type is None:
        return None
    if any(reference.name == name for reference in references_of(record_type)):
        return Reference(table)
    try:
        return field_of(record_type, name)
    except KeyError:
        return None
