"""Import a roster as it comes."""

import sys
from pathlib import Path
from typing import Any

import click

from db.domain.roster_plan import ImportPlan
from db.fields.text import Text
from db.sheets.annotating import write_annotated
from db.sheets.roster_reading import open_roster
from db.usecases.roster_import import apply_import, preview_import, remembered_columns
from desktop.commands.context import (
    PERSON_CAN_ACT,
    Session,
    ShownProgress,
    in_words,
    local_today,
    put_json,
)

_COUNTED = Text(
    "名单 {rows} 人：新登记 {created}，有改动 {updated}，没有变化 {unchanged}，有问题 {refused}，"
    "等您决定 {left_out}。",
    "{rows} people: {created} new, {updated} changed, {unchanged} unchanged, {refused} refused, "
    "{left_out} wait for your answer.",
)
_AT = Text("{cell}　{message}", "{cell}: {message}")
_QUESTION = Text(
    "{cell}　{name}：{why}请在窗口里导入这份名单，逐个选定。",
    "{cell}: {name}: {why} Import the roster in the window to choose.",
)
_PREVIEWED = Text("这是预览，什么也没有写入。", "This is a preview; nothing was written.")
_IMPORTED = Text(
    "已导入。可以用 yiyi undo 整个撤销。", "Imported. yiyi undo takes all of it back."
)
_UNCHANGED = Text(
    "没有要写入的内容，档案没有变化。", "There is nothing to write; the record is unchanged."
)
_ANNOTATED = Text("批注过的名单在 {path}。", "The annotated copy is at {path}.")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", default=None, help="工作表名 / name of the sheet")
@click.option("--preview", is_flag=True, help="只检查，不写入 / check only")
@click.option("--json", "as_json", is_flag=True)
@click.option(
    "--annotate",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="把问题写进名单的副本 / write a copy with every problem at its cell",
)
@in_words
def import_roster(
    session: Session,
    file: Path,
    sheet: str | None,
    annotate: Path | None,
    *,
    preview: bool,
    as_json: bool,
) -> None:
    """导入名单（xlsx、xls、ods、csv）。Import a roster."""
    progress = ShownProgress(session)
    with session.workspace() as workspace:
        store = workspace.store
        roster = open_roster(
            file,
            today=local_today(),
            sheet=sheet,
            remembered=lambda fingerprint: remembered_columns(store, fingerprint),
            progress=progress,
        )
        plan = preview_import(store, roster, today=local_today(), progress=progress)
        writes = plan.changes_anything() and not preview
        if writes:
            apply_import(store, plan, progress)
    if annotate is not None:
        write_annotated(file, plan, annotate, language=session.language)
        session.say(_ANNOTATED, path=annotate)
    if as_json:
        put_json(_plan_json(session, plan))
    _tell(session, plan)
    if preview:
        session.say(_PREVIEWED)
    else:
        session.say(_IMPORTED if writes else _UNCHANGED)
    if plan.refused and not preview:
        sys.exit(PERSON_CAN_ACT)


def _tell(session: Session, plan: ImportPlan) -> None:
    for said in plan.said:
        session.say(said)
    session.say(
        _COUNTED,
        rows=plan.rows,
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        refused=plan.refused,
        left_out=plan.left_out,
    )
    for problem in plan.problems:
        session.say(_AT, cell=problem.cell, message=problem.message)
    for question in plan.questions:
        session.say(_QUESTION, cell=question.cell, name=question.name, why=question.why)


def _plan_json(session: Session, plan: ImportPlan) -> dict[str, Any]:
    return {
        "rows": plan.rows,
        "created": plan.created,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "refused": plan.refused,
        "left_out": plan.left_out,
        "problems": [
            {
                "cell": problem.cell,
                "field": problem.field,
                "message": problem.message.to(session.language),
            }
            for problem in plan.problems
        ],
    }


COMMANDS = (import_roster,)
