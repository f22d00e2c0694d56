"""规则与数字: every number with its source; what may be set is set in its range."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.policy import Unit, load_packs
from db.usecases.policies import policy_in_force
from desktop.messages import ReadingBox
from desktop.screens.keeping.rules import RulesPage, read_number, written_number
from tests.builders import TODAY
from tests.screens.records import Room, choose, fill, press, room, rows_of

__all__ = ["room"]
DUE = "graduate.postings_due_days"


def test_every_number_is_listed_with_dates_source_and_whether_it_can_be_set(
    room: Room,
) -> None:
    page = room.open(RulesPage)
    keys = load_packs().keys
    assert len(rows_of(page.table)) == len(keys)
    assert f"一共 {len(keys)} 项" in page.lead
    states = {row[2] for row in rows_of(page.table)}
    assert {"现行", "已过期，沿用"} <= states
    assert {row[5] for row in rows_of(page.table)} == {"可改", "文件规定"}
    choose(page, "显示", "已过期的")
    assert {row[2] for row in rows_of(page.table)} == {"已过期，沿用"}


def test_enter_edits_a_number_within_its_range_and_the_default_comes_back(room: Room) -> None:
    page = room.open(RulesPage, key=DUE)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    line = page.window().focusWidget()
    assert line.accessibleName().startswith(page.table.record().label.zh)
    fill(page, line.accessibleName(), "100000")
    press(page, "保存数字")
    room.settle()
    assert "之间" in page._line.trouble
    fill(page, line.accessibleName(), "sixty")
    press(page, "保存数字")
    assert "整数" in page._line.trouble
    fill(page, line.accessibleName(), "60")
    QTest.keyClick(line, Qt.Key.Key_Return)
    room.settle()
    assert policy_in_force(room.store).number(DUE, TODAY) == 60
    assert page.table.record().is_local
    assert page.window().focusWidget() is page.table
    assert "已设为 60 天" in room.desk.said[-1]
    press(page, "恢复默认")
    room.settle()
    assert policy_in_force(room.store).number(DUE, TODAY) == 90


def test_a_number_fixed_by_a_document_shows_its_source_instead(room: Room) -> None:
    fixed = next(k for k in load_packs().keys if not load_packs().at(k, TODAY).editable)
    page = room.open(RulesPage, key=fixed)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    box = page.window().findChild(ReadingBox)
    assert "依据：" in box.text.toPlainText()
    assert page._line.isHidden()
    assert not page._fixed.isHidden()


@pytest.mark.parametrize(
    "key", [k for k in load_packs().keys if load_packs().at(k, TODAY).editable]
)
def test_every_number_that_can_be_set_comes_back_as_it_was_typed(key: str) -> None:
    parameter = load_packs().at(key, TODAY)
    assert read_number(parameter, written_number(parameter.value, parameter.unit)) == (
        parameter.value
    )


def test_money_is_typed_in_yuan() -> None:
    assert written_number(230_050, Unit.FEN) == "2300.50"
    assert written_number(230_000, Unit.FEN) == "2300"
