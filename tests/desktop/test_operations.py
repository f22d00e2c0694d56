"""The door to the record: results come back to who asked, or nowhere; everybody is told."""

import threading
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject

from db.fields.text import Text
from desktop.operations import BUG, Operations
from desktop.tasks import Job, TaskRunner
from tests.desktop.kit import DraftStore, break_down, refuse, write_note


@pytest.fixture
def operations(qapp):
    made = Operations(DraftStore(), TaskRunner())
    yield made
    made.finish()


def test_a_saved_action_is_told_to_all_and_can_be_undone(qtbot, operations) -> None:
    owner, names = QObject(), []
    operations.undo_changed.connect(lambda undo, redo: names.append((undo, redo)))
    with qtbot.waitSignal(operations.changed) as told:
        operations.run(partial(write_note, subject="潘阿妹"), owner=owner)
    assert told.args[0].subject == "潘阿妹"
    qtbot.waitUntil(lambda: bool(names))
    assert names[-1][0].name().zh == "记一笔 潘阿妹"
    operations.undo(owner=owner)
    qtbot.waitUntil(lambda: names[-1][0] is None and names[-1][1] is not None)


def test_all_are_told_even_when_the_screen_is_gone(qtbot, operations) -> None:
    owner, heard = QObject(), []
    with qtbot.waitSignal(operations.changed):
        operations.run(
            partial(write_note, subject="甲"), owner=owner, done=lambda _r: heard.append(1)
        )
        shiboken6.delete(owner)
    assert heard == []


def test_work_runs_in_one_other_thread(qtbot, operations) -> None:
    owner, threads = QObject(), []
    for _ in range(3):
        operations.read(lambda _s: threading.get_ident(), owner=owner, done=threads.append)
    qtbot.waitUntil(lambda: len(threads) == 3)
    assert set(threads) != {threading.get_ident()}
    assert len(set(threads)) == 1


def test_a_problem_nobody_asked_to_hear_reaches_the_window(qtbot, operations) -> None:
    with qtbot.waitSignal(operations.unheard) as told:
        operations.run(refuse, owner=operations)
    assert "磁盘满了" in told.args[0].text.zh


@pytest.mark.logs
def test_a_bug_becomes_words_and_a_line_in_the_log(qtbot, operations, caplog) -> None:
    met: list = []
    owner = QObject()
    operations.run(break_down, owner=owner, failed=met.append)
    qtbot.waitUntil(lambda: bool(met))
    assert met[0].text == BUG
    assert "ZeroDivisionError" in caplog.text


def test_a_job_can_be_stopped_and_keeps_nothing(qtbot, operations) -> None:
    owner, stopped, begun = QObject(), [], threading.Event()
    jobs: list[Job] = []
    operations.job_started.connect(jobs.append)

    def endless(_store, progress):
        begun.set()
        while True:
            progress.at(1, 2, Text("读", "reading"))
            progress.stop_if_cancelled()

    operations.job(
        endless, owner=owner, title=Text("导入", "Import"), done=stopped.append,
        stopped=lambda: stopped.append("stopped"),
    )  # fmt: skip
    assert begun.wait(5)
    with qtbot.waitSignal(jobs[0].ended):
        jobs[0].cancel()
    qtbot.waitUntil(lambda: stopped == ["stopped"])


def test_progress_is_told_seldom_and_always_at_the_end(qtbot) -> None:
    job, told = Job(Text("导入", "Import")), []
    job.moved.connect(lambda done, total, doing: told.append(done))
    for done in range(1, 5_001):
        job.at(done, 5_000, Text("读", "reading"))
    assert told[-1] == 5_000
    assert len(told) < 50


def test_finishing_lets_forms_keep_what_is_typed(qtbot, operations) -> None:
    with qtbot.waitSignal(operations.finishing):
        operations.finish()
