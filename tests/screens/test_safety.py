"""备份与口令: a backup that opens, a check, another passphrase, a new recovery code."""

from pathlib import Path

from desktop.screens.keeping.safety import SafetyPage
from tests.builders import a_client
from tests.screens.offices import Office, counsellor
from tests.screens.records import fill, named, press
from tests.workspace.folders import PASSPHRASE

__all__ = ["counsellor"]
NEW = "换一句新的长口令"


def test_a_backup_is_written_and_its_time_shown(counsellor: Office, tmp_path: Path) -> None:
    page = counsellor.open(SafetyPage)
    assert page._last.text() == "还没有备份过。"
    path = tmp_path / "今天.yiyibackup"
    page.back_up(path)
    counsellor.settle()
    assert path.exists()
    assert page._last.text().startswith("上次备份：2")
    assert "今天.yiyibackup" in counsellor.desk.said[-1]


def test_a_sound_record_is_said_to_be_sound(counsellor: Office) -> None:
    counsellor.save(a_client())
    page = counsellor.open(SafetyPage)
    press(page, "检查档案")
    counsellor.settle()
    assert counsellor.desk.said[-1].zh == "档案完好。"


def test_the_passphrase_is_changed_after_the_old_one_was_typed(counsellor: Office) -> None:
    page = counsellor.open(SafetyPage, part="passphrase")
    assert page.first_focus() is named(page, "现在的口令")
    fill(page, "现在的口令", "记错的一句话吧")
    fill(page, "新口令", "短")
    fill(page, "再输入一次", "短")
    press(page, "更换口令")
    assert "至少要有 8 个字符" in page._new.trouble
    fill(page, "新口令", NEW)
    fill(page, "再输入一次", "另一句不一样的")
    press(page, "更换口令")
    assert "不一样" in page._again.trouble
    fill(page, "再输入一次", NEW)
    press(page, "更换口令")
    counsellor.settle()
    assert "口令不对" in page._old.trouble
    fill(page, "现在的口令", PASSPHRASE)
    press(page, "更换口令")
    counsellor.settle()
    assert counsellor.desk.said[-1].zh.startswith("口令已更换")
    assert page._old.typed() == page._new.typed() == ""


def test_a_new_recovery_code_goes_to_paper_only(counsellor: Office, tmp_path: Path) -> None:
    page = counsellor.open(SafetyPage)
    sheet = tmp_path / "恢复码.pdf"
    page.renew(sheet)
    counsellor.settle()
    assert "口令不对" in page._old.trouble
    assert not sheet.exists()
    fill(page, "现在的口令", PASSPHRASE)
    page.renew(sheet)
    counsellor.settle()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert "旧的恢复码已经作废" in counsellor.desk.said[-1]


def test_leaving_the_page_forgets_every_secret(counsellor: Office) -> None:
    page = counsellor.open(SafetyPage)
    fill(page, "现在的口令", PASSPHRASE)
    assert page.may_leave(lambda: None)
    assert page._old.typed() == ""
