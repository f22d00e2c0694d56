"""Sound: chapters and player, a missing voice told beforehand, reading any document aloud."""

from pathlib import Path
from typing import Any

import pytest

from db.domain.papers.issued_document import IssuedDocument
from db.fields.problem import Problem
from db.fields.text import Language
from desktop.screens.papers.document import DocumentPage
from desktop.speech.voices import NO_CHINESE
from tests.builders import a_case, a_client
from tests.screens.records import Room, press, room

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(name="罗小梅", preferred_form="audio")
    room.save(made, a_case(made))
    return made


@pytest.fixture
def has_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "desktop.screens.papers.voices.voice_name", lambda _language, _stop: "X"
    )


@pytest.mark.usefixtures("has_voice")
def test_the_player_stands_with_the_chapters_of_the_document(room: Room, client: Any) -> None:
    page = room.open(DocumentPage, client_id=client.id)

    assert page.shown.player.isVisibleTo(page)
    assert page.shown.player.list.count() > 3
    assert page.status.text() == f"录音，共 {page.shown.player.list.count()} 章。"
    assert page.first_focus() is page.shown.player.play_button
    assert not page.print_button.isEnabled()
    assert page.how.rate.isVisibleTo(page)


def test_a_voice_that_is_missing_is_told_before_anything_is_recorded(
    room: Room, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_language: Language, _stop: object) -> str:
        raise Problem(NO_CHINESE)

    monkeypatch.setattr("desktop.screens.papers.voices.voice_name", none)
    room.open(DocumentPage, client_id=client.id)
    room.qtbot.waitUntil(lambda: bool(room.desk.warned))

    said = room.desk.warned[-1].message(Language.ZH)
    assert "没有普通话语音" in said
    assert "espeak-ng" in said


@pytest.mark.usefixtures("has_voice")
def test_a_recording_without_a_voice_leaves_no_folder_and_files_nothing(
    room: Room, client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_args: Any, **_more: Any) -> None:
        raise Problem(NO_CHINESE)

    monkeypatch.setattr("desktop.speech.recording.record_document", none)
    page = room.open(DocumentPage, client_id=client.id)
    page.outputs.save(tmp_path / "录音")
    room.settle()

    assert "没有普通话语音" in room.desk.warned[-1].message(Language.ZH)
    assert list(tmp_path.glob("录音*")) == []
    assert room.all(IssuedDocument) == []


@pytest.mark.usefixtures("has_voice")
def test_any_form_can_be_read_aloud_and_looked_at_again(
    room: Room, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = room.open(DocumentPage, client_id=client.id, form="print")
    read: list[object] = []
    monkeypatch.setattr(
        page.shown.player.voice, "read_sentences", lambda *a, **k: read.append(a)
    )
    press(page, "读出来")

    assert read
    assert page.shown.player.isVisibleTo(page)
    assert page.panes()[-1] is page.shown.player
    assert "read_aloud" in page.commands()
    assert "pause_reading" in page.commands()
    press(page, "回到文书")
    assert page.shown.pages.isVisibleTo(page)
    assert page.aloud_button.text() == "读出来"
