"""Cards, exchange files, merges and conflicts."""

from pathlib import Path
from typing import Any

import click

from db.domain.exchange import Conflict, ConflictSide, MergeReport
from db.domain.record import Plain, plain_value
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.field import field_of
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.showing import hides_middle, masked
from db.fields.text import Text
from db.sync.card import Card, fingerprint, read_card, write_card
from desktop import exchanging
from desktop.commands.context import Session, ShownProgress, in_words, local_today, put_json
from desktop.words import change_sentence

_CARD_WRITTEN = Text(
    "名片已写到 {path}。核对用的指纹：{fingerprint}",
    "The card is at {path}. Fingerprint to compare: {fingerprint}",
)
_ENROLLED = Text(
    "已登记 {name}（{county}）。请打电话核对指纹：{fingerprint}",
    "{name} ({county}) is enrolled. Compare the fingerprint by telephone: {fingerprint}",
)
_EXPORTED = Text(
    "给 {name} 的第 {number} 份文件已写到 {path}，共 {count} 条变更，已核对。",
    "File {number} for {name} is at {path}: {count} changes, read back and sound.",
)
_PREVIEWED = Text(
    "{name} 的文件：新变更 {new} 条，新服务对象 {clients} 人，有改动 {changed} 人，冲突 {conflicts} 处。",
    "File of {name}: {new} new changes, {clients} new clients, {changed} changed, "
    "{conflicts} conflicts.",
)
_NOTHING_NEW = Text(
    "{name} 的文件没有带来新内容，什么也没有改。",
    "The file of {name} brings nothing new; nothing was changed.",
)
_MERGED = Text("已合并。合并前的备份：{backup}", "Merged. The backup made before: {backup}")
_SETTLED = Text("冲突已处理。", "The conflict is settled.")
_NO_CONFLICTS = Text("没有等待处理的冲突。", "No conflicts wait.")
_NO_SUCH = Text(
    "没有编号为 {id} 的冲突。用 yiyi conflicts 可以列出全部。",
    "There is no conflict {id}. yiyi conflicts lists them all.",
)
_ONE_OF = Text(
    "请用 --keep ours、--keep theirs 或 --value 三者之一。",
    "Give one of --keep ours, --keep theirs or --value.",
)


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@in_words
def card(session: Session, out: Path) -> None:
    """写出本档案的名片。Write this workspace's public card."""
    with session.workspace() as workspace:
        own = workspace.card()
        write_card(out, own)
    session.say(_CARD_WRITTEN, path=out, fingerprint=fingerprint(own))


@click.command()
@click.argument("card_file", metavar="CARD", type=click.Path(path_type=Path))
@in_words
def enrol(session: Session, card_file: Path) -> None:
    """登记同事的名片。Know this colleague from now on."""
    with session.workspace() as workspace:
        colleague = exchanging.enrol(workspace, read_card(card_file))
    known = colleague.card
    session.say(
        _ENROLLED, name=known.name, county=known.county, fingerprint=colleague.fingerprint
    )


