"""The window, used by keyboard: places, panes, messages, undo, zoom, forms with drafts."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel

from db.fields.field import Field, Prose
from db.fields.text import Text
from desktop.actions import COMMANDS, PAGE_KEYS, conflicts
from desktop.forms.record_form import RecordForm
from desktop.lists.work_list import WorkItem, WorkList
from desktop.operations import Operations
from desktop.screens.frame.form_page import FormPage
from desktop.screens.frame.main_window import MainWindow
from desktop.screens.frame.page import Page, Place
from desktop.screens.frame.welcome_states import ALL_STATES
from desktop.screens.keeping.settings import SettingsPage
from desktop.settings import SettingsKeeper
from desktop.tasks import TaskRunner
from desktop.theme.look import look
from tests.desktop.kit import DraftStore, refuse, write_note

HELP = Text("发生了什么。", "What happened.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An invented note."""

    text: Annotated[str, Field(Text("内容", "Text"), Prose(), help=HELP)]


class Today(Page):
    """An invented page of work."""

    watches = ("note",)
    help_name = "today"

    def __init__(self, desk) -> None:
        super().__init__(desk, Text("今天", "Today"))
        self.loads = 0
        self.work = WorkList(Text("今天的事", "Work"))
        self.work.set_items([WorkItem(key=1, icon="house", name="石光荣", action="核查")])
        self.body.addWidget(self.work)
        self.add_button(Text("打印", "Print"), lambda: None)
        self.add_side(QLabel("本季度"))

    def load(self) -> None:
        self.loads += 1

    def commands(self):
        return {"postpone": lambda: self.set_lead("推迟了")}


class WriteNote(FormPage):
    """An invented form."""

    def __init__(self, desk) -> None:
        super().__init__(desk, Text("记一笔", "Write note"))

    def open(self, *, name: str = "甲", restore: bool = False) -> None:
        self.name = name
        self.set_form(RecordForm(Note), draft_key="note:1", subject=name, restore=restore)

    def use_case(self, values):
        return refuse if "满" in values["text"] else partial(write_note, subject=self.name)


PLACES = [
    Place("today", Text("今天", "Today"), "sun", Today, "Alt+1"),
    Place("settings", Text("设置", "Settings"), "settings", SettingsPage, "Alt+2"),
    Place(
        "write_note",
        Text("记一笔", "Note"),
        "file-pen",
        WriteNote,
        in_nav=False,
        under="today",
        again=True,
    ),
]


@pytest.fixture
def store():
    return DraftStore()


