"""From locked to open and back: what is half typed is kept, and nothing stays in sight."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel

from db.domain.clients.case_note import CaseNote
from db.fields.text import Text
from desktop import app as composition
from desktop import places
from desktop.app import Application
from desktop.forms.record_form import RecordForm
from desktop.messages import Question
from desktop.paths import has_record
from desktop.screens.exchange.exchange import ExchangePage
from desktop.screens.frame.form_page import FormPage
from desktop.screens.frame.page import Page, Place
from desktop.screens.keeping.safety import SafetyPage
from desktop.screens.keeping.settings import SettingsPage
from desktop.settings import SettingsKeeper
from desktop.workspace import Workspace
from tests.screens.entry import push
from tests.store.stores import SetClock
from tests.workspace.folders import PASSPHRASE, begun, opened


class Today(Page):
    """Stands in for the first page."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk, Text("今天", "Today"))


class Note(FormPage):
    """Asks for a note, as the real page does."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk, Text("记一笔", "Write note"))

    def open(self, **args: object) -> None:
        form = RecordForm(CaseNote, only=("content",), today=self.operations.today())
        self.set_form(form, draft_key="case_note:1", subject="罗小梅")


def few_places(
    workspace: Workspace, *, backed_up: Any = None, restore: Any = None
) -> tuple[Place, ...]:
    def safety(desk: Any) -> Page:
        return SafetyPage(desk, workspace=workspace, backed_up=backed_up, restore=restore)

    def exchange(desk: Any) -> Page:
        return ExchangePage(desk, workspace=workspace)

    return (
        Place("today", Text("今天", "Today"), "sun", Today, "Alt+1"),
        Place("exchange", Text("交换", "Exchange"), "users", exchange),
        Place("note", Text("记一笔", "Write note"), "file-pen", Note, again=True),
        Place("safety", Text("备份", "Backup"), "file-pen", safety, in_nav=False),
        Place("settings", Text("设置", "Settings"), "settings", SettingsPage, in_nav=False),
    )


class Run:
    """The program, from the passphrase on."""

    def __init__(self, folder: Path, settings: Path, qtbot: Any) -> None:
        self.folder, self.qtbot = folder, qtbot
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        self.qt = qt
        self.settings = SettingsKeeper(settings)
        self.program = Application(qt, folder, self.settings)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.program.is_busy, timeout=10_000)
        self.qtbot.wait(1)

    def enter(self) -> Any:
        """Open the record with its passphrase and return the window."""
        entry = self.program.entry
        assert entry is not None
        self.settle()
        line = entry.page.first_focus()
        line.setText(PASSPHRASE)
        push(entry.page, "打开档案")
        self.qtbot.waitUntil(lambda: self.program.window is not None, timeout=10_000)
        self.settle()
        return self.program.window

    def seen(self) -> list[str]:
        """Return the names of all windows in sight."""
        tops = self.qt.topLevelWidgets()
        return sorted(top.objectName() for top in tops if top.isVisible() and top.objectName())


@pytest.fixture
def run(tmp_path: Path, qtbot: Any, dressed: Any, monkeypatch: Any) -> Iterator[Run]:
    made, _ = begun(tmp_path / "record", SetClock())
    made.close()
    monkeypatch.setattr(places, "all_places", few_places)
    monkeypatch.setattr(composition, "_LOAD_AHEAD_MS", 0)
    run = Run(tmp_path / "record", tmp_path / "settings.ini", qtbot)
    run.program.begin()
    yield run
    run.program._finish()
    if run.program.entry is not None:
        run.program.entry.close()
        run.program.entry.deleteLater()
    run.program.deleteLater()
    run.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_passphrase_leads_to_today_and_the_state_is_told_in_words(run: Run) -> None:
    assert run.seen() == ["entry_window"]
    window = run.enter()
    assert run.seen() == ["main_window"]
    assert window.here == "today"
    words = " ".join(label.text() for label in window.navigation.findChildren(QLabel))
    assert "潘老师 · 德江" in words
    assert "已加密" in words
    assert list((run.folder / "backups").glob("*-daily.yiyibackup"))


def test_locking_keeps_what_is_half_typed_and_leaves_nothing_in_sight(run: Run) -> None:
    window = run.enter()
    window.go("note")
    run.settle()
    line = window.page.form.first
    line.setPlainText("她说下周想去看看那家厂")
    seen_while_saving: list[list[str]] = []
    window.operations.finishing.connect(lambda: seen_while_saving.append(run.seen()))
    run.program.lock()
    assert seen_while_saving == [[]]
    assert run.program.window is None
    assert run.seen() == ["entry_window"]
    run.settle()
    opened(run.folder, SetClock()).close()  # the lock of the folder was given up

    again = run.enter()
    again.go("note")
    run.settle()
    assert "恢复" in again.page._offer.message
    again.page._offer._on_act()
    assert again.page.form.first.toPlainText() == "她说下周想去看看那家厂"


@pytest.mark.parametrize("ours", [True, False])
def test_what_was_copied_here_is_forgotten_and_what_others_copied_is_not(
    run: Run, monkeypatch: Any, ours: bool
) -> None:
    # The offscreen platform does not know whose clipboard it is.
    cleared: list[bool] = []
    clipboard = SimpleNamespace(
        ownsClipboard=lambda: ours,
        supportsSelection=lambda: False,
        clear=lambda: cleared.append(True),
    )
    run.enter()
    monkeypatch.setattr(type(run.qt), "clipboard", staticmethod(lambda: clipboard))
    run.program.lock()
    monkeypatch.undo()
    assert cleared == ([True] if ours else [])


def test_locking_does_not_end_the_program(run: Run) -> None:
    run.enter()
    ended: list[bool] = []
    run.qt.lastWindowClosed.connect(lambda: ended.append(True))
    run.program.lock()
    run.settle()
    assert ended == []


def test_nobody_there_warns_first_and_then_locks(run: Run) -> None:
    window = run.enter()
    run.program._idle._warn()
    assert "30 秒后会锁定" in window.messages.message
    run.program._idle.alive()
    assert window.messages.message == ""
    run.program._idle.idle.emit()
    assert run.seen() == ["entry_window"]


def test_another_language_builds_the_window_anew_and_keeps_what_is_typed(run: Run) -> None:
    window = run.enter()
    window.go("note")
    run.settle()
    window.page.form.first.setPlainText("写到一半")
    run.settings.set(language="en")
    run.qtbot.waitUntil(lambda: run.program.window is not window, timeout=5_000)
    run.settle()
    now = run.program.window
    assert now.here == "note"
    assert now.page.heading == "Write note"
    assert "Bring back" in now.page._offer.message
    assert run.seen() == ["main_window"]
    run.settings.set(language="zh")
    run.qtbot.waitUntil(lambda: run.program.window is not now, timeout=5_000)
    run.settle()


def test_restoring_asks_first_then_locks_at_the_page_that_restores(run: Run) -> None:
    window = run.enter()
    window._do("restore")
    question = window.findChild(Question)
    assert "不会删除" in question.accessibleDescription()
    push(question, "锁定并恢复")
    run.settle()
    assert run.seen() == ["entry_window"]
    assert run.program.entry.page.heading == "恢复备份"


def test_a_demo_says_that_it_is_being_made_and_then_opens(
    tmp_path: Path, run: Run, qtbot: Any
) -> None:
    def make(folder: Path, _language: object) -> Workspace:
        return begun(folder, SetClock(), name="演示")[0]

    program = Application(
        run.qt, tmp_path / "demo", run.settings, hint=Text("口令是 yiyi", "It is yiyi")
    )
    program.begin_demo(make)
    assert "演示档案" in program.entry.page.heading
    qtbot.waitUntil(lambda: program.window is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not program.is_busy, timeout=10_000)
    assert has_record(tmp_path / "demo")
    program.lock()
    assert "口令是 yiyi" in program.entry.page._lead.text()
    program._finish()
    program.entry.close()
    program.entry.deleteLater()
