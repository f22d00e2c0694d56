"""打开档案: the passphrase, the recovery code, a backup, and every way it can be refused."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from db.ports import Unwatched
from desktop import workspace
from desktop.announce import last_announcement
from desktop.paths import KEY_NAME, RECORD_NAME
from tests.screens.entry import Entry, entry, folder, push
from tests.workspace.folders import PASSPHRASE, begun, contents, opened

__all__ = ["entry", "folder"]
NEW = "换一句新的长口令"


@pytest.fixture
def code(folder: Path) -> str:
    """Return the recovery code of a record that lies in the folder."""
    made, code = begun(folder)
    made.close()
    return code


def test_enter_after_the_right_passphrase_opens_the_record(code: str, entry: Entry) -> None:
    entry.begin()
    assert entry.window.focusWidget().accessibleName() == "口令"
    QTest.keyClicks(entry.window.focusWidget(), "x")
    entry.type("口令", PASSPHRASE)
    QTest.keyClick(entry.line("口令"), Qt.Key.Key_Return)
    entry.rest()
    (found,) = entry.opened
    assert found.owner.name == "潘老师"
    assert entry.line("口令").text() == ""


def test_a_wrong_passphrase_is_told_under_its_line_and_keeps_the_focus(
    code: str, entry: Entry, folder: Path
) -> None:
    before = contents(folder)
    entry.begin()
    entry.type("口令", "不是这一句话吧")
    entry.press("打开档案")
    line = entry.line("口令")
    assert entry.window.focusWidget() is line
    assert "口令不对" in line.accessibleDescription()
    assert entry.page.message == ""
    assert entry.opened == []
    assert contents(folder) == before


def test_what_was_typed_is_hidden_until_the_box_is_checked(code: str, entry: Entry) -> None:
    entry.begin()
    line = entry.line("口令")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    push(entry.page, "显示输入的内容")
    assert line.echoMode() == QLineEdit.EchoMode.Normal


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda f: (f / RECORD_NAME).unlink(), "不见了"),
        (lambda f: [p.unlink() for p in f.glob(f"{KEY_NAME}*")], "找不到密钥文件"),
        (lambda f: [p.write_bytes(b"{") for p in f.glob(f"{KEY_NAME}*")], "已损坏"),
        (lambda f: (f / RECORD_NAME).write_bytes(os.urandom(8192)), "损坏"),
    ],
)
def test_what_is_wrong_with_the_files_is_told_for_the_whole_page(
    code: str, entry: Entry, folder: Path, harm, words: str
) -> None:
    harm(folder)
    entry.begin()
    entry.type("口令", PASSPHRASE)
    entry.press("打开档案")
    assert words in entry.page.message
    assert words in last_announcement(entry.window)
    assert entry.opened == []


def test_a_second_window_and_a_network_folder_are_refused_in_words(
    code: str, entry: Entry, folder: Path, monkeypatch
) -> None:
    first = opened(folder)
    entry.begin()
    entry.type("口令", PASSPHRASE)
    entry.press("打开档案")
    assert "另一个一一窗口" in entry.page.message
    first.close()
    monkeypatch.setattr(workspace, "mount_kind", lambda _folder: "cifs")
    entry.press("打开档案")
    assert "网络文件夹" in entry.page.message
    monkeypatch.undo()
    monkeypatch.setattr(Path, "touch", _refuse)
    entry.press("打开档案")
    assert "不能写入" in entry.page.message


def _refuse(*_args: object, **_more: object) -> None:
    raise PermissionError(13, "read-only")


def test_the_recovery_code_sets_a_new_passphrase(code: str, entry: Entry, folder: Path) -> None:
    entry.begin()
    entry.press("用恢复码打开")
    assert entry.window.focusWidget().accessibleName() == "恢复码"
    entry.type("恢复码", "ABC")
    entry.press("打开档案")
    assert "请改正" in entry.line("恢复码").accessibleDescription()
    entry.type("恢复码", code.lower())
    entry.type("新口令", "短")
    entry.type("再输入一次", "短")
    entry.press("打开档案")
    assert "至少要有" in entry.line("新口令").accessibleDescription()
    assert entry.line("恢复码").accessibleDescription().startswith("大小写")
    entry.type("新口令", NEW)
    entry.press("打开档案")
    assert "不一样" in entry.line("再输入一次").accessibleDescription()
    entry.type("再输入一次", NEW)
    entry.press("打开档案")
    assert len(entry.opened) == 1
    entry.opened.pop().close()
    opened(folder, passphrase=NEW).close()


def test_a_backup_is_restored_and_the_record_that_was_there_is_set_aside(
    entry: Entry, folder: Path, tmp_path: Path
) -> None:
    made, _ = begun(folder)
    backup = made.back_up(tmp_path / "u盘.yiyibackup", Unwatched())
    made.close()
    entry.begin()
    entry.press("恢复备份")
    entry.press("恢复备份")
    assert "请选一个备份文件" in entry.line("备份文件").accessibleDescription()
    entry.type("备份文件", str(tmp_path / "没有.yiyibackup"))
    entry.press("恢复备份")
    assert "找不到" in entry.line("备份文件").accessibleDescription()
    entry.page.take(str(backup))
    assert entry.window.focusWidget().accessibleName() == "备份的口令"
    entry.type("备份的口令", "不是这一句话吧")
    entry.press("恢复备份")
    assert "口令不对" in entry.line("备份的口令").accessibleDescription()
    entry.type("备份的口令", PASSPHRASE)
    entry.press("恢复备份")
    assert entry.opened[0].owner.name == "潘老师"
    assert list(folder.glob("before-restore-*"))
    assert "恢复备份，已结束" in last_announcement(entry.window)


def test_a_file_that_is_no_backup_changes_nothing(
    code: str, entry: Entry, folder: Path, tmp_path: Path
) -> None:
    before = contents(folder)
    other = tmp_path / "照片.yiyibackup"
    other.write_bytes(b"not a backup")
    entry.begin()
    entry.press("恢复备份")
    entry.page.take(str(other))
    entry.type("备份的口令", PASSPHRASE)
    entry.press("恢复备份")
    assert "照片.yiyibackup" in entry.page.message
    assert contents(folder) == before
    entry.press("返回")
    assert entry.window.focusWidget().accessibleName() == "口令"


def test_language_zoom_and_contrast_can_be_changed_before_anything_is_open(
    code: str, entry: Entry
) -> None:
    entry.begin()
    push(entry.page, "高对比")
    assert entry.window._settings.now.theme == "contrast"
    push(entry.page, "浅色")
    assert entry.window._settings.now.theme == "light"
    QTest.keyClick(entry.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert entry.window._settings.now.zoom_percent == 110
    push(entry.page, "English 英文")
    entry.rest()
    assert entry.page.heading == "Open the record"
    assert entry.window.focusWidget().accessibleName() == "Passphrase"
