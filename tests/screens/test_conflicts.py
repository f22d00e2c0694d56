"""冲突: one fact changed by two people, both values, one choice; the focus is never lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from db.domain.clients.client import Client
from db.ports import Unwatched
from desktop import exchanging
from desktop.screens.exchange.conflicts import ConflictsPage
from desktop.screens.exchange.merge import MergePage
from tests.builders import a_client
from tests.screens.offices import Office, counsellor, know, supervisor
from tests.screens.records import fill, press, rows_of

__all__ = ["counsellor", "supervisor"]


@pytest.fixture
def page(counsellor: Office, supervisor: Office, tmp_path: Path) -> ConflictsPage:
    """Return the supervisor's page with two conflicts about one person."""
    know(counsellor, supervisor)
    client = a_client(name="罗小梅", township="煎茶镇", village="长安村")
    counsellor.save(client)
    first, second = tmp_path / "1.yiyi", tmp_path / "2.yiyi"
    receiver = supervisor.workspace.card()
    exchanging.export(counsellor.workspace, receiver, first, Unwatched())
    exchanging.merge(supervisor.workspace, first, Unwatched())
    counsellor.save(replace(client, township="合兴镇", village="凤仪村"))
    supervisor.save(replace(client, township="木黄镇", village="盘龙村"))
    exchanging.export(counsellor.workspace, receiver, second, Unwatched())
    merge = supervisor.open(MergePage, path=second)
    assert "冲突 2 处" in merge.lead
    press(merge, "合并")
    supervisor.settle()
    assert supervisor.desk.gone[-1] == ("conflicts", {})
    opened = supervisor.open(ConflictsPage, owns=False)
    # Without help Qt gives the focus of a button that goes to whatever comes next.
    opened.body.addWidget(QLineEdit())
    opened.table.setFocus()
    return opened


def the_client(office: Office) -> Client:
    return office.clients()["罗小梅"]


def test_both_values_are_shown_with_who_wrote_them(
    page: ConflictsPage, supervisor: Office
) -> None:
    assert "2 处" in page.lead
    shown = {row[1]: set(row[2:]) for row in rows_of(page.table)}
    assert {"合兴镇", "木黄镇"} in shown.values()
    assert {"凤仪村", "盘龙村"} in shown.values()


def test_a_choice_settles_one_and_the_focus_goes_on_to_the_next(
    page: ConflictsPage, supervisor: Office
) -> None:
    field = page.table.record().conflict.field
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    chosen = page.window().focusWidget()
    value = chosen.text().rpartition("：")[2]
    QTest.keyClick(chosen, Qt.Key.Key_Space)
    supervisor.settle()
    assert getattr(the_client(supervisor), field) == value
    assert page.table.model().rowCount() == 1
    assert page.window().focusWidget() is page.table
    assert "已选定" in supervisor.desk.said[-1]

    QTest.keyClick(page.table, Qt.Key.Key_Return)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Space)
    supervisor.settle()
    assert page.lead == ""
    assert page.window().focusWidget().text() == "去交换"


def test_a_third_value_can_be_written_and_is_checked_like_a_form(
    page: ConflictsPage, supervisor: Office
) -> None:
    field = page.table.record().conflict.field
    press(page, "另写一个")
    line = page.window().focusWidget()
    assert line.objectName() == field
    fill(page, line.accessibleName(), "复兴镇")
    press(page, "用这个")
    supervisor.settle()
    assert getattr(the_client(supervisor), field) == "复兴镇"
    assert supervisor.store.undoable() is not None
