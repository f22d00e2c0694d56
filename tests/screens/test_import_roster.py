"""导入名单: a messy workbook from the file to the record, by keyboard, step by step."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from db.domain.clients.client import Client
from db.domain.journal.change import Action
from db.fields.problem import Problem
from desktop.announce import last_announcement
from desktop.forms.chooser import ChoiceDialog
from desktop.screens.importing.import_roster import ImportRosterPage, Step
from tests.builders import a_client
from tests.screens.records import Room, choose, fill, named, press, room, rows_of
from tests.sheets.rosters import HEADINGS, a_certificate, a_csv, a_number, a_row, an_xlsx

__all__ = ["room"]


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Return a workbook with a title, a cut number, a total, an odd heading and two sheets."""
    rows = [
        ["德江县残疾人就业服务名单", *[None] * 8],
        [*HEADINGS[:8], "家里情况"],
        a_row(1),
        a_row(2, 身份证号=int(a_number(2)[:15]) * 1000),
        a_row(3, 姓名="潘阿妹", 身份证号=None, 残疾人证号=None, 联系电话=None),
        ["合计", *[None] * 7, "3 人"],
    ]
    others = [
        ("去年", [HEADINGS, a_row(9)], "visible"),
        ("填写说明", [["请如实填写"]], "visible"),
    ]
    return an_xlsx(tmp_path / "名单.xlsx", rows, others=others)


@pytest.fixture
def page(room: Room) -> Iterator[ImportRosterPage]:
    # Two people of one name: only a person can say which of them the roster means.
    room.save(
        a_client(name="潘阿妹", village="长安村"), a_client(name="潘阿妹", village="凤仪村")
    )
    return room.open(ImportRosterPage)


def wait(room: Room, page: ImportRosterPage) -> None:
    room.qtbot.waitUntil(lambda: page._job is None, timeout=10_000)
    room.settle()


def to_columns(room: Room, page: ImportRosterPage, file: Path) -> None:
    fill(page, "名单文件", str(file))
    QTest.keyClick(named(page, "名单文件"), Qt.Key.Key_Return)
    wait(room, page)
    assert page._step is Step.COLUMNS


def to_preview(room: Room, page: ImportRosterPage, file: Path) -> None:
    to_columns(room, page, file)
    press(page, "检查名单")
    wait(room, page)
    assert page._step is Step.PREVIEW


def tabs_of(page: ImportRosterPage) -> list[str]:
    return [page.preview.tabs.tabText(at) for at in range(page.preview.tabs.count())]


def test_the_columns_are_shown_with_how_sure_they_are_and_why(
    room: Room, page: ImportRosterPage, messy: Path
) -> None:
    assert page.first_focus() is named(page, "名单文件")
    to_columns(room, page, messy)
    shown = {row[0]: row[1:] for row in rows_of(page.columns.table)}
    assert shown["姓名"][1] == "确定"
    assert shown["家里情况"][0] == "不导入"
    assert a_number(1) not in "".join("".join(row) for row in rows_of(page.columns.table))
    assert page.heading == "导入名单　第 2 步：核对列"
    assert page.window().focusWidget() is page.columns.table
    assert page.columns.table.record().heading == "家里情况"
    assert "1 列请看一下" in page.lead
    assert "“填写说明”里没有认得的表头" in page.columns._said.text()


def test_a_column_is_corrected_from_a_list_that_can_be_searched_and_is_remembered(
    room: Room, page: ImportRosterPage, messy: Path
) -> None:
    to_columns(room, page, messy)
    QTest.keyClick(page.columns.table, Qt.Key.Key_Return)
    dialog = page.window().findChild(ChoiceDialog)
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    dialog.search.setText("备注")
    dialog.search.textEdited.emit("备注")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    row = page.columns.table.record()
    assert (row.guess.target, row.guess.sureness) == ("client.remark", "chosen")
    assert "“家里情况”改为“备注”" in last_announcement(page.window())
    press(page, "检查名单")
    wait(room, page)
    press(page, page._import.text())
    wait(room, page)

    again = room.open(ImportRosterPage)
    to_columns(room, again, messy)
    shown = {r[0]: r[1:3] for r in rows_of(again.columns.table)}
    assert shown["家里情况"] == ["备注", "上次这样选的"]


def test_another_sheet_can_be_chosen(room: Room, page: ImportRosterPage, messy: Path) -> None:
    to_columns(room, page, messy)
    choose(page, "工作表", "去年（1 人）")
    assert page.columns.layout_chosen is not None
    assert page.columns.layout_chosen.grid.sheet == "去年"
    assert "“去年”有 1 人" in page.lead


def test_the_preview_shows_problems_at_their_cells_questions_and_rows_skipped(
    room: Room, page: ImportRosterPage, messy: Path
) -> None:
    to_preview(room, page, messy)
    assert "名单 3 人：新登记 1" in page.lead
    assert "还没有写入任何内容" in last_announcement(page.window())
    assert tabs_of(page)[:2] == ["有问题 1", "等您决定 1"]
    assert "跳过的行 1" in tabs_of(page)
    (problem,) = rows_of(page.preview.first_list())
    assert problem[0] == "名单!F4"
    assert "15" in problem[2]
    assert page.window().focusWidget() is page.preview.first_list()
    assert [client.name for client in room.all(Client)] == ["潘阿妹", "潘阿妹"]


