"""The palette finds by 汉字, pinyin and initials."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.fields.text import Text
from desktop.screens.frame.palette import Entry, fits, open_palette


@pytest.mark.parametrize("typed", ["记一笔", "jiyibi", "jyb", "write", "一笔", "", "J Y B"])
def test_a_command_is_found_by(typed: str) -> None:
    assert fits(typed, ("记一笔", "Write a note")) is not None


def test_the_beginning_ranks_before_the_middle() -> None:
    assert fits("dy", ("打印",)) == 0
    assert fits("yin", ("打印",)) == 1
    assert fits("dn", ("打印",)) == 2
    assert fits("xyz", ("打印",)) is None


def test_typing_and_enter_do_it(qtbot, dressed) -> None:
    done: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    entries = [
        Entry(Text("锁定", "Lock"), "Ctrl+L", lambda: done.append("lock")),
        Entry(Text("打印给本人", "Print"), "Ctrl+P", lambda: done.append("print")),
        Entry(Text("打开", "Open"), "", lambda: done.append("open")),
    ]
    palette = open_palette(window, entries)
    qtbot.keyClicks(palette.search, "d")
    assert [entry.label.zh for entry in palette.shown()][:2] == ["打印给本人", "打开"]
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done == ["open"])
