"""写信: a template, its fields, the letter as it will stand, kept as a note."""

from typing import Any

import pytest

from db.domain.clients.case_note import CaseNote
from db.domain.ids import ClientId
from db.usecases.papers.letter import BY_LETTER
from desktop.screens.papers.document import DocumentPage
from desktop.screens.papers.letter import LetterPage
from tests.builders import a_case, a_client, days_ago
from tests.screens.records import Room, choose, room

__all__ = ["room"]


@pytest.fixture
def page(room: Room) -> LetterPage:
    client = a_client(name="罗小梅", preferred_form="large18")
    room.save(client, a_case(client))
    return room.open(LetterPage, client_id=client.id)


def appointed(page: LetterPage, room: Room) -> None:
    choose(page, "写哪种信（必填）", "约您见面")
    said = {"day": days_ago(-7).isoformat(), "time": "9:30"}
    said |= {"place": "枫香溪镇残联", "about": "商量就业服务计划"}
    for name, words in said.items():
        line = page.form.editor(f"appointment_{name}")
        line.setFocus()
        line.selectAll()
        line.insert(words)
    page.show_letter()
    room.settle()


def shown(page: LetterPage) -> set[str]:
    return {name for name in page.form.names() if page.form.editor(name).isVisibleTo(page)}


def test_first_only_the_template_is_asked_then_what_that_letter_needs(
    page: LetterPage, room: Room
) -> None:
    assert page.heading == "给 罗小梅 写信"
    assert shown(page) == {"template"}
    assert page.text.toPlainText() == "先选写哪种信。"

    choose(page, "写哪种信（必填）", "约您见面")
    room.settle()
    assert {"appointment_day", "appointment_place", "more", "channel"} <= shown(page)
    assert not any(name.startswith("job_fair_") for name in shown(page))


def test_the_letter_stands_below_as_it_will_be_or_says_what_it_lacks(
    page: LetterPage, room: Room
) -> None:
    choose(page, "写哪种信（必填）", "约您见面")
    page.show_letter()
    room.settle()
    assert "还缺" in page.text.toPlainText()

    appointed(page, room)
    words = page.text.toPlainText()
    assert "罗小梅" in words
    assert "枫香溪镇残联" in words


def test_saving_keeps_a_note_and_goes_on_to_the_letter_as_a_document(
    page: LetterPage, room: Room
) -> None:
    appointed(page, room)
    page.save()
    room.settle()
    room.settle()

    (note,) = room.all(CaseNote)
    assert note.channel == BY_LETTER
    assert note.next_on == days_ago(-7)
    assert "枫香溪镇残联" in note.content
    assert room.desk.backs == 1
    place, args = room.desk.gone[-1]
    assert place == "summary"
    made = room.open(DocumentPage, **args)
    assert made.made.wanted.form == "large18"
    assert "枫香溪镇残联" in made.shown.pages.text.toPlainText()
    assert not made.how.kind.isVisibleTo(made)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("见面日期", "2020-01-01", "已经过去了"),
        ("见面日期", "", "请填写“见面日期”"),
        ("几点", "", "请填写“几点”"),
    ],
)
def test_what_is_missing_or_past_is_said_at_its_field(
    page: LetterPage, room: Room, name: str, typed: str, said: str
) -> None:
    appointed(page, room)
    names = {"见面日期": "appointment_day", "几点": "appointment_time"}
    page.form.set_typed({**page.form.typed(), names[name]: typed})
    page.save()
    room.settle()

    assert said in page.form.editor(names[name]).accessibleDescription()
    assert room.all(CaseNote) == []


def test_a_half_written_letter_comes_back_with_its_fields(page: LetterPage, room: Room) -> None:
    appointed(page, room)
    page.may_leave(lambda: None)
    room.settle()
    again = room.open(LetterPage, client_id=page.client_id, restore=True)
    room.settle()

    assert again.form.typed()["appointment_place"] == "枫香溪镇残联"
    assert "appointment_place" in shown(again)


def test_the_letter_is_in_the_language_chosen(page: LetterPage, room: Room) -> None:
    appointed(page, room)
    choose(page, "信的语言（必填）", "英文")
    page.show_letter()
    room.settle()

    assert "Dear 罗小梅" in page.text.toPlainText()


def test_choosing_the_kind_letter_leads_to_writing_one(room: Room) -> None:
    client: Any = a_client(name="罗小梅", preferred_form="print")
    room.save(client, a_case(client))
    made = room.open(DocumentPage, client_id=client.id, kind="letter")

    assert made.made is None
    made.write_letter()
    assert room.desk.gone[-1] == ("letter", {"client_id": ClientId(client.id)})
