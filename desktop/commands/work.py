"""The day's work, and the summary a client takes home."""

from pathlib import Path

import click

from db.domain.ids import ClientId
from db.fields.text import Text
from db.usecases.papers.case_summary import client_summary
from db.usecases.policies import policy_in_force
from db.usecases.worklist import todays_work
from desktop.commands.clients import json_option
from desktop.commands.context import (
    FILE,
    Session,
    command,
    day,
    local_today,
    put_json,
    record_id,
)
from desktop.commands.hiding import hidden
from desktop.commands.usage import WrongUsage

_NOTHING_DUE = Text("这一天没有到期的事。", "Nothing is due on that day.")
_LEFT_OUT = Text(
    "还有 {count} 件“{kind}”没有列出。", "{count} more of “{kind}” are not listed."
)
_NO_FORM = Text(
    "没有“{form}”这种形式，现在只能做打印版：--form print。",
    "There is no form “{form}”; only the printed one can be made now: --form print.",
)
_UNPRINTABLE = Text(
    "这几个字没有字体，纸上会写成编号：{characters}。",
    "No font has these characters; the paper shows their codes: {characters}.",
)
_WRITTEN = Text(
    "小结已写到 {path}，共 {pages} 页。", "The summary is at {path}: {pages} pages."
)
_PRINT = "print"


@command(Text("今天要做的事，和为什么。", "What is due, and why."))
@click.option("--on", default=None, metavar="DATE", help="哪一天 2026-11-23 / which day")
@json_option
def today(session: Session, on: str | None, *, as_json: bool) -> None:
    """Say what is due, and why."""
    asked = day(on)
    with session.workspace() as workspace:
        store = workspace.store
        policy, owner, drafts = policy_in_force(store), store.owner, store.drafts()
        with store.reading() as reading:
            work = todays_work(reading, drafts, asked, policy, owner)
    if as_json:
        put_json(
            [
                {
                    "client_id": duty.client_id.hex if duty.client_id else None,
                    "kind": duty.kind.value,
                    "due_on": duty.due_on.isoformat(),
                    "why": hidden(duty.sentence.to(session.language)),
                }
                for duty in work.duties
            ]
        )
    else:
        if not work.duties:
            session.say(_NOTHING_DUE)
        for duty in work.duties:
            why = hidden(duty.sentence.to(session.language))
            click.echo(f"{duty.due_on}  {duty.name}  {why}")
    for kind, count in work.left_out.items():
        session.say(_LEFT_OUT, count=count, kind=kind.label)


@command(Text("做一份给本人带回家的小结。", "Make the summary a client takes home."))
@click.argument("client_id")
@click.option("--form", default=_PRINT, show_default=True, help="形式 / form: print")
@click.option("--out", type=FILE, required=True, metavar="FILE.pdf")
def summary(session: Session, client_id: str, form: str, out: Path) -> None:
    """Make the summary a client takes home."""
    if form != _PRINT:
        raise WrongUsage(_NO_FORM, form=form)
    wanted = ClientId(record_id(client_id))
    from desktop.printing.summary_pdf import unprintable, write_pdf  # noqa: PLC0415 - slow

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
    written = write_pdf(document, out)
    missing = unprintable(document)
    if missing:
        session.say(_UNPRINTABLE, characters=" ".join(missing))
    session.say(_WRITTEN, path=out, pages=written.pages)


COMMANDS = (today, summary)
