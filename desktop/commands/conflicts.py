"""Conflicts that wait: list them and settle them by a choice."""

from typing import Any
from uuid import UUID

import click

from db.domain.clients.client import Client
from db.domain.clients.client_rules import check_client
from db.domain.journal.exchange import Conflict, ConflictSide
from db.domain.journal.operation import DELETED
from db.domain.record import Plain, plain_value
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.field import NamedField, field_of, references_of
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.showing import hides_middle, masked
from db.fields.text import Text
from db.ports import Store
from db.usecases.changing import with_changes
from desktop.commands.clients import json_option, unmasked_option
from desktop.commands.context import Session, command, local_today, put_json, record_id
from desktop.commands.hiding import hidden
from desktop.commands.usage import WrongUsage
from desktop.words import conflict_sentence, field_label, plain_words, subject_name

_NO_CONFLICTS = Text("没有等待处理的冲突。", "No conflicts wait.")
_NO_SUCH = Text(
    "没有编号为 {id} 的冲突。用 yiyi conflicts 可以列出全部。",
    "There is no conflict {id}. yiyi conflicts lists them all.",
)
_ONE_OF = Text(
    "请用 --keep ours、--keep theirs 或 --value 三者之一。",
    "Give one of --keep ours, --keep theirs or --value.",
)
_NO_VALUE = Text(
    "这一处不能另写值，请用 --keep ours 或 --keep theirs。",
    "No other value can be given here; use --keep ours or --keep theirs.",
)
_NOT_THERE = Text(
    "档案里没有编号为 {id} 的{noun}。请核对编号。",
    "There is no {noun} {id} in the record. Check the id.",
)
_SETTLED = Text(
    "冲突已处理：{who} 的“{field}”定为 {value}。", "Settled: “{field}” of {who} is {value}."
)


@command(Text("列出等待处理的冲突。", "List the conflicts that wait."))
@json_option
@unmasked_option
def conflicts(session: Session, *, as_json: bool, unmasked: bool) -> None:
    """List the conflicts that wait."""
    with session.workspace() as workspace:
        found = workspace.store.conflicts()
        with workspace.store.reading() as reading:
            lines = [conflict_sentence(each, reading, session.language) for each in found]
    if as_json:
        put_json([conflict_json(conflict, unmasked=unmasked) for conflict in found])
        return
    if not found:
        session.say(_NO_CONFLICTS)
    for conflict, line in zip(found, lines, strict=True):
        click.echo(conflict.id)
        click.echo(f"    {hidden(line)}")


@command(
    Text(
        "处理一处冲突：用我们的、对方的，或另写一个值。",
        "Settle one conflict by our value, theirs, or another one.",
    )
)
@click.argument("conflict_id")
@click.option("--keep", type=click.Choice(["ours", "theirs"]), help="用哪一边的 / whose value")
@click.option("--value", default=None, metavar="V", help="另写一个值 / another value")
def settle(session: Session, conflict_id: str, keep: str | None, value: str | None) -> None:
    """Settle one conflict by a choice."""
    if (keep is None) == (value is None):
        raise WrongUsage(_ONE_OF)
    with session.workspace() as workspace:
        store = workspace.store
        found = next((c for c in store.conflicts() if c.id == conflict_id.strip()), None)
        if found is None:
            raise Problem(_NO_SUCH, id=hidden(conflict_id))
        if value is not None:
            chosen = _typed(store, found, value)
        else:
            chosen = sides(found)[0 if keep == "ours" else 1].value
        with store.reading() as reading:
            who = subject_name(found.table, found.record_id, reading, session.language)
            shown = plain_words(found.table, found.field, chosen, session.language, reading)
        store.settle(found.id, chosen)
    label = field_label(found.table, found.field)
    session.say(_SETTLED, who=who, field=label, value=hidden(shown))


def sides(conflict: Conflict) -> tuple[ConflictSide, ConflictSide]:
    """Return our value and theirs.

    Where neither was written here (a supervisor holding two counsellors' values), the value
    shown for now counts as ours.
    """
    ours = next((s for s in conflict.sides if s.is_ours), conflict.sides[0])
    theirs = next(s for s in conflict.sides if s is not ours)
    return ours, theirs


def conflict_json(conflict: Conflict, *, unmasked: bool) -> dict[str, Any]:
    """Return a conflict as the command line prints it."""
    ours, theirs = sides(conflict)
    return {
        "id": conflict.id,
        "client_id": conflict.client_id,
        "field": conflict.field,
        "ours": _shown(conflict, ours.value, unmasked=unmasked),
        "theirs": _shown(conflict, theirs.value, unmasked=unmasked),
    }


def _typed(store: Store, conflict: Conflict, typed: str) -> Plain:
    """Read a value as the form would; a client's has to keep the rules of a client."""
    record_type = RECORD_TYPE_BY_TABLE.get(conflict.table)
    if record_type is None or conflict.field == DELETED:
        raise WrongUsage(_NO_VALUE)
    for reference in references_of(record_type):
        if reference.name == conflict.field:
            return _linked(store, RECORD_TYPE_BY_TABLE[reference.table], typed)
    field = _field(conflict)
    if field is None:
        raise WrongUsage(_NO_VALUE)
    value = parse(field, typed, today=local_today())
    if record_type is Client:
        with store.reading() as reading:
            client = reading[Client].find(UUID(conflict.record_id))
        if client is not None:
            check_client(with_changes(client, {field.name: value}), local_today())
    return plain_value(value)


def _linked(store: Store, record_type: type[Any], typed: str) -> Plain:
    wanted = record_id(typed)
    with store.reading() as reading:
        if reading[record_type].find(wanted) is None:
            raise Problem(_NOT_THERE, id=wanted.hex, noun=record_type.NOUN)
    return wanted.hex


def _field(conflict: Conflict) -> NamedField | None:
    record_type = RECORD_TYPE_BY_TABLE.get(conflict.table)
    try:
        return field_of(record_type, conflict.field) if record_type is not None else None
    except KeyError:
        return None


def _shown(conflict: Conflict, value: Plain, *, unmasked: bool) -> Plain:
    if unmasked or not isinstance(value, str):
        return value
    field = _field(conflict)
    return masked(value) if field is not None and hides_middle(field) else hidden(value)


COMMANDS = (conflicts, settle)
