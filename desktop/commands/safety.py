"""Begin a record, undo and redo, back up, restore, check."""

from pathlib import Path

import click

from db.domain.clients.divisions import county_of, match_division
from db.fields.problem import Problem
from db.fields.text import Text
from desktop.commands.context import FILE, Session, ShownProgress, command
from desktop.commands.hiding import hidden
from desktop.commands.usage import DONE, PERSON_CAN_ACT
from desktop.paths import has_record
from desktop.workspace import create
from desktop.workspace import restore as restore_backup

_BEGUN = Text(
    "档案已建立在 {folder}。下面是恢复码，请抄下或打印，和电脑分开放。"
    "忘记口令时只有它能打开档案。",
    "The record is in {folder}. Below is the recovery code: write it down or print it and keep "
    "it away from the computer. Without the passphrase nothing else opens the record.",
)
_NO_COUNTY = Text(
    "没有代码为 {county} 的县。请用六位行政区划代码，例如 520626。",
    "There is no county {county}. Use the six-digit division code, e.g. 520626.",
)
_NO_NAME = Text("请写姓名：--name 姓名。", "Give a name: --name NAME.")
_UNDONE = Text("已撤销：{name}。", "Undone: {name}.")
_REDONE = Text("已重做：{name}。", "Done again: {name}.")
_BACKED_UP = Text(
    "备份已写到 {path}，并已检查。用原来的口令打开。",
    "The backup is at {path} and has been checked. It opens with the same passphrase.",
)
_RESTORED = Text("备份已恢复到 {folder}。", "The backup is in place in {folder}.")
_SET_ASIDE = Text(
    "原来的档案没有删除，放在 before-restore 开头的文件夹里。",
    "The record that was here is kept in a folder whose name begins with before-restore.",
)
_SOUND = Text("档案完好。", "The record is sound.")


@command(
    Text(
        "建立一份新档案；标准输出只有恢复码。",
        "Begin a record; standard output has the recovery code alone.",
    )
)
@click.option("--name", required=True, metavar="姓名")
@click.option(
    "--county", required=True, metavar="520626", help="六位行政区划代码 / six-digit code"
)
@click.option(
    "--role",
    type=click.Choice(["counsellor", "supervisor"]),
    default="counsellor",
    show_default=True,
)
@click.option("--organisation", default=None, help="单位 / organisation")
@click.option("--phone", default=None, help="印在材料上的电话 / telephone on papers")
def init(  # noqa: PLR0913, PLR0917 - each is an option of its own
    session: Session,
    name: str,
    county: str,
    role: str,
    organisation: str | None,
    phone: str | None,
) -> None:
    """Begin a record and print the recovery code."""
    if not name.strip():
        raise Problem(_NO_NAME)
    found = match_division(county)
    if found is None or county_of(found.code) is None:
        raise Problem(_NO_COUNTY, county=county)
    # A folder that holds a record is refused before anybody thinks of a passphrase.
    passphrase = "" if has_record(session.folder) else session.passphrase(twice=True)
    workspace, code = create(
        session.folder,
        name=name.strip(),
        county=found.code,
        role=role,
        passphrase=passphrase,
        organisation=organisation,
        phone=phone,
    )
    workspace.close()
    session.say(_BEGUN, folder=session.folder)
    click.echo(code)


@command(Text("撤销最近一次操作，并说出是哪一次。", "Undo the last action, by name."))
def undo(session: Session) -> None:
    """Undo the last action, by name."""
    with session.workspace() as workspace:
        named = workspace.store.undoable()
        workspace.store.undo()
    if named is not None:
        session.say(_UNDONE, name=hidden(named.name().to(session.language)))


@command(Text("重做刚撤销的操作。", "Do the undone action again."))
def redo(session: Session) -> None:
    """Do the undone action again."""
    with session.workspace() as workspace:
        named = workspace.store.redoable()
        workspace.store.redo()
    if named is not None:
        session.say(_REDONE, name=hidden(named.name().to(session.language)))


@command(Text("写一份加密备份，并检查。", "Write an encrypted, checked backup."))
@click.option("--out", type=FILE, required=True, metavar="FILE")
def backup(session: Session, out: Path) -> None:
    """Write an encrypted, checked backup."""
    with session.workspace() as workspace:
        workspace.back_up(out, ShownProgress(session))
    session.say(_BACKED_UP, path=out)


@command(
    Text(
        "把备份恢复到 --record 的文件夹；那里原有的档案另放，不删除。",
        "Put a backup into the folder of --record; a record that is there is set aside.",
    )
)
@click.argument("file", type=FILE)
def restore(session: Session, file: Path) -> None:
    """Put a backup in place of the record."""
    replaces = has_record(session.folder)
    workspace = restore_backup(
        session.folder, file, session.passphrase(), ShownProgress(session)
    )
    workspace.close()
    session.say(_RESTORED, folder=session.folder)
    if replaces:
        session.say(_SET_ASIDE)


@command(Text("检查档案是否完好。", "Check the record through and through."))
def check(session: Session) -> int:
    """Check the record through and through."""
    with session.workspace() as workspace:
        faults = workspace.store.faults()
    for fault in faults:
        session.say(fault)
    if not faults:
        session.say(_SOUND)
    return PERSON_CAN_ACT if faults else DONE


COMMANDS = (init, undo, redo, backup, restore, check)
