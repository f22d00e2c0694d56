"""给本人的文书: kind and form are proposed, looked at, changed; impossible ones say why."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from db.domain.clients.client import Client
from desktop.announce import last_announcement
from desktop.screens.papers.document import DocumentPage
from desktop.screens.papers.making import PAPER_FORMS
from tests.builders import a_case, a_client, a_placement, a_plan, a_step, an_identity_number
from tests.screens.records import Room, choose, named, press, room

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(
        name="罗小梅", identity_number=an_identity_number(), preferred_form="large18"
    )
    room.save(made, a_case(made))
    return made


def opened(room: Room, client: Any, **args: object) -> DocumentPage:
    return room.open(DocumentPage, client_id=client.id, **args)


def chosen(page: DocumentPage, name: str, words: str, room: Room) -> None:
    choose(page, name, words)
    room.settle()


def test_the_form_the_client_asked_for_is_proposed_and_said(room: Room, client: Any) -> None:
    page = opened(room, client)

    assert page.heading == "给 罗小梅 的文书"
    assert page.lead == "罗小梅 要的是大字 18 磅。"
    assert named(page, "文书形式", QComboBox).currentText() == "大字 18 磅"
    assert page.made is not None
    assert page.made.wanted.form == "large18"
    assert "大字 18 磅，共 " in page.status.text()


def test_without_a_word_of_the_client_it_is_ordinary_print_and_says_that_nobody_knows(
    room: Room,
) -> None:
    client = a_client(name="罗小梅", preferred_form=None)
    room.save(client, a_case(client))
    page = opened(room, client)

    assert "还没有登记 罗小梅 要哪种形式" in page.lead
    assert named(page, "文书形式", QComboBox).currentText() == "普通印刷"


def test_the_text_holds_what_the_paper_holds_and_masks_the_number(
    room: Room, client: Any
) -> None:
    page = opened(room, client)
    words = page.shown.pages.text.toPlainText()

    assert "罗小梅" in words
    assert an_identity_number() not in words
    assert page.first_focus() is page.shown.pages.text
    assert page.shown.pages.paper.pageCount() == page.made.pages >= 1
    assert not page.shown.pages.pages.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("form", PAPER_FORMS)
def test_every_form_for_the_eye_is_shown_as_pages_beside_its_words(
    room: Room, client: Any, form: str
) -> None:
    page = opened(room, client, form=form)

    assert page.shown.pages.isVisibleTo(page)
    assert page.shown.pages.paper.pageCount() >= 1
    assert "罗小梅" in page.shown.pages.text.toPlainText()


def test_another_form_is_made_at_once_and_can_be_remembered(room: Room, client: Any) -> None:
    page = opened(room, client)
    assert page.how.prefer_button.isHidden() or not page.how.prefer_button.isVisibleTo(page)

    chosen(page, "文书形式", "易读版", room)
    assert page.made.wanted.form == "easy"
    press(page, "以后都用这种形式")
    room.settle()

    assert room.all(Client)[0].preferred_form == "easy"
    assert room.desk.said[-1] == "记住了：以后给 罗小梅 用易读版。"
    assert page.lead == "罗小梅 要的是易读版。"
    assert not page.how.prefer_button.isVisibleTo(page)


def test_a_kind_that_cannot_be_made_is_offered_with_the_reason(room: Room, client: Any) -> None:
    page = opened(room, client)
    chosen(page, "文书种类", "就业服务计划（现在不能做）", room)

    assert "现在不能做“就业服务计划”" in last_announcement(page)
    assert page.made is None
    for button in (page.save_button, page.print_button, page.aloud_button):
        assert not button.isEnabled()
    assert "请先和本人商定计划" in last_announcement(page)
    assert page.first_focus().text() == "打开个人资料"
    press(page, "打开个人资料")
    assert room.desk.gone[-1] == ("client", {"client_id": client.id})


def test_what_cannot_be_made_can_be_once_the_record_has_it(room: Room, client: Any) -> None:
    page = opened(room, client, kind="employment_plan")
    assert page.made is None

    plan = a_plan(client)
    room.save(plan, a_step(plan, client_id=client.id))
    again = opened(room, client, kind="employment_plan")
    assert again.made is not None
    assert again.made.document.kind == "employment_plan"


def test_colours_are_chosen_for_paper_lines_for_braille_and_speed_for_sound(
    room: Room, client: Any
) -> None:
    page = opened(room, client)
    how = page.how
    shown = {
        "large18": (True, False, False),
        "braille": (False, True, False),
        "audio": (False, False, True),
    }
    for form, expected in shown.items():
        how.form.take(form)
        how._show_fitting()
        choices = (how.colours, how.width_choice, how.rate)
        assert tuple(each.isVisibleTo(page) for each in choices) == expected


def test_yellow_on_black_is_made_and_kept_for_the_next_document(
    room: Room, client: Any
) -> None:
    page = opened(room, client)
    plain = page.made.pdf
    chosen(page, "颜色", "黑底黄字（费墨）", room)
    assert page.made.pdf != plain

    again = opened(room, client)
    assert named(again, "颜色", QComboBox).currentText() == "黑底黄字（费墨）"


def test_english_is_made_of_the_same_record(room: Room, client: Any) -> None:
    page = opened(room, client)
    chosen(page, "语言", "英文", room)

    assert "Employment service summary" in page.shown.pages.text.toPlainText()


def test_a_character_without_a_font_is_told_before_anything_is_made(room: Room) -> None:
    client = a_client(name="罗\U0003fffd", preferred_form="print")
    room.save(client, a_case(client))
    opened(room, client)

    assert "没有字体" in str(room.desk.warned[-1])
    assert "\U0003fffd" in str(room.desk.warned[-1])


def test_the_page_makes_it_again_when_the_record_changes(room: Room, client: Any) -> None:
    from db.usecases.clients import correct_client  # noqa: PLC0415 - only this test changes one

    page = opened(room, client)
    today = page.operations.today()
    page.operations.run(
        lambda store: correct_client(store, client.id, {"name": "罗大梅"}, today=today),
        owner=page,
    )
    room.settle()
    room.settle()

    assert "罗大梅" in page.shown.pages.text.toPlainText()


def test_f6_goes_through_buttons_choices_and_text_and_tab_leaves_the_text(
    room: Room, client: Any
) -> None:
    page = opened(room, client)

    assert page.panes()[1:] == [page.how, page.shown.pages.text]
    page.shown.pages.text.setFocus()
    QTest.keyClick(page.shown.pages.text, Qt.Key.Key_Tab)
    assert not page.shown.pages.text.hasFocus()


def test_back_goes_back(room: Room, client: Any) -> None:
    page = opened(room, client)
    press(page, "返回")

    assert room.desk.backs == 1


def test_coming_back_from_another_page_keeps_what_was_chosen(room: Room, client: Any) -> None:
    page = opened(room, client)
    chosen(page, "文书形式", "易读版", room)
    page.visit(client_id=client.id)
    room.settle()

    assert page.made.wanted.form == "easy"
    assert named(page, "文书形式", QComboBox).currentText() == "易读版"


def test_a_paper_for_somebody_else_is_print_whatever_the_client_reads(
    room: Room, client: Any
) -> None:
    room.save(a_placement(client))
    page = opened(room, client)
    chosen(page, "文书种类", "就业安置证明", room)

    assert page.made.wanted.form == "print"
    assert page.lead == "这份不是给本人读的，先按普通印刷排。"
    assert not page.how.prefer_button.isVisibleTo(page)
    chosen(page, "文书种类", "就业服务小结", room)
    assert page.made.wanted.form == "large18"
