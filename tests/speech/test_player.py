"""The player: chapters, what is said now, and its buttons."""

import pytest

from desktop.screens.papers.aloud import Player
from desktop.settings import SettingsKeeper
from desktop.speech.aloud import ReadAloud, State
from desktop.speech.chapters import chapters_of
from tests.desktop.conftest import dressed
from tests.screens.desk import FakeDesk, as_desk
from tests.speech import booths
from tests.speech.samples import SUMMARY, document
from tests.speech.test_aloud import endless, speaking

__all__ = ["dressed"]


@pytest.fixture
def desk(qapp, tmp_path):
    return FakeDesk(None, SettingsKeeper(tmp_path / "yiyi.ini"))


@pytest.fixture
def player(qtbot, dressed, desk):
    made = Player(as_desk(desk), voice=ReadAloud(serve=speaking))
    qtbot.addWidget(made)
    made.show()
    assert made.show_document(SUMMARY) == 3
    yield made
    made.voice.stop()


def test_the_chapters_are_listed_and_the_text_of_the_first_is_shown(player) -> None:
    assert [player.list.item(at).text() for at in range(player.list.count())] == [
        "1. 潘·阿妹的就业服务小结", "2. 基本信息", "3. 最近的联系",
    ]  # fmt: skip
    assert player.text.toPlainText().splitlines()[0] == "潘·阿妹的就业服务小结"
    assert player.where.text() == "共 3 章，还没有读。"
    assert player.voice.is_silent


def test_play_goes_through_all_chapters(qtbot, player) -> None:
    said: list[tuple[int, int]] = []
    player.voice.began.connect(lambda at: said.append((player.chapter, at)))
    player.play_button.click()
    qtbot.waitUntil(lambda: player.where.text() == "读完了。")
    assert said == [
        (number, at)
        for number, chapter in enumerate(chapters_of(SUMMARY))
        for at in range(len(chapter.sentences))
    ]
    assert player.list.currentRow() == 2


def test_the_sentence_that_is_said_is_marked_and_counted(qtbot, player) -> None:
    player.voice._serve = endless
    with qtbot.waitSignal(player.voice.began):
        player.play(1, 2)
    assert player.where.text() == "第 2 章，共 3 章；第 3 句，共 4 句"
    (mark,) = player.text.extraSelections()
    assert mark.cursor.block().text() == "身份证号：5226＊＊＊＊＊＊＊＊＊＊0010"
    player.stop()
    assert player.text.extraSelections() == []


def test_one_button_plays_pauses_and_goes_on(qtbot, player) -> None:
    said: list[str] = []
    player.voice.changed.connect(lambda _state: said.append(player.play_button.text()))
    player.voice.began.connect(
        lambda at: player.play_button.click() if (player.chapter, at) == (0, 1) else None
    )
    player.play_button.click()
    qtbot.waitUntil(lambda: player.voice.state is State.PAUSED)
    assert said == ["暂停", "继续", "继续"]
    player.play_button.click()
    assert player.play_button.text() == "暂停"


def test_next_and_previous_play_on_when_it_was_playing(qtbot, player) -> None:
    player.voice._serve = endless
    with qtbot.waitSignal(player.voice.began):
        player.play_button.click()
    with qtbot.waitSignal(player.voice.began):
        player.next_button.click()
    assert (player.chapter, player.voice.state) == (1, State.SPEAKING)
    player.stop_button.click()
    player.next_button.click()
    assert (player.chapter, player.voice.state) == (2, State.SILENT)
    player.next_button.click()
    assert player.chapter == 2
    player.previous_button.click()
    assert player.chapter == 1


def test_enter_on_a_chapter_plays_it(qtbot, player) -> None:
    with qtbot.waitSignal(player.voice.began):
        player.list.itemActivated.emit(player.list.item(2))
    assert player.chapter == 2


def test_going_through_the_chapters_shows_them(player) -> None:
    player.list.setCurrentRow(1)
    assert player.text.toPlainText().startswith("基本信息")
    assert player.voice.is_silent


def test_it_falls_silent_when_it_is_hidden_or_shows_something_else(qtbot, player) -> None:
    player.voice._serve = endless
    for leave in (player.hide, lambda: player.show_document(document(title="别的"))):
        player.show()
        with qtbot.waitSignal(player.voice.began):
            player.play(0)
        leave()
        assert player.voice.is_silent


def test_the_rate_is_the_one_given_or_that_of_the_settings(player, desk) -> None:
    player.play(0)
    assert player.voice.rate == 180
    desk.settings.set(speech_rate=240)
    player.read(SUMMARY)
    assert player.voice.rate == 240
    player.read(SUMMARY, 120)
    assert player.voice.rate == 120


def test_what_goes_wrong_is_told_to_the_desk(qtbot, player, desk) -> None:
    player.voice._serve = booths.lacking
    player.play(0)
    qtbot.waitUntil(lambda: bool(desk.warned))
    assert desk.warned[0].text == booths.NO_VOICE


def test_it_begins_at_the_button_that_plays(player) -> None:
    assert player.first_focus() is player.play_button
    assert player.list.accessibleName() == "章节"
    assert player.text.accessibleName() == "这一章的文字"
