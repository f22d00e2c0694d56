"""Begin a record, undo, back up, restore, check, and the whole demo day."""

import sys
from pathlib import Path

import click

from db.domain.divisions import match_division
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from desktop.commands.context import PERSON_CAN_ACT, Session, ShownProgress, in_words
from desktop.workspace import create, restore as restore_backup

_BEGUN = Text(
    "档案已建立在 {folder}。下面是恢复码，请抄下或打印，和电脑分开放。忘记口令时只有它能打开档案。",
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
_RESTORED = Text(
    "备份已恢复。原来的档案没有删除，放在 before-restore 开头的文件夹里。",
    "The backup is in place. The record that was here is kept in a folder named "
    "before-restore….",
)
_SOUND = Text("档案完好。", "The record is sound.")
_DEMO = Text(
    "演示已完成，文件在 {folder}：{files}。",
    "The demo day is done; files in {folder}: {files}.",
)


@click.command()
@click.option("--name", required=True)
@click.option("--county", required=True, help="六位行政区划代码 / six-digit code")
@click.option("--role", type=click.Choice(["counsellor", "supervisor"]), default="counsellor")
@click.option("--organisation", default=None, help="单位 / organisation")
@click.option("--phone", default=None, help="印在材料上的电话 / telephone on papers")
@in_words
def init(
    session: Session,
    name: str,
    county: str,
    role: str,
    organisation: str | None,
    phone: str | None,
) -> None:
    """建立一份新档案，打印恢复码。Begin a record; prints the recovery code."""
    if not name.strip():
        raise Problem(_NO_NAME)
    found = match_division(county)
    if found is None:
        raise Problem(_NO_COUNTY, county=county)
    known = code_list("roles").match(role)
    workspace, code = create(
        session.folder,
        name=name.strip(),
        county=found.code,
        role=known.code if known else role.upper(),
        passphrase=session.passphrase(twice=True),
        organisation=organisation,
        phone=phone,
    )
    workspace.close()
    session.say(_BEGUN, folder=session.folder)
    click.echo(code)


@click.command()
@in_words
def undo(session: Session) -> None:
    """撤销最近一次操作。Undo the last action."""
    with session.workspace() as workspace:
        named = workspace.store.undoable()
        workspace.store.undo()
    session.say(_UNDONE, name=named.name() if named else Text("", ""))


@click.command()
@in_words
def redo(session: Session) -> None:
    """重做刚撤销的操作。Do the undone action again."""
    with session.workspace() as workspace:
        named = workspace.store.redoable()
        workspace.store.redo()
    session.say(_REDONE, name=named.name() if named else Text("", ""))


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@in_words
def backup(session: Session, out: Path) -> None:
    """写一份加密备份。Write an encrypted, checked backup."""
    with session.workspace() as workspace:
        workspace.back_up(out, ShownProgress(session))
    session.say(_BACKED_UP, path=out)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_words
def restore(session: Session, file: Path) -> None:
    """恢复一份备份。Put a backup in place of the record."""
    workspace = restore_backup(
        session.folder, file, session.passphrase(), ShownProgress(session)
    )
    workspace.close()
    session.say(_RESTORED)


@click.command()
@in_words
def check(session: Session) -> None:
    """检查档案是否完好。Check the record through and through."""
    with session.workspace() as workspace:
        faults = workspace.store.faults()
    for fault in faults:
        session.say(fault)
    if faults:
        sys.exit(PERSON_CAN_ACT)
    session.say(_SOUND)


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
@in_words
def demo(session: Session, out: Path) -> None:
    """用虚构的人过完一个工作日。Live a whole invented day without a display."""
    from desktop.demo_day import live_demo_day  # noqa: PLC0415 - only this command needs it

    files = live_demo_day(out, session.language)
    session.say(_DEMO, folder=out, files="、".join(path.name for path in files))


COMMANDS = (init, undo, redo, backup, restore, check, demo)
