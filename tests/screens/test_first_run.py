"""建立档案: whose it is, the passphrase, and the recovery code copied to paper."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from db.vault import key_file
from desktop.announce import last_announcement
from tests.screens.entry import Entry, entry, folder
from tests.workspace.folders import QUICK, contents, opened

__all__ = ["entry", "folder"]
PASSPHRASE = "油茶开花的时候下雪"  # noqa: S105 - it opens nothing but this test’s record


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measuring this computer takes seconds; a real record is measured for."""
    monkeypatch.setattr(key_file, "calibrated_strength", lambda: QUICK)


def fill_in(entry: Entry) -> None:
    page = entry.page
    page._form.set_typed({"name": "石秀英", "role": "counsellor", "county": "520626"})
    entry.type("口令（必填）", PASSPHRASE)
    entry.type("再输入一次", PASSPHRASE)


def test_the_first_run_begins_a_record_and_asks_for_the_code_once(
    entry: Entry, folder: Path, tmp_path: Path
) -> None:
    entry.begin()
    assert entry.page.heading == "建立档案"
    assert entry.window.focusWidget().objectName() == "name"
    fill_in(entry)
    entry.press("建立档案")
    assert entry.page.heading == "恢复码"
    shown = entry.line("您的恢复码")
    assert entry.window.focusWidget() is shown
    assert shown.isReadOnly()
    code = shown.text()

    sheet = tmp_path / "恢复码.pdf"
    entry.page.save_sheet(sheet)
    entry.rest()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert "打印后请删除" in last_announcement(entry.window)

    entry.type("照纸上输入一次恢复码", "2" * 30)
    entry.press("完成，打开档案")
    assert entry.opened == []
    assert "请改正" in entry.line("照纸上输入一次恢复码").accessibleDescription()
    entry.type("照纸上输入一次恢复码", code.replace("-", "").lower())
    entry.press("完成，打开档案")
    assert entry.opened[0].owner.name == "石秀英"
    assert shown.text() == ""
    entry.opened.pop().close()
    opened(folder, passphrase=PASSPHRASE).close()


def test_nothing_is_written_before_everything_is_filled_in(entry: Entry, folder: Path) -> None:
    entry.begin()
    entry.press("建立档案")
    assert entry.window.focusWidget().objectName() == "name"
    fill_in(entry)
    entry.type("再输入一次", "另外一句话八个字")
    entry.press("建立档案")
    assert "不一样" in entry.line("再输入一次").accessibleDescription()
    entry.type("口令（必填）", "短")
    entry.type("再输入一次", "短")
    entry.press("建立档案")
    assert "至少要有 8 个字符" in entry.line("口令（必填）").accessibleDescription()
    assert not folder.exists() or contents(folder) == {}


def test_a_folder_that_cannot_be_written_to_is_told_for_the_page(
    entry: Entry, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "read-only")

    entry.begin()
    fill_in(entry)
    monkeypatch.setattr(Path, "mkdir", refuse)
    entry.press("建立档案")
    assert "不能写入" in entry.page.message
    assert "不能写入" in last_announcement(entry.window)


def test_another_language_keeps_what_was_typed(entry: Entry) -> None:
    entry.begin()
    fill_in(entry)
    entry.press("English 英文")
    assert entry.page.heading == "Begin a record"
    assert entry.page._form.typed()["name"] == "石秀英"
    assert entry.line("Passphrase (required)").text() == ""


def test_the_page_fits_the_screen_at_200_percent(entry: Entry, dressed: Any) -> None:
    entry.begin()
    dressed("light", 200)
    entry.rest()
    wide = entry.page.viewport().width()
    for one in entry.page.widget().findChildren(QLabel):
        if one.isVisible():
            right = one.mapTo(entry.page.widget(), one.rect().topRight()).x()
            assert right <= wide, one.text()
