"""批量做文书: from the list to the folder, by keyboard; the record stays free meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6

from db.domain.clients.client import Client
from db.domain.papers.issued_document import IssuedDocument
from desktop.announce import last_announcement
from desktop.screens.papers.batch import BatchPage
from tests.builders import a_client
from tests.screens.desk import as_desk
from tests.screens.records import Room, choose, fill, named, press, room, rows_of

if TYPE_CHECKING:
    from desktop.tasks import Job

__all__ = ["room"]


@pytest.fixture
def page(room: Room) -> Iterator[BatchPage]:
    room.save(
        a_client(name="潘阿妹", village="长安村", preferred_form="large18"),
        a_client(name="龙阿妮", village="凤仪村"),
        a_client(name="潘阿妹", village="凤仪村"),
    )
    return room.open(BatchPage)


def wait(room: Room, page: BatchPage) -> None:
    room.qtbot.waitUntil(lambda: not page.is_busy, timeout=30_000)
    room.settle()


def everybody(room: Room, page: BatchPage) -> None:
    """Choose the whole caseload."""
    choose(page, "谁的", "全部")
    room.settle()


def make(room: Room, page: BatchPage, folder: Path) -> None:
    fill(page, "文件夹", str(folder))
    press(page, "开始做")
    wait(room, page)


def test_the_page_begins_with_ones_own_caseload_and_counts_it(
    room: Room, page: BatchPage
) -> None:
    assert page.first_focus() is named(page, "名单")
    assert page.count.text() == "名单里没有人。请换一个名单。"
    everybody(room, page)
    assert page.count.text() == "名单上有 3 人。"
    assert last_announcement(page.window()).endswith("名单上有 3 人。")


def test_everybody_gets_her_own_form_and_it_is_filed_and_can_be_undone(
    room: Room, page: BatchPage, tmp_path: Path
) -> None:
    everybody(room, page)
    make(room, page, tmp_path / "发")
    names = sorted(path.name for path in (tmp_path / "发").iterdir())
    assert len(names) == 3
    assert sum("（大字18磅）" in name for name in names) == 1
    assert "做成 3 份，存进个案 3 份" in room.desk.said[-1].zh
    assert page.first_focus() is named(page, "打开文件夹")
    filed = room.all(IssuedDocument)
    assert sorted(one.form for one in filed) == ["large18", "print", "print"]
    room.operations.undo(owner=page)
    room.settle()
    assert room.all(IssuedDocument) == []


def test_a_village_is_typed_and_bound_in_one_volume(
    room: Room, page: BatchPage, tmp_path: Path
) -> None:
    choose(page, "名单", "一个村")
    room.settle()
    fill(page, "村", "凤仪村")
    choose(page, "文书形式", "普通印刷")
    choose(page, "怎样放", "装订成册，每册 100 份")
    room.settle()
    assert page.count.text() == "名单上有 2 人。"
    make(room, page, tmp_path / "发")
    assert [path.name for path in (tmp_path / "发").iterdir()] == ["第1册.pdf"]
    assert "装订成 1 册" in room.desk.said[-1].zh


def test_without_a_village_without_a_folder_and_without_anybody_it_says_what_is_missing(
    room: Room, page: BatchPage, tmp_path: Path
) -> None:
    press(page, "开始做")
    assert "请选一个文件夹" in page.folder.trouble
    choose(page, "名单", "一个村")
    room.settle()
    make(room, page, tmp_path / "发")
    assert "请写村名" in page.village.trouble
    choose(page, "名单", "毕业生")
    room.settle()
    make(room, page, tmp_path / "发")
    assert "名单里没有人" in room.desk.warned[-1].text.zh
    assert not (tmp_path / "发").exists()


def test_a_folder_that_refuses_is_told_at_its_line(
    room: Room, page: BatchPage, tmp_path: Path
) -> None:
    (tmp_path / "发").write_bytes(b"")
    everybody(room, page)
    make(room, page, tmp_path / "发")
    assert "发" in page.folder.trouble
    assert page.window().focusWidget() is named(page, "文件夹")


def test_who_has_no_document_is_listed_with_the_reason(
    room: Room, page: BatchPage, tmp_path: Path
) -> None:
    everybody(room, page)
    choose(page, "文书种类", "就业安置证明")
    make(room, page, tmp_path / "发")
    rows = rows_of(page.outcome.table)
    assert [row[2] for row in rows] == ["没有做成"] * 3
    assert all(row[3] for row in rows)
    assert "没有做成 3 份" in room.desk.warned[-1].zh
    assert page.first_focus() is page.outcome.table
    assert (tmp_path / "发" / "没有做成的.txt").exists()


def test_the_record_can_be_used_while_documents_are_made_and_the_batch_be_stopped(
    room: Room, page: BatchPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.save(*(a_client(name=f"人{number}", village="长安村") for number in range(60)))
    everybody(room, page)
    jobs: list[Job] = []
    room.operations.job_started.connect(jobs.append)
    fill(page, "文件夹", str(tmp_path / "发"))
    press(page, "开始做")
    room.qtbot.waitUntil(lambda: bool(jobs))
    moved: list[tuple[int, int, Any]] = []
    jobs[0].moved.connect(lambda *told: moved.append(told))
    room.qtbot.waitUntil(lambda: len(moved) > 2, timeout=20_000)
    assert page.is_busy
    room.settle()  # the record answers
    assert page.is_busy
    assert moved[0][1] == 63
    assert moved[0][2].zh in {client.name for client in room.all(Client)}
    jobs[0].cancel()
    wait(room, page)
    files = list((tmp_path / "发").iterdir())
    assert 0 < len(files) < 63
    assert all(path.suffix == ".pdf" for path in files)
    assert len(room.all(IssuedDocument)) == len(files)
    assert "已停下" in room.desk.warned[-1].zh


def test_what_was_made_is_filed_when_the_record_is_closed_midway(
    room: Room, page: BatchPage, tmp_path: Path
) -> None:
    room.save(*(a_client(name=f"人{number}", village="长安村") for number in range(60)))
    everybody(room, page)
    jobs: list[Job] = []
    room.operations.job_started.connect(jobs.append)
    fill(page, "文件夹", str(tmp_path / "发"))
    press(page, "开始做")
    moved: list[int] = []
    room.qtbot.waitUntil(lambda: bool(jobs))
    jobs[0].moved.connect(lambda done, *_rest: moved.append(done))
    room.qtbot.waitUntil(lambda: bool(moved) and moved[-1] > 3, timeout=20_000)
    room.operations.finish()
    files = list((tmp_path / "发").iterdir())
    assert 0 < len(files) < 63
    assert len(room.all(IssuedDocument)) == len(files)


def test_a_page_that_goes_away_midway_leaves_nothing_half_made(
    room: Room, tmp_path: Path
) -> None:
    room.save(*(a_client(name=f"人{number}", village="长安村") for number in range(60)))
    page = BatchPage(as_desk(room.desk))
    page.filters.clear()
    jobs: list[Job] = []
    room.operations.job_started.connect(jobs.append)
    page.folder.set_typed(str(tmp_path / "发"))
    page.start()
    room.qtbot.waitUntil(lambda: any((tmp_path / "发").glob("*.pdf")), timeout=20_000)
    shiboken6.delete(page)
    assert jobs[0].is_cancelled
    room.settle()
    files = list((tmp_path / "发").iterdir())
    assert 0 < len(files) < 60
    assert all(path.suffix == ".pdf" for path in files)
    assert len(room.all(IssuedDocument)) == len(files)