@pytest.fixture
def window(qtbot, dressed, tmp_path, store):
    operations = Operations(store, TaskRunner())
    made = MainWindow(PLACES, operations, SettingsKeeper(tmp_path / "yiyi.ini"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.go("today")
    qtbot.waitUntil(lambda: made.focusWidget() is made.page.work)
    yield made
    operations.finish()


def action(window: MainWindow, key: str) -> QAction:
    return next(a for a in window.actions() if a.objectName() == key)


def test_arriving_sets_title_and_focus(qtbot, window) -> None:
    assert window.windowTitle().startswith("今天")
    assert window.focusWidget() is window.page.work
    window.go("settings")
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    assert window.focusWidget().accessibleName() == "语言（必填）"
    assert window.windowTitle().startswith("设置")
    window.back()
    assert window.here == "today"


def test_a_page_is_loaded_once_until_something_it_shows_changes(window) -> None:
    window.go("settings")
    window.go("today")
    assert window.page.loads == 1


def test_f6_goes_round_all_parts(qtbot, window) -> None:
    first, met = window.focusWidget(), []
    for _ in range(8):
        action(window, "next_pane").trigger()
        met.append(window.focusWidget())
        if met[-1] is first:
            break
    assert first in met
    assert window.search in met
    assert any(w.objectName() == "go_today" for w in met)


def test_the_navigation_is_one_stop_with_arrows_inside(qtbot, window) -> None:
    window.navigation.enter()
    here = window.focusWidget()
    assert here.accessibleName() == "今天，当前"
    qtbot.keyClick(here, Qt.Key.Key_Down)
    assert window.focusWidget().objectName() == "go_settings"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.here == "settings"


def test_commands_answer_where_the_page_says_so(window) -> None:
    assert action(window, "postpone").isEnabled()
    action(window, "postpone").trigger()
    assert window.page.lead == "推迟了"
    window.go("settings")
    assert not action(window, "postpone").isEnabled()


def test_a_saved_form_says_so_goes_back_and_can_be_undone_by_name(qtbot, window, store) -> None:
    window.go("write_note", name="潘阿妹")
    window.page.form.set_typed({"text": "路远。"})
    qtbot.keyClick(window.page.form.first, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: action(window, "undo").text() == "撤销：记一笔 潘阿妹")
    assert window.here == "today"
    assert store.done == ["潘阿妹"]
    action(window, "undo").trigger()
    qtbot.waitUntil(lambda: window.messages.message == "已撤销：记一笔 潘阿妹")


def test_a_refusal_is_shown_and_nothing_typed_is_lost(qtbot, window) -> None:
    window.go("write_note")
    window.page.form.set_typed({"text": "满了"})
    window.page.save()
    qtbot.waitUntil(lambda: "磁盘满了" in window.messages.message)
    assert window.here == "write_note"
    assert window.page.form.typed() == {"text": "满了"}
    assert window.page.save_button.isEnabled()


def test_escape_keeps_a_draft_that_is_offered_back(qtbot, window, store) -> None:
    window.go("write_note", name="甲")
    qtbot.keyClicks(window.page.form.first, "half")
    qtbot.keyClick(window.page.form.first, Qt.Key.Key_Escape)
    assert window.here == "today"
    qtbot.waitUntil(lambda: "note:1" in store.kept)
    assert store.kept["note:1"].values == {"text": "half"}
    window.go("write_note", name="甲", restore=True)
    qtbot.waitUntil(lambda: window.page.form.typed() == {"text": "half"})
    window.page.save()
    qtbot.waitUntil(lambda: store.kept == {} and bool(store.done))


def test_the_save_bar_comes_after_the_fields(qtbot, window) -> None:
    window.go("write_note")
    qtbot.keyClick(window.page.form.first, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.page.save_button


def test_locking_keeps_what_is_half_typed(qtbot, window, store) -> None:
    window.go("write_note", name="甲")
    qtbot.keyClicks(window.page.form.first, "x")
    window.operations.finish()
    assert store.kept["note:1"].values == {"text": "x"}


def test_zoom_is_live_and_folds_the_navigation(window) -> None:
    window.settings.set(zoom_percent=175)
    action(window, "zoom_in").trigger()
    assert look().zoom == 2
    assert not window.navigation.isVisible()
    action(window, "zoom_reset").trigger()
    assert look().zoom == 1
    assert window.navigation.isVisible()


@pytest.mark.parametrize("zoom", [100, 200, 400])
def test_nothing_needs_more_than_a_small_screen(qtbot, window, zoom) -> None:
    window.settings.set(zoom_percent=zoom)
    for place in PLACES:
        window.go(place.key)
        qtbot.waitUntil(lambda: window.minimumSizeHint().width() <= 1_366)
        assert window.minimumSizeHint().height() <= 768
        inside = window.page._scroll.widget()
        viewport = window.page._scroll.viewport()
        assert inside.minimumSizeHint().width() <= viewport.width()


def test_another_language_asks_for_a_new_window(qtbot, window) -> None:
    with qtbot.waitSignal(window.rebuild_wanted) as wanted:
        action(window, "language_en").trigger()
    assert wanted.args[0] == "today"


def test_no_shortcut_is_given_twice_and_none_is_a_bare_letter() -> None:
    keys = [c.shortcut for c in COMMANDS] + [p.shortcut for p in PLACES]
    assert conflicts(keys + [shortcut for shortcut, _ in PAGE_KEYS]) == []
    for shortcut in filter(None, keys):
        key = QKeySequence(shortcut)[0]
        assert key.keyboardModifiers() or key.key() >= Qt.Key.Key_F1, shortcut


def test_menu_words_have_no_letter_to_be_read_out() -> None:
    for command in COMMANDS:
        assert "&" not in command.label.zh + command.label.en
        assert command.label.zh
        assert command.label.en
    assert len({command.key for command in COMMANDS}) == len(COMMANDS)


def test_empty_states_say_what_to_do() -> None:
    for state in ALL_STATES:
        assert state.what_to_do.zh.endswith("。")


def test_tab_goes_round_the_whole_window_in_the_order_of_the_eye(qtbot, window) -> None:
    window.go("settings")
    first = window.page.form.first
    qtbot.waitUntil(first.isVisible)
    window.search.setFocus()
    met = []
    for _ in range(40):
        met.append(window.focusWidget())
        qtbot.keyClick(met[-1], Qt.Key.Key_Tab)
        if window.focusWidget() is met[0]:
            break
    names = [w.objectName() for w in met]
    assert names[:4] == ["find", "palette", "lock", "language"]
    assert names[-3:] == ["save", "back", "go_settings"]
    assert met[3] is first
