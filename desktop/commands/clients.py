"""Find, show and edit clients; the day's work; the summary on paper."""

import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from db.domain.client import Client
from db.domain.ids import ClientId
from db.domain.record import plain_value
from db.fields.codes import code_list
from db.fields.field import NamedField, Value, fields_of, references_of
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.reading import parse
from db.fields.showing import hides_middle, masked, show_masked, with_unit
from db.fields.text import Text
from db.search.person import Filters, PersonRow
from db.usecases.clients import correct_client
from db.usecases.policies import policy_in_force
from db.usecases.summary import client_summary
from db.usecases.worklist import todays_work
from desktop.commands.context import (
    WRONG_USAGE,
    Session,
    day,
    in_words,
    local_today,
    put_json,
    record_id,
)

_FOUND_NONE = Text(
    "没有找到“{words}”。可以用姓名、拼音、首字母、证号、电话后四位或村名再找。",
    "Nobody found for “{words}”. Try name, pinyin, initials, a number, the last four digits "
    "of a telephone, or the village.",
)
_SAVED = Text("已保存：{name}。", "Saved: {name}.")
_NOT_A_PAIR = Text(
    "“{typed}”要写成 字段=值，例如 phone=13985001234。",
    "Write “{typed}” as FIELD=VALUE, e.g. phone=13985001234.",
)
_NO_FIELD = Text(
    "服务对象没有“{name}”这个字段。可用的字段：{names}。",
    "A client has no field “{name}”. Fields: {names}.",
)
_NOTHING_DUE = Text("今天没有到期的事。", "Nothing is due today.")
_NO_FORM = Text(
    "现在只能做打印版（print）。其他形式在以后的版本里。",
    "Only the print form can be made now; other forms come with a later version.",
)
_UNPRINTABLE = Text(
    "这几个字没有字体，纸上会写成编号：{characters}。",
    "No font has these characters; the paper shows their codes: {characters}.",
)
_WRITTEN = Text(
    "小结已写到 {path}，共 {pages} 页。", "The summary is at {path}: {pages} pages."
)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=50)
@click.option("--json", "as_json", is_flag=True)
@click.option("--unmasked", is_flag=True, help="显示完整号码 / show whole numbers")
@in_words
def find(
    session: Session, words: tuple[str, ...], limit: int, *, as_json: bool, unmasked: bool
) -> None:
    """找人。Find people by anything you know of them."""
    query = " ".join(words)
    with session.workspace() as workspace, workspace.store.reading() as reading:
        found = reading.find_persons(query, Filters(), limit=limit).rows
    if as_json:
        put_json([_person_json(row, unmasked=unmasked) for row in found])
    elif not found:
        session.say(_FOUND_NONE, words=query)
    else:
        for row in found:
            click.echo(_person_line(session, row, unmasked=unmasked))


@click.command()
@click.argument("client_id")
@click.option("--json", "as_json", is_flag=True)
@click.option("--unmasked", is_flag=True, help="显示完整号码 / show whole numbers")
@in_words
def show(session: Session, client_id: str, *, as_json: bool, unmasked: bool) -> None:
    """看一位服务对象。Show one client with every field."""
    wanted = ClientId(record_id(client_id))
    with session.workspace() as workspace, workspace.store.reading() as reading:
        client = reading[Client].get(wanted)
    if as_json:
        put_json(_client_json(client, unmasked=unmasked))
        return
    for field in fields_of(Client):
        value: Value = getattr(client, field.name)
        whole = with_unit(field, value, session.language)
        hidden = show_masked(field, value, session.language)
        click.echo(
            f"{field.label.to(session.language)}: "
            f"{whole if unmasked or not hides_middle(field) else hidden}"
        )


@click.command()
@click.argument("client_id")
@click.argument("pairs", metavar="FIELD=VALUE …", nargs=-1, required=True)
@in_words
def edit(session: Session, client_id: str, pairs: tuple[str, ...]) -> None:
    """修改一位服务对象。Edit a client; the same checks as the form."""
    changes = _changes(session, pairs)
    with session.workspace() as workspace:
        receipt = correct_client(
            workspace.store,
            ClientId(record_id(client_id)),
            changes,
            today=local_today(),
        )
    session.say(_SAVED, name=receipt.subject)


@click.command()
@click.option("--on", default=None, metavar="DATE", help="哪一天 / which day")
@click.option("--json", "as_json", is_flag=True)
@in_words
def today(session: Session, on: str | None, *, as_json: bool) -> None:
    """今天要做的事，和为什么。What is due, and why."""
    asked = day(on)
    with session.workspace() as workspace:
        store = workspace.store
        policy, owner = policy_in_force(store), store.owner
        drafts = store.drafts()
        with store.reading() as reading:
            due = todays_work(reading, drafts, asked, policy, owner).duties
    if as_json:
        put_json(
            [
                {
                    "client_id": duty.client_id.hex if duty.client_id else None,
                    "kind": duty.kind.value,
                    "due_on": duty.due_on.isoformat() if duty.due_on else None,
                    "why": duty.why.to(session.language),
                }
                for duty in due
            ]
        )
        return
    if not due:
        session.say(_NOTHING_DUE)
    for duty in due:
        click.echo(f"{duty.due_on or ''}  {duty.name}  {duty.why.to(session.language)}")


@click.command()
@click.argument("client_id")
@click.option("--form", default="print", show_default=True, help="print")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@in_words
def summary(session: Session, client_id: str, form: str, out: Path) -> None:
    """做一份给本人带回家的小结。Make the summary a client takes home."""
    from desktop.printing.summary_pdf import unprintable, write_pdf  # noqa: PLC0415 - slow

    if form != "print":
        session.say(_NO_FORM)
        sys.exit(WRONG_USAGE)
    wanted = ClientId(record_id(client_id))
    with session.workspace() as workspace:
        store = workspace.store
        policy, owner = policy_in_force(store), store.owner
        with store.reading() as reading:
            document = client_summary(
                reading,
                wanted,
                session.language,
                today=local_today(),
                policy=policy,
                owner=owner,
            )
    missing = unprintable(document)
    if missing:
        session.say(_UNPRINTABLE, characters=" ".join(missing))
    written = write_pdf(document, out)
    session.say(_WRITTEN, path=out, pages=written.pages)


def _changes(session: Session, pairs: tuple[str, ...]) -> dict[str, Value]:
    fields = {field.name: field for field in fields_of(Client)}
    changes: dict[str, Value] = {}
    problems: list[Problem] = []
    for pair in pairs:
        name, sign, typed = pair.partition("=")
        if not sign:
            session.say(_NOT_A_PAIR, typed=pair)
            sys.exit(WRONG_USAGE)
        if name not in fields:
            session.say(_NO_FIELD, name=name, names=", ".join(fields))
            sys.exit(WRONG_USAGE)
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
        linked: UUID | None = getattr(client, reference.name)
        values[reference.name] = linked.hex if linked else None
    return values


def _json_value(field: NamedField, value: Value, *, unmasked: bool) -> Any:
    if isinstance(value, str) and hides_middle(field) and not unmasked:
        return masked(value)
    if isinstance(value, bool):
        return value
    return plain_value(value)


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
    county = code_list("divisions").label(row.county).to(session.language) if row.county else ""
    status = (
        code_list("employment_status").label(row.status).to(session.language)
        if row.status
        else ""
    )
    shown = number if unmasked or not number else masked(number)
    parts = (row.row_id.hex(), row.name, shown, county, row.village, status)
    return "  ".join(part for part in parts if part)


COMMANDS = (find, show, edit, today, summary)
