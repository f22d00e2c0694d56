"""交换: my card, a colleague's card after a telephone call, a sealed file for her."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.sync.card import fingerprint, read_card, write_card
from desktop import exchanging
from desktop.messages import Question
from desktop.screens.exchange.exchange import ExchangePage
from tests.builders import a_client
from tests.screens.offices import Office, counsellor, know, supervisor
from tests.screens.records import named, press, rows_of

__all__ = ["counsellor", "supervisor"]


def test_the_own_card_is_written_and_its_fingerprint_shown(
    counsellor: Office, tmp_path: Path
) -> None:
    page = counsellor.open(ExchangePage)
    card = tmp_path / "潘老师.yiyicard"
    page.save_card(card)
    counsellor.settle()
    assert read_card(card).name == "潘老师"
    assert fingerprint(read_card(card)) in named(page, "我的指纹").toPlainText()
    assert "潘老师.yiyicard" in counsellor.desk.said[-1]


def test_a_colleague_is_enrolled_only_after_the_fingerprint_was_compared(
    counsellor: Office, supervisor: Office, tmp_path: Path
) -> None:
    card = tmp_path / "石督导.yiyicard"
    write_card(card, supervisor.workspace.card())
    page = counsellor.open(ExchangePage)
    page.look_at_card(card)
    counsellor.settle()
    question = page.window().findChild(Question)
    assert fingerprint(supervisor.workspace.card()) in question.accessibleDescription()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert exchanging.colleagues(counsellor.workspace) == []

    page.look_at_card(card)
    counsellor.settle()
    press(page.window().findChildren(Question)[-1], "核对过，登记")
    counsellor.settle()
    assert [row[:2] for row in rows_of(page.table)] == [["石督导", "督导"]]
    assert "已登记 石督导" in counsellor.desk.said[-1]


def test_ones_own_card_is_refused_in_words(counsellor: Office) -> None:
    page = counsellor.open(ExchangePage)
    page.enrol(counsellor.workspace.card())
    counsellor.settle()
    assert "您自己的名片" in counsellor.unheard[-1].text.zh


def test_a_file_for_the_supervisor_is_written_read_back_and_told(
    counsellor: Office, supervisor: Office, tmp_path: Path
) -> None:
    know(counsellor, supervisor)
    counsellor.save(a_client(name="罗小梅"))
    page = counsellor.open(ExchangePage)
    assert page.first_focus() is page.table
    file = tmp_path / "第1份.yiyi"
    page.hand_over(supervisor.workspace.card(), file)
    counsellor.settle()
    assert file.stat().st_size > 0
    said = counsellor.desk.said[-1]
    assert "给 石督导 的第 1 份文件已写好并核对" in said
    assert "罗小梅".encode() not in file.read_bytes()