@click.command()
@click.option("--to", "card_file", type=click.Path(path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@in_words
def export(session: Session, card_file: Path, out: Path) -> None:
    """写一份给同事的交换文件。Write one sealed file for a colleague."""
    with session.workspace() as workspace:
        done = exchanging.export(workspace, read_card(card_file), out, ShownProgress(session))
    session.say(
        _EXPORTED,
        name=done.receiver.name,
        number=done.number,
        path=out,
        count=done.receipt.operations,
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="只看会改什么 / only show what would change")
@click.option("--json", "as_json", is_flag=True)
@click.option("--unmasked", is_flag=True, help="显示完整号码 / show whole numbers")
@in_words
def merge(
    session: Session, file: Path, *, preview: bool, as_json: bool, unmasked: bool
) -> None:
    """合并同事的交换文件。Merge a colleague's file."""
    backup: Path | None = None
    with session.workspace() as workspace:
        if preview:
            report, sender = exchanging.preview(workspace, file, ShownProgress(session))
        else:
            taken = exchanging.merge(workspace, file, ShownProgress(session))
            report, sender, backup = taken.report, taken.sender, taken.backup
        with workspace.store.reading() as reading:
            lines = [
                change_sentence(value, reading, session.language) for value in report.values
            ]
    if as_json:
        put_json(_report_json(report, unmasked=unmasked))
    _tell(session, report, sender, lines)
    if backup is not None:
        session.say(_MERGED, backup=backup)


def _tell(session: Session, report: MergeReport, sender: Card, lines: list[str]) -> None:
    if report.new_operations == 0:
        session.say(_NOTHING_NEW, name=sender.name)
        return
    session.say(
        _PREVIEWED,
        name=sender.name,
        new=report.new_operations,
        clients=len(report.clients_new),
        changed=len(report.clients_changed),
        conflicts=len(report.conflicts),
    )
    for line in lines:
        click.echo(line, err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--unmasked", is_flag=True, help="显示完整号码 / show whole numbers")
@in_words
def conflicts(session: Session, *, as_json: bool, unmasked: bool) -> None:
    """列出等待处理的冲突。List the conflicts that wait."""
    with session.workspace() as workspace:
        found = workspace.store.conflicts()
    if as_json:
        put_json([_conflict_json(conflict, unmasked=unmasked) for conflict in found])
        return
    if not found:
        session.say(_NO_CONFLICTS)
    for conflict in found:
        click.echo(conflict.id)
        for side in conflict.sides:
            shown = _shown(conflict, side.value, unmasked=unmasked)
            click.echo(f"    {side.by} {side.at:%Y-%m-%d %H:%M}: {shown}")


@click.command()
@click.argument("conflict_id")
@click.option("--keep", type=click.Choice(["ours", "theirs"]))
@click.option("--value", default=None)
@in_words
def settle(session: Session, conflict_id: str, keep: str | None, value: str | None) -> None:
    """处理一处冲突。Settle one conflict."""
    if (keep is None) == (value is None):
        raise Problem(_ONE_OF)
    with session.workspace() as workspace:
        found = next((c for c in workspace.store.conflicts() if c.id == conflict_id), None)
        if found is None:
            raise Problem(_NO_SUCH, id=conflict_id)
        if value is not None:
            chosen = _typed(found, value)
        else:
            chosen = sides(found)[0 if keep == "ours" else 1].value
        workspace.store.settle(conflict_id, chosen)
    session.say(_SETTLED)


def sides(conflict: Conflict) -> tuple[ConflictSide, ConflictSide]:
    """Return our value and theirs.

    Where neither was written here (a supervisor holding two counsellors' values), the value
    shown for now counts as ours.
    """
    ours = next((s for s in conflict.sides if s.is_ours), conflict.sides[0])
    theirs = next(s for s in conflict.sides if s is not ours)
    return ours, theirs


def _typed(conflict: Conflict, value: str) -> Plain:
    try:
        field = field_of(RECORD_TYPE_BY_TABLE[conflict.table], conflict.field)
    except KeyError:
        return value
    return plain_value(parse(field, value, today=local_today()))


def _report_json(report: MergeReport, *, unmasked: bool) -> dict[str, Any]:
    return {
        "new_ops": report.new_operations,
        "clients_new": len(report.clients_new),
        "clients_changed": len(report.clients_changed),
        "conflicts": [_conflict_json(c, unmasked=unmasked) for c in report.conflicts],
    }


def _conflict_json(conflict: Conflict, *, unmasked: bool) -> dict[str, Any]:
    ours, theirs = sides(conflict)
    return {
        "id": conflict.id,
        "client_id": conflict.client_id,
        "field": conflict.field,
        "ours": _shown(conflict, ours.value, unmasked=unmasked),
        "theirs": _shown(conflict, theirs.value, unmasked=unmasked),
    }


def _shown(conflict: Conflict, value: Plain, *, unmasked: bool) -> Plain:
    try:
        field = field_of(RECORD_TYPE_BY_TABLE[conflict.table], conflict.field)
    except KeyError:
        return value
    if isinstance(value, str) and hides_middle(field) and not unmasked:
        return masked(value)
    return value


COMMANDS = (card, enrol, export, merge, conflicts, settle)
