"""Cards, exchange files and merges."""

from pathlib import Path
from typing import Any

import click

from db.domain.journal.exchange import MergeReport
from db.fields.text import Text
from db.sync.card import Card, fingerprint, read_card, write_card
from desktop import exchanging
from desktop.commands.clients import json_option, unmasked_option
from desktop.commands.conflicts import conflict_json
from desktop.commands.context import FILE, Session, ShownProgress, command, put_json
from desktop.commands.hiding import hidden
from desktop.words import merge_sentences

_CARD_WRITTEN = Text(
    "名片已写到 {path}，可以发给同事。下面是核对用的指纹。",
    "The card is at {path}, to be given to a colleague. Its fingerprint to compare follows.",
)
_ENROLLED = Text(
    "已登记 {name}（{county}）。请打电话和对方逐组核对下面的指纹，不一样就不要合并对方的文件。",
    "{name} ({county}) is enrolled. Compare the fingerprint below by telephone, group by "
    "group; if it differs, do not merge files from there.",
)
_EXPORTED = Text(
    "给 {name} 的第 {number} 份文件已写到 {path}，共 {count} 条变更，已核对。",
    "File {number} for {name} is at {path}: {count} changes, read back and sound.",
)
_COUNTED = Text(
    "{name} 的文件：新变更 {new} 条，新服务对象 {clients} 人，有改动 {changed} 人，"
    "冲突 {conflicts} 处。",
    "File of {name}. New changes: {new}; new clients: {clients}, clients changed: {changed}, "
    "conflicts: {conflicts}.",
)
_AHEAD = Text(
    "{name} 的电脑时间比这里快一天以上，请提醒对方校准。",
    "The clock of {name} is more than a day ahead; ask for it to be set.",
)
_NOTHING_NEW = Text(
    "{name} 的文件没有带来新内容，什么也没有改。",
    "The file of {name} brings nothing new; nothing was changed.",
)
_PREVIEWED = Text("这是预览，什么也没有写入。", "This is a preview; nothing was written.")
_MERGED = Text(
    "已合并，可以用 yiyi undo 撤销。合并前的备份：{backup}",
    "Merged; yiyi undo takes it back. The backup made before: {backup}",
)
_TO_SETTLE = Text(
    "有冲突等您选定：yiyi conflicts 列出，yiyi settle 处理。",
    "Conflicts wait: yiyi conflicts lists them, yiyi settle settles them.",
)


@command(
    Text(
        "写出本档案的名片；标准输出只有指纹。",
        "Write this workspace’s public card; standard output has its fingerprint alone.",
    )
)
@click.option("--out", type=FILE, required=True, metavar="FILE")
def card(session: Session, out: Path) -> None:
    """Write this workspace's public card."""
    with session.workspace() as workspace:
        own = workspace.card()
    write_card(out, own)
    session.say(_CARD_WRITTEN, path=out)
    click.echo(fingerprint(own))


@command(
    Text(
        "登记同事的名片；标准输出只有指纹。没有登记的人发来的文件不能合并。",
        "Know this colleague from now on; standard output has the fingerprint alone. A file "
        "from an unknown sender is refused.",
    )
)
@click.argument("card_file", metavar="CARD", type=FILE)
def enrol(session: Session, card_file: Path) -> None:
    """Know this colleague from now on."""
    with session.workspace() as workspace:
        colleague = exchanging.enrol(workspace, read_card(card_file))
    known = colleague.card
    session.say(_ENROLLED, name=known.name, county=known.county)
    click.echo(colleague.fingerprint)


@command(
    Text(
        "写一份只有这位同事能打开的交换文件。",
        "Write one sealed file that only this colleague can open.",
    )
)
@click.option("--to", "card_file", type=FILE, required=True, metavar="CARD")
@click.option("--out", type=FILE, required=True, metavar="FILE.yiyi")
def export(session: Session, card_file: Path, out: Path) -> None:
    """Write one sealed file for a colleague."""
    with session.workspace() as workspace:
        done = exchanging.export(workspace, read_card(card_file), out, ShownProgress(session))
    session.say(
        _EXPORTED,
        name=done.receiver.name,
        number=done.number,
        path=out,
        count=done.receipt.operations,
    )


@command(
    Text(
        "合并同事的交换文件：先备份，一次写入，可以撤销。",
        "Merge a colleague’s file: a backup first, one transaction, and undo takes it back.",
    )
)
@click.argument("file", type=FILE)
@click.option("--preview", is_flag=True, help="只看会改什么 / only show what would change")
@json_option
@unmasked_option
def merge(
    session: Session, file: Path, *, preview: bool, as_json: bool, unmasked: bool
) -> None:
    """Merge a colleague's file."""
    progress = ShownProgress(session)
    backup: Path | None = None
    with session.workspace() as workspace:
        if preview:
            report, sender = exchanging.preview(workspace, file, progress)
        else:
            taken = exchanging.merge(workspace, file, progress)
            report, sender, backup = taken.report, taken.sender, taken.backup
        with workspace.store.reading() as reading:
            lines = merge_sentences(report, reading, session.language)
    if as_json:
        put_json(_report_json(report, unmasked=unmasked))
    _tell(session, report, sender)
    for line in lines:
        click.echo(hidden(line), err=as_json)
    if report.new_operations == 0:
        return
    if preview:
        session.say(_PREVIEWED)
    else:
        session.say(_MERGED, backup=backup)
        if report.conflicts:
            session.say(_TO_SETTLE)


def _tell(session: Session, report: MergeReport, sender: Card) -> None:
    if report.new_operations == 0:
        session.say(_NOTHING_NEW, name=sender.name)
        return
    session.say(
        _COUNTED,
        name=sender.name,
        new=report.new_operations,
        clients=len(report.clients_new),
        changed=len(report.clients_changed),
        conflicts=len(report.conflicts),
    )
    for name in report.future_devices:
        session.say(_AHEAD, name=name)


def _report_json(report: MergeReport, *, unmasked: bool) -> dict[str, Any]:
    return {
        "new_ops": report.new_operations,
        "clients_new": len(report.clients_new),
        "clients_changed": len(report.clients_changed),
        "conflicts": [conflict_json(c, unmasked=unmasked) for c in report.conflicts],
    }


COMMANDS = (card, enrol, export, merge)
