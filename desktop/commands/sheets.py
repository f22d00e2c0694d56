"""Import a roster as it comes."""

from pathlib import Path
from typing import Any

import click

from db.domain.rosters.roster import IGNORED, column_letters, target_label
from db.domain.rosters.roster_plan import ImportPlan
from db.fields.text import Text
from db.sheets.annotating import write_annotated
from db.sheets.roster_reading import open_roster
from db.usecases.roster.importing import apply_import, preview_import, remembered_columns
from desktop.commands.clients import json_option
from desktop.commands.context import (
    FILE,
    Session,
    ShownProgress,
    command,
    local_today,
    put_json,
)
from desktop.commands.hiding import hidden
from desktop.commands.usage import DONE, PERSON_CAN_ACT

_CLIENT = "client."
_COLUMN = Text(
    "{column} 列“{heading}”→ {label}（{sureness}）",
    "{column} “{heading}” → {label} ({sureness})",
)
_COUNTED = Text(
    "名单 {rows} 人：新登记 {created}，有改动 {updated}，没有变化 {unchanged}，重复 {merged}，"
    "有问题 {refused}，等您决定 {left_out}。",
    "{rows} people: {created} new, {updated} changed, {unchanged} unchanged, {merged} "
    "repeated, {refused} refused, {left_out} wait for your answer.",
)
_AT = Text("{cell}　{message}", "{cell}: {message}")
_QUESTION = Text(
    "{name}：{why}请在窗口里导入这份名单，逐个选定。",
    "{name}: {why} Import the roster in the window to choose.",
)
_PREVIEWED = Text("这是预览，什么也没有写入。", "This is a preview; nothing was written.")
_IMPORTED = Text(
    "已导入。可以用 yiyi undo 整个撤销。", "Imported. yiyi undo takes all of it back."
)
_UNCHANGED = Text(
    "没有要写入的内容，档案没有变化。", "There is nothing to write; the record is unchanged."
)
_NOTHING_TAKEN = Text(
    "一行也没有导入，档案没有变化。请按上面说的改好名单，再导入一次。",
    "Not one row could be imported; the record is unchanged. Correct the roster as told above "
    "and import it again.",
)
_ANNOTATED = Text("批注过的名单在 {path}。", "The annotated copy is at {path}.")


@command(
    Text(
        "导入名单（xlsx、xls、ods、csv）。能导入的行作为一次操作写入，可以撤销；有问题、要您决定的行"
        "不写入，连同单元格列出。JSON 里要您决定的算 refused，重复的算 unchanged。"
        "退出状态：0 已导入或没有变化（有问题的行见清单），1 一行也没能导入，2 命令写法不对。",
        "Import a roster (xlsx, xls, ods, csv). Rows that are in order are written as one "
        "action that undo takes back; rows with a problem or a question are left alone and "
        "told with their cell. JSON counts rows that wait for an answer as refused and "
        "repeated rows as unchanged. Exit status: 0 imported or nothing new, rows with "
        "problems are told; 1 not one row could be imported; 2 wrong usage.",
    ),
    "import",
)
@click.argument("file", type=FILE)
@click.option("--sheet", default=None, help="工作表名 / name of the sheet")
@click.option("--preview", is_flag=True, help="只检查，不写入 / check only")
@json_option
@click.option(
    "--annotate",
    type=FILE,
    default=None,
    metavar="FILE.xlsx",
    help="把问题写进名单的副本 / write a copy with every problem at its cell",
)
def import_roster(  # noqa: PLR0913 - each is an option of its own
    session: Session,
    file: Path,
    sheet: str | None,
    annotate: Path | None,
    *,
    preview: bool,
    as_json: bool,
) -> int:
    """Import a roster; rows with a problem are left alone and listed."""
    progress, today = ShownProgress(session), local_today()
    with session.workspace() as workspace:
        store = workspace.store
        roster = open_roster(
            file,
            today=today,
            sheet=sheet,
            remembered=lambda fingerprint: remembered_columns(store, fingerprint),
            progress=progress,
        )
        plan = preview_import(
            store,
            roster,
            today=today,
            progress=progress,
        )
        if annotate is not None:  # before the record: if it cannot be written, nothing is
            write_annotated(file, plan, annotate, language=session.language)
        writes = plan.changes_anything() and not preview
        if writes:
            apply_import(store, plan, progress)
    problems = _problems(session, plan)
    if as_json:
        put_json(_plan_json(plan, problems))
    nothing_taken = _nothing_taken(plan)
    if preview:
        _tell_columns(session, plan)
    _tell(session, plan, problems)
    if annotate is not None:
        session.say(_ANNOTATED, path=annotate)
    if nothing_taken:
        session.say(_NOTHING_TAKEN)
    elif preview:
        session.say(_PREVIEWED)
    else:
        session.say(_IMPORTED if writes else _UNCHANGED)
    return PERSON_CAN_ACT if nothing_taken else DONE


def _nothing_taken(plan: ImportPlan) -> bool:
    """Tell whether problems and questions kept out every row."""
    kept_out = plan.refused + plan.left_out
    return kept_out > 0 and kept_out == plan.rows


def _tell_columns(session: Session, plan: ImportPlan) -> None:
    for guess in plan.columns:
        if guess.target != IGNORED:
            session.say(
                _COLUMN,
                column=column_letters(guess.column),
                heading=guess.heading,
                label=target_label(guess.target),
                sureness=guess.sureness.label,
            )


def _tell(session: Session, plan: ImportPlan, problems: list[dict[str, str]]) -> None:
    for said in plan.said:
        click.echo(hidden(said.to(session.language)), err=True)
    session.say(_COUNTED, **plan.as_counts())
    for problem in problems:
        session.say(_AT, cell=problem["cell"], message=problem["message"])


def _problems(session: Session, plan: ImportPlan) -> list[dict[str, str]]:
    """Return what kept rows out: problems to be put right and questions to be answered."""
    found = [(one.cell, one.field, one.message) for one in plan.problems]
    found += [
        (one.cell, "client.name", _QUESTION.filled(name=one.name, why=one.why))
        for one in plan.questions
    ]
    return [
        {
            "cell": cell,
            "field": field.removeprefix(_CLIENT),
            "message": hidden(message.to(session.language)),
        }
        for cell, field, message in found
    ]


def _plan_json(plan: ImportPlan, problems: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "rows": plan.rows,
        "created": plan.created,
        "updated": plan.updated,
        "unchanged": plan.unchanged + plan.merged,
        "refused": plan.refused + plan.left_out,
        "problems": problems,
    }


COMMANDS = (import_roster,)
