"""Say changes of the record in plain words, for previews on screen and on the command line."""

from uuid import UUID

from db.domain.journal.exchange import Conflict, MergedValue, MergeReport
from db.domain.journal.operation import DELETED
from db.domain.record import Plain, plain_value
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.field import NamedField, NamedReference, field_of, references_of
from db.fields.showing import hides_middle, masked, with_unit
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
_NEW_CLIENT = Text("{who}：新的服务对象。", "{who}: a new client.")
_NEW_RECORDS = Text("{who}：有新增的记录。", "{who}: has new records.")
_CONFLICT = Text(
    "冲突：{who}，{what}“{field}”：{sides}。", "Conflict: {who}, {what} “{field}”: {sides}."
)
_SIDE = Text("{by} 写的是 {value}", "{by} wrote {value}")
_AND = Text("；", "; ")
_BETWEEN = Text("、", ", ")
_NOTHING = Text("（空）", "(empty)")
_SHARED = Text("公共登记", "Shared register")
_UNNAMED = Text("{what} {start}", "{what} {start}")
_IS_DELETED = Text("是否删除", "Whether deleted")
_GONE, _KEPT = Text("删除", "deleted"), Text("保留", "kept")
_COUNSELLOR = Text("就业辅导员", "Counsellor")
_SCHEMA = Schema()

_CALLED = {
    "client": "name",
    "household": "head_name",
    "household_member": "name",
    "staff": "name",
    "employer": "name",
    "vacancy": "title",
    "employment_plan": "goal",
    "placement": "job_title",
}
"""By table, the field that tells people which record is meant."""

_SUBJECTS = (("client", "client_id"), ("household", "household_id"))
"""Whom a record is about, and the link that says so; the first that is there counts."""


def merge_sentences(report: MergeReport, reading: Reading, language: Language) -> list[str]:
    """Return what a merge changes, a sentence each: values, new records, conflicts.

    A client who comes with the file is named once she is in the record, not in a preview.
    """
    lines = [change_sentence(value, reading, language) for value in report.values]
    told = {_client_of(value.table, value.record_id, reading) for value in report.values}
    told |= {conflict.client_id for conflict in report.conflicts}
    for sentence, clients in (
        (_NEW_CLIENT, report.clients_new),
        (_NEW_RECORDS, report.clients_changed),
    ):
        for client in clients:
            name = _told("client", client, "name", reading)
            if name and client not in told:
                lines.append(sentence.to(language, who=name))
    lines += [conflict_sentence(conflict, reading, language) for conflict in report.conflicts]
    return lines


def change_sentence(value: MergedValue, reading: Reading, language: Language) -> str:
    """Return one change as a sentence: person, field, old, new, who, when."""
    told = {
        "who": subject_name(value.table, value.record_id, reading, language),
        "what": _noun(value.table),
        "by": value.by,
        "when": f"{value.at.astimezone():%Y-%m-%d %H:%M}",
    }
    if value.field == DELETED:
        return (_DELETED if value.new else _BACK).to(language, **told)
    return _CHANGED.to(
        language,
        **told,
        field=field_label(value.table, value.field),
        old=plain_words(value.table, value.field, value.old, language, reading),
        new=plain_words(value.table, value.field, value.new, language, reading),
    )


def conflict_sentence(conflict: Conflict, reading: Reading, language: Language) -> str:
    """Return a conflict as a sentence: person, field, and who wrote which value."""
    table, field = conflict.table, conflict.field
    sides = (
        _SIDE.to(
            language,
            by=side.by,
            value=plain_words(table, field, side.value, language, reading),
        )
        for side in conflict.sides
    )
    return _CONFLICT.to(
        language,
        who=subject_name(table, conflict.record_id, reading, language),
        what=_noun(table),
        field=field_label(table, field),
        sides=_AND.to(language).join(sides),
    )


def subject_name(table: str, record_id: str, reading: Reading, language: Language) -> str:
    """Return whom a record is about: a client, a household head, or a shared register.

    A record that has been deleted is named by what its history says.
    """
    if table == "household_member":
        name = _told(table, record_id, "name", reading)
        if name:
            return str(name)
    for kind, link in _SUBJECTS:
        subject = record_id if table == kind else _told(table, record_id, link, reading)
        name = _told(kind, str(subject), _CALLED[kind], reading) if subject else None
        if name:
            return str(name)
    called = _CALLED.get(table)
    return str((called and _told(table, record_id, called, reading)) or _SHARED.to(language))


def field_label(table: str, name: str) -> Text:
    """Return the label of a field; a field of a newer version is named as it is stored."""
    if name == DELETED:
        return _IS_DELETED
    declared = _declared(table, name)
    if isinstance(declared, NamedReference):
        return _COUNSELLOR if name == "counsellor_id" else _noun(declared.table)
    return declared.label if declared is not None else Text(name, name)


def plain_words(
    table: str,
    name: str,
    value: Plain,
    language: Language,
    reading: Reading | None = None,
) -> str:
    """Return a journal value as people read it; numbers with their middle hidden.

    Args:
        table: Where the field belongs.
        name: The field's name in code.
        value: The value.
        language: Whose words.
        reading: Where the name of a linked record is looked up; without it, or when the
            record is not here yet, the link is told by kind and the start of its id.
    """
    if name == DELETED:
        return (_GONE if value else _KEPT).to(language)
    if value is None or value in ("", []):
        return _NOTHING.to(language)
    declared = _declared(table, name)
    if isinstance(declared, NamedReference):
        return _linked(declared.table, str(value), language, reading)
    if isinstance(declared, NamedField):
        column = _SCHEMA.tables[table].columns[name]
        try:
            known = column.load(column.store(value))
        except ValueError:  # written by another version of Yiyi
            return str(value)
        shown = with_unit(declared, known, language)
        return masked(shown) if hides_middle(declared) else shown
    return _BETWEEN.to(language).join(value) if isinstance(value, list) else str(value)


def _linked(table: str, record_id: str, language: Language, reading: Reading | None) -> str:
    if reading is not None:
        called = _CALLED.get(table)
        name = called and _told(table, record_id, called, reading)
        if name:
            return str(name)
    return _UNNAMED.to(language, what=_noun(table), start=record_id[:8])


def _client_of(table: str, record_id: str, reading: Reading) -> str | None:
    """Return the id of the client a record is about, as the journal writes ids."""
    if table == "client":
        return record_id
    found = _told(table, record_id, "client_id", reading)
    return str(found) if found else None


def _told(table: str, record_id: str, name: str, reading: Reading) -> Plain:
    """Return one value of a record, or what it said last before it was deleted."""
    record_type = RECORD_TYPE_BY_TABLE.get(table)
    if record_type is None or name not in _SCHEMA.of(record_type).columns:
        return None
    record = reading[record_type].find(UUID(record_id))
    if record is not None:
        return plain_value(getattr(record, name))
    for entry in reading.history(table, UUID(record_id)):
        if entry.field == name and entry.is_current:
            return entry.value
    return None


def _noun(table: str) -> Text:
    record_type = RECORD_TYPE_BY_TABLE.get(table)
    noun: Text = Text(table, table) if record_type is None else record_type.NOUN
    return noun


def _declared(table: str, name: str) -> NamedField | NamedReference | None:
    record_type = RECORD_TYPE_BY_TABLE.get(table)
    if record_type is None:
        return None
    for reference in references_of(record_type):
        if reference.name == name:
            return reference
    try:
        return field_of(record_type, name)
    except KeyError:
        return None