def test_a_question_is_answered_and_the_plan_is_made_again_before_anything_is_written(
    room: Room, page: ImportRosterPage, messy: Path
) -> None:
    to_preview(room, page, messy)
    page.preview.tabs.setCurrentIndex(1)
    QTest.keyClick(page.preview._questions, Qt.Key.Key_Return)
    focused = page.window().focusWidget()
    assert focused.text().startswith("就是 ")
    press(page, "是新的人")
    assert "已答 1 / 1" in last_announcement(page.window())
    assert page._import.isHidden()
    press(page, "按回答再检查")
    wait(room, page)
    assert not any(tab.startswith("等您决定") for tab in tabs_of(page))
    assert page._import.text() == "导入（2 人）"
    press(page, "导入（2 人）")
    wait(room, page)
    assert sorted(c.name for c in room.all(Client)).count("潘阿妹") == 3
    assert room.desk.gone[-1] == ("clients", {})
    assert "新登记 2 人" in room.desk.said[-1]
    assert "撤销" in room.desk.said[-1]
    assert "1 行有问题" in room.desk.said[-1]


def test_the_same_file_again_changes_nothing_and_says_so(
    room: Room, page: ImportRosterPage, tmp_path: Path
) -> None:
    file = a_csv(tmp_path / "名单.csv", [HEADINGS, a_row(1), a_row(2)], encoding="gb18030")
    to_preview(room, page, file)
    press(page, "导入（2 人）")
    wait(room, page)
    again = room.open(ImportRosterPage)
    press(again, "上次的文件：名单.csv")
    wait(room, again)
    press(again, "检查名单")
    wait(room, again)
    assert "和档案一致，没有要导入的内容" in again.lead
    assert again._import.isHidden()
    assert len(room.all(Client)) == 4


def test_what_is_here_is_kept_filled_or_replaced_column_by_column(
    room: Room, page: ImportRosterPage, tmp_path: Path
) -> None:
    room.save(a_client(name="罗小梅", certificate_number=a_certificate(5), village="旧村"))
    file = an_xlsx(
        tmp_path / "名单.xlsx",
        [HEADINGS, a_row(5, 姓名="罗小梅", 身份证号=None, 村="新村")],
    )
    to_preview(room, page, file)
    assert not any("新村" in "".join(r) for r in _changes(page))
    press(page, "返回改列")
    page.columns.table.go_to_key(2)
    choose(page, "档案里已有的人", "用名单替换")
    press(page, "检查名单")
    wait(room, page)
    assert ["旧村", "新村"] in [row[2:] for row in _changes(page)]


def _changes(page: ImportRosterPage) -> list[list[str]]:
    for at, tab in enumerate(tabs_of(page)):
        if tab.startswith("会改的"):
            page.preview.tabs.setCurrentIndex(at)
            return rows_of(
                page.preview.tabs.currentWidget().findChild(type(page.columns.table))
            )
    return []


def test_an_annotated_copy_holds_the_problem_at_its_cell(
    room: Room, page: ImportRosterPage, messy: Path, tmp_path: Path
) -> None:
    to_preview(room, page, messy)
    copy = tmp_path / "批注.xlsx"
    page.save_copy(copy)
    wait(room, page)
    assert openpyxl.load_workbook(copy)["名单"]["F4"].comment is not None
    assert "批注副本已保存" in room.desk.said[-1]


def test_what_cannot_be_read_is_told_under_the_file(
    room: Room, page: ImportRosterPage, tmp_path: Path
) -> None:
    QTest.keyClick(named(page, "名单文件"), Qt.Key.Key_Return)
    assert "请选一个名单文件" in page.file.trouble
    picture = tmp_path / "名单.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    fill(page, "名单文件", str(picture))
    press(page, "打开")
    wait(room, page)
    assert page._step is Step.FILE
    assert "名单.xlsx" in page.file.trouble
    assert page.window().focusWidget() is named(page, "名单文件")


def test_a_file_that_is_dropped_on_the_page_is_opened(
    room: Room, page: ImportRosterPage, messy: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(messy))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, Qt.MouseButton.LeftButton, none))
    wait(room, page)
    assert page._step is Step.COLUMNS


def test_a_record_that_changed_since_the_preview_is_checked_again_first(
    room: Room, page: ImportRosterPage, tmp_path: Path
) -> None:
    known = a_client(name="罗小梅", certificate_number=a_certificate(5), village=None)
    room.save(known)
    file = an_xlsx(tmp_path / "名单.xlsx", [HEADINGS, a_row(5, 姓名="罗小梅", 身份证号=None)])
    to_preview(room, page, file)
    with room.store.unit_of_work(Action.CORRECT_CLIENT, "罗小梅") as work:
        work[Client].save(replace(known, village="别人刚改的村"))
        work.commit()
    press(page, page._import.text())
    wait(room, page)
    assert isinstance(room.desk.warned[-1], Problem)
    assert not page._recheck.isHidden()
    assert page._import.isHidden()
