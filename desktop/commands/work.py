"""The day's work."""

import click

from db.fields.text import Text
from db.usecases.policies import policy_in_force
from db.usecases.worklist import todays_work
from desktop.commands.clients import json_option
from desktop.commands.context import Session, command, day, put_json
from desktop.commands.hiding import hidden

_NOTHING_DUE = Text("这一天没有到期的事。", "Nothing is due on that day.")
_LEFT_OUT = Text(
    "还有 {count} 件“{kind}”没有列出。", "{count} more of “{kind}” are not listed."
)


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


COMMANDS = (today,)
