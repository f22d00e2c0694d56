"""Reading a page aloud by keys, in the real window; and what of a page is read."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton

from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.table_model import RecordTableModel
from desktop.operations import Operations
from desktop.screens.frame.main_window import MainWindow
from desktop.screens.frame.page import Page, Place
from desktop.screens.frame.page_words import MOST_ROWS, page_words
from desktop.screens.frame.reading_text import ReadingText
from desktop.settings import SettingsKeeper
from desktop.speech import aloud as aloud_module
from desktop.speech.aloud import ReadAloud, State
from desktop.tasks import TaskRunner
from desktop.theme.pieces import card, section
from tests.desktop.conftest import dressed
from tests.desktop.kit import DraftStore
from tests.speech.test_aloud import endless, speaking

__all__ = ["dressed"]


class Shown(Page):
    """A page with one of each thing that is read."""

    def __init__(self, desk) -> None:
        super().__init__(desk, Text("石光荣", "Shi Guangrong"))
        self.set_lead("2026-11-23 要回访")
        self.add_button(Text("打印", "Print"), lambda: None)
        name = QLineEdit("甲")
        name.setAccessibleName("姓名（必填）")
        secret = QLineEdit("不能读")
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        hidden = QLabel("看不见")
        hidden.hide()
        caption = QLabel("姓名")
        caption.setBuddy(name)
        choice = QComboBox()
        choice.addItem("二级")
        choice.setAccessibleName("残疾等级")
        box = QCheckBox("同意")
        self.rows = RecordTableModel(
            [
                Column(Text("日期", "Day"), lambda row: row[0]),
                Column(Text("事情", "What"), lambda row: row[1]),
            ],
            key=lambda row: row[0],
        )
        self.rows.set_rows([("2026-10-01", "回访"), ("2026-11-01", "上门")])
        for part in (
            section("情况"), caption, name, secret, hidden, choice, box,
            ReadingText("说明", "第一行\n第二行"), RecordTable("联系", self.rows),
            QPushButton("删除"),
        ):  # fmt: skip
            self.body.addWidget(part)
        self.add_side(card(section("旁边"), QLabel("侧栏的话")))


class Other(Page):
    """Another page."""

    def __init__(self, desk) -> None:
        super().__init__(desk, Text("别的页", "Another page"))


PLACES = [
    Place("shown", Text("石光荣", "Shi"), "sun", Shown),
    Place("other", Text("别的", "Other"), "sun", Other),
]


@pytest.fixture
def settings(qapp, tmp_path):
    return SettingsKeeper(tmp_path / "yiyi.ini")


@pytest.fixture
def window(qtbot, dressed, settings):
    operations = Operations(DraftStore(), TaskRunner())
    made = MainWindow(PLACES, operations, settings)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.go("shown")
    made.reading.voice._serve = speaking
    yield made
    made.reading.voice.stop()
    operations.finish()


def action(window: MainWindow, key: str) -> QAction:
    return next(a for a in window.actions() if a.objectName() == key)


def test_a_page_is_read_from_its_title_in_the_order_it_is_seen(window) -> None:
    assert page_words(window.page).split("\n") == [
        "石光荣",
        "2026-11-23 要回访",
        "情况",
        "姓名（必填）：甲",
        "残疾等级：二级",
        "同意，没有勾选",
        "第一行",
        "第二行",
        "日期：2026-10-01，事情：回访",
        "日期：2026-11-01，事情：上门",
        "旁边",
        "侧栏的话",
    ]


def test_of_a_long_table_the_beginning_is_read_and_the_rest_counted(window) -> None:
    window.page.rows.set_rows([(f"{at}", "回访") for at in range(MOST_ROWS + 5)])
    words = page_words(window.page)
    assert words.count("回访") - 1 == MOST_ROWS
    assert "还有 5 行没有读。" in words


def test_f9_reads_the_page(qtbot, window) -> None:
    voice = window.reading.voice
    with qtbot.waitSignal(voice.finished):
        action(window, "read_aloud").trigger()
    assert len(voice._sentences) == len(page_words(window.page).split("\n"))
    assert voice._sentences[1].said == "二零二六年十一月二十三日要回访"


def test_the_keys_are_free_and_stand_in_the_menu(window) -> None:
    keys = [action(window, key).shortcut().toString() for key in (
        "read_aloud", "pause_reading", "stop_reading",
    )]  # fmt: skip
    assert keys == ["F9", "F8", "Shift+F9"]
    everybody = [a.shortcut().toString() for a in window.actions()]
    assert all(everybody.count(key) == 1 for key in keys)


def test_one_key_pauses_goes_on_and_begins(qtbot, window) -> None:
    voice = window.reading.voice
    pause = action(window, "pause_reading")
    pause.trigger()
    assert voice.state is State.SPEAKING
    pause.trigger()
    assert voice.state is State.PAUSING
    qtbot.waitUntil(lambda: voice.state is State.PAUSED)
    with qtbot.waitSignal(voice.finished):
        pause.trigger()


def test_the_stop_key_silences_at_once(qtbot, window) -> None:
    voice = window.reading.voice
    voice._serve = endless
    with qtbot.waitSignal(voice.began):
        action(window, "read_aloud").trigger()
    action(window, "stop_reading").trigger()
    assert voice.is_silent
    assert voice.pid is None


@pytest.mark.parametrize("leave", ["go", "again", "lock"])
def test_leaving_the_page_silences_it(qtbot, window, leave: str) -> None:
    voice = window.reading.voice
    voice._serve = endless
    with qtbot.waitSignal(voice.began):
        action(window, "read_aloud").trigger()
    if leave == "lock":
        window.forget_pages()
    else:
        window.go("other" if leave == "go" else "shown")
    assert voice.is_silent
    assert voice.pid is None


def test_what_goes_wrong_is_shown(qtbot, window) -> None:
    window.reading.voice.problem.emit(Problem(Text("没有语音。", "No voice.")))
    assert window.messages.message == "没有语音。"


def test_a_page_is_read_when_it_opens_if_that_was_wished(qtbot, window, settings) -> None:
    voice = window.reading.voice
    window.go("other")
    assert voice.is_silent
    settings.set(reads_pages=True)
    with qtbot.waitSignal(voice.began):
        window.go("shown")
    assert voice._sentences[0].said == "石光荣"


def test_no_page_reads_itself_beside_a_screen_reader(
    qtbot, window, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aloud_module, "screen_reader_runs", lambda: True)
    settings.set(reads_pages=True)
    window.go("other")
    with qtbot.waitSignal(window.reading._arrived.timeout):
        pass
    assert window.reading.voice.is_silent
    action(window, "read_aloud").trigger()
    assert window.reading.voice.state is State.SPEAKING


def test_the_rate_is_that_of_the_settings(window, settings) -> None:
    assert window.reading.voice.rate == 180
    settings.set(speech_rate=240)
    assert window.reading.voice.rate == 240


def test_an_english_window_reads_in_english(qtbot, window, monkeypatch) -> None:
    class Voice(QObject):
        changed = Signal(object)

        def __init__(self) -> None:
            super().__init__()
            self.read_in: list[Language] = []

        def read(self, _text: str, language: Language, *, asked: bool) -> bool:
            assert asked
            self.read_in.append(language)
            return True

    from desktop import language  # noqa: PLC0415 - the module, beside the enumeration

    voice = Voice()
    monkeypatch.setattr(window.reading, "voice", voice)
    language.use(Language.EN)
    window.reading.read_page()
    language.use(Language.ZH)
    assert voice.read_in == [Language.EN]


def test_no_voice_is_loaded_before_something_is_read(window) -> None:
    assert isinstance(window.reading.voice, ReadAloud)
    assert window.reading.voice.pid is None
