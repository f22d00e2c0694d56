"""Find, show and edit clients."""

from typing import Any

import click

from db.domain.clients.client import Client
from db.domain.clients.divisions import division_name
from db.domain.ids import ClientId
from db.domain.record import plain_value
from db.fields.codes import code_list
from db.fields.field import NamedField, Value, fields_of, references_of
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.reading import parse
from db.fields.showing import hides_middle, masked, with_unit
from db.fields.text import Text
from db.search.person import NO_FILTERS, PersonRow
from db.usecases.clients import correct_client
from desktop.commands.context import Session, command, local_today, put_json, record_id
from desktop.commands.hiding import hidden
from desktop.commands.usage import WrongUsage
from desktop.words import field_label, plain_words

_FOUND_NONE = Text(
    "没有找到“{words}”。可以用姓名、拼音、首字母、证号、电话后四位或村名再找。",
    "Nobody found for “{words}”. Try name, pinyin, initials, a number, the last four digits "
    "of a telephone, or the village.",
)
_MORE = Text(
    "还有更多。请多写几个字，或用 --limit 看更多。",
    "There are more. Type more, or use --limit.",
)
_SAVED = Text("已保存：{name}。", "Saved: {name}.")
_SAME = Text("没有变化，档案没有改动：{name}。", "Nothing differs; {name} is as before.")
_NOT_A_PAIR = Text(
    "“{typed}”要写成 字段=值，例如 phone=13985001234；清空写成 phone=。",
    "Write “{typed}” as FIELD=VALUE, e.g. phone=13985001234; phone= empties it.",
)
_NO_FIELD = Text(
    "服务对象没有“{name}”这个字段。可用的字段：{names}。",
    "A client has no field “{name}”. Fields: {names}.",
)
_TWICE = Text("“{name}”写了两次，请只写一次。", "“{name}” is there twice; give it once.")
_LINE = Text("{label}：{value}", "{label}: {value}")
_ID = Text("编号", "Id")

unmasked_option = click.option(
    "--unmasked", is_flag=True, help="显示完整号码 / show whole numbers"
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="标准输出只有 JSON / JSON alone on standard output"
)


@command(
    Text(
        "找人：姓名、拼音、首字母、证号、电话后四位、村名。",
        "Find people by name, pinyin, initials, number, last digits of the telephone, village.",
    )
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=50,
    show_default=True,
    help="最多几位 / at most so many",
)
@json_option
@unmasked_option
def find(
    session: Session, words: tuple[str, ...], limit: int, *, as_json: bool, unmasked: bool
) -> None:
    """Find people by anything known of them."""
    query = " ".join(words)
    with session.workspace() as workspace, workspace.store.reading() as reading:
        page = reading.find_persons(query, NO_FILTERS, limit=limit)
    if as_json:
        put_json([_person_json(row, unmasked=unmasked) for row in page.rows])
        return
    if not page.rows:
        session.say(_FOUND_NONE, words=hidden(query))
    for row in page.rows:
        click.echo(_person_line(session, row, unmasked=unmasked))
    if page.cursor is not None:
        session.say(_MORE)


@command(Text("看一位服务对象的全部字段。", "Show one client with every field."))
@click.argument("client_id")
@json_option
@unmasked_option
def show(session: Session, client_id: str, *, as_json: bool, unmasked: bool) -> None:
    """Show one client with every field."""
    wanted = ClientId(record_id(client_id))
    with session.workspace() as workspace, workspace.store.reading() as reading:
        client = reading[Client].get(wanted)
        links = {
            reference.name: plain_words(
                Client.TABLE,
                reference.name,
                plain_value(getattr(client, reference.name)),
                session.language,
                reading,
            )
            for reference in references_of(Client)
        }
    if as_json:
        put_json(_client_json(client, unmasked=unmasked))
        return
    lines = [(_ID, client.id.hex)]
    for field in fields_of(Client):
        value: Value = getattr(client, field.name)
        shown = with_unit(field, value, session.language)
        lines.append((field.label, shown if unmasked else _masked(field, shown)))
    lines += [(field_label(Client.TABLE, name), value) for name, value in links.items()]
    for label, value in lines:
        click.echo(session.words(_LINE, label=label, value=value))


@command(
    Text(
        "修改一位服务对象：检查、日志、撤销都和表单一样；“字段=”清空这一项。",
        "Edit a client: the same checks, journal and undo as the form; FIELD= empties a field.",
    )
)
@click.argument("client_id")
@click.argument("pairs", metavar="FIELD=VALUE…", nargs=-1, required=True)
def edit(session: Session, client_id: str, pairs: tuple[str, ...]) -> None:
    """Edit a client as the form does."""
    changes = _changes(pairs)
    wanted = ClientId(record_id(client_id))
    with session.workspace() as workspace:
        receipt = correct_client(workspace.store, wanted, changes, today=local_today())
    session.say(_SAVED if receipt.changes else _SAME, name=receipt.subject)


def _changes(pairs: tuple[str, ...]) -> dict[str, Value]:
    fields = {field.name: field for field in fields_of(Client)}
    typed_by_name: dict[str, str] = {}
    for pair in pairs:
        name, sign, typed = pair.partition("=")
        if not sign:
            raise WrongUsage(_NOT_A_PAIR, typed=pair)
        if name not in fields:
            raise WrongUsage(_NO_FIELD, name=name, names=", ".join(fields))
        if name in typed_by_name:
            raise WrongUsage(_TWICE, name=name)
        typed_by_name[name] = typed
    changes: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, typed in typed_by_name.items():
        try:
            changes[name] = parse(fields[name], typed, today=local_today())
        except Problem as problem:
            problems.append(problem)
    if problems:
        raise InvalidFieldsError(problems)
    return changes


def _client_json(client: Client, *, unmasked: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"id": client.id.hex}
    for field in fields_of(Client):
        values[field.name] = _json_value(field, getattr(client, field.name), unmasked=unmasked)
    for reference in references_of(Client):
        values[reference.name] = plain_value(getattr(client, reference.name))
    return values


def _json_value(field: NamedField, value: Value, *, unmasked: bool) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and not unmasked:
        return _masked(field, value)
    return plain_value(value)


def _masked(field: NamedField, shown: str) -> str:
    """Hide the middle of a number, and of numbers somebody wrote among other words."""
    return masked(shown) if shown and hides_middle(field) else hidden(shown)


def _person_json(row: PersonRow, *, unmasked: bool) -> dict[str, Any]:
    number = row.certificate_number
    return {
        "id": row.row_id.hex(),
        "name": row.name,
        "certificate_number": number if unmasked or number is None else masked(number),
        "county": row.county,
        "status": row.status,
    }


def _person_line(session: Session, row: PersonRow, *, unmasked: bool) -> str:
    number = row.certificate_number or ""
    county = division_name(row.county).to(session.language) if row.county else ""
    status = (
        code_list("employment_status").label(row.status).to(session.language)
        if row.status
        else ""
    )
    shown = number if unmasked or not number else masked(number)
    parts = (row.row_id.hex(), row.name, shown, county, row.village, status)
    return "  ".join(part for part in parts if part)


COMMANDS = (find, show, edit)
