"""合并: what a file changes is shown in words; then one step, with a backup before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.ports import Unwatched
from desktop import exchanging
from desktop.announce import last_announcement
from desktop.screens.exchange.merge import MergePage
from tests.builders import a_client
from tests.screens.offices import Office, counsellor, know, supervisor
from tests.screens.records import press, rows_of

__all__ = ["counsellor", "supervisor"]


@pytest.fixture
def first(counsellor: Office, supervisor: Office, tmp_path: Path) -> Path:
    """Return the counsellor's first file for her supervisor."""
    know(counsellor, supervisor)
    counsellor.save(a_client(name="罗小梅", township="煎茶镇"))
    return handed(counsellor, supervisor, tmp_path / "第1份.yiyi")


def handed(sender: Office, receiver: Office, path: Path) -> Path:
    exchanging.export(sender.workspace, receiver.workspace.card(), path, Unwatched())
    return path


def merged(receiver: Office, path: Path) -> MergePage:
    page = receiver.open(MergePage, path=path)
    press(page, "合并")
    receiver.settle()
    return page


def test_a_merge_is_shown_first_and_brings_the_people_of_the_file(
    supervisor: Office, first: Path
) -> None:
    page = supervisor.open(MergePage, path=first)
    assert "潘老师 的文件" in page.lead
    assert "新服务对象 1 人" in page.lead
    assert "新服务对象 1 人" in last_announcement(page.window())
    assert page.window().focusWidget() is page._merge
    assert supervisor.clients() == {}
    press(page, "合并")
    supervisor.settle()
    assert list(supervisor.clients()) == ["罗小梅"]
    assert supervisor.desk.gone[-1] == ("exchange", {})
    assert "before-merge" in supervisor.desk.said[-1]
    assert supervisor.store.undoable() is not None


def test_changes_are_told_with_person_field_old_new_and_who(
    counsellor: Office, supervisor: Office, first: Path, tmp_path: Path
) -> None:
    merged(supervisor, first)
    known = counsellor.clients()["罗小梅"]
    counsellor.save(replace(known, township="合兴镇"))
    page = supervisor.open(
        MergePage, path=handed(counsellor, supervisor, tmp_path / "第2份.yiyi")
    )
    (row,) = rows_of(page.table)
    assert row[0] == "罗小梅"
    assert row[2:5] == ["煎茶镇", "合兴镇", "潘老师"]
    assert page.window().focusWidget() is page.table


def test_the_same_file_again_is_silent_and_cannot_be_merged(
    supervisor: Office, first: Path
) -> None:
    merged(supervisor, first)
    page = supervisor.open(MergePage, path=first)
    assert "没有新内容" in page.lead
    assert not page._merge.isEnabled()
    assert page.window().focusWidget() is page._leave


def test_a_damaged_file_is_refused_in_words_and_nothing_is_merged(
    supervisor: Office, first: Path
) -> None:
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 0xFF
    first.write_bytes(bytes(data))
    page = supervisor.open(MergePage, path=first)
    assert not page._merge.isEnabled()
    assert last_announcement(page.window())
    assert page.window().focusWidget().text() == "再试一次"
    assert supervisor.clients() == {}


def test_a_file_for_somebody_else_is_refused(
    counsellor: Office, supervisor: Office, first: Path
) -> None:
    page = counsellor.open(MergePage, path=first)
    assert not page._merge.isEnabled()
    assert page.window().focusWidget().text() == "再试一次"
