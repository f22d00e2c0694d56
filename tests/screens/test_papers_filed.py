"""存档的文书 and 怎样给的: the list of a client, what can be done with a row, the form."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.papers.document import Document, Paragraph
from db.domain.papers.issued_document import IssuedDocument
from db.fields.text import Language
from db.usecases.papers.filing import file_document
from desktop.screens.papers.giving import GivingPage
from desktop.screens.papers.issued import IssuedPage
from tests.builders import TODAY, a_case, a_client, days_ago
from tests.screens.records import Room, choose, column_named, fill, named, press, room, rows_of

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(name="罗小梅")
    room.save(made, a_case(made))
    return made


def filed(room: Room, client: Any, *, title: str, form: str, kind: str, on: date) -> Any:
    document = Document(
        title=title,
        subtitle="",
        case_number="",
        language=Language.ZH,
        organisation="",
        made_on=on,
        blocks=(Paragraph(text="内容。"),),
        footer="",
        kind=kind,
    )
    file_document(
        room.store, document, client_id=client.id, form=form, file_hash=None, made_with=None,
        today=TODAY,
    )  # fmt: skip
    return max(room.all(IssuedDocument), key=lambda each: each.id)


def two_filed(room: Room, client: Any) -> None:
    filed(room, client, title="小结", form="print", kind="case_summary", on=days_ago(9))
    filed(room, client, title="计划", form="braille", kind="employment_plan", on=days_ago(2))


def test_it_lists_day_kind_form_maker_and_whether_it_was_given_newest_first(
    room: Room, client: Any
) -> None:
    two_filed(room, client)
    page = room.open(IssuedPage, client_id=client.id)

    rows = rows_of(page.table)
    assert [row[0] for row in rows] == ["计划", "小结"]
    assert rows[0][column_named(page.table, "文书种类")] == "就业服务计划"
    assert rows[0][column_named(page.table, "文书形式")] == "盲文（打印文件 BRF）"
    assert rows[0][column_named(page.table, "制作日期")] == days_ago(2).isoformat()
    assert rows[0][column_named(page.table, "谁做的")]
    assert rows[0][column_named(page.table, "怎样给的")] == "还没记"
    assert page.heading == "罗小梅 的存档文书"
    assert page.lead == "共 2 份，2 份还没记怎样给的。"
    assert page.table.hasFocus() or page.first_focus() is page.table


def test_enter_looks_at_it_again_and_the_menu_offers_the_rest(room: Room, client: Any) -> None:
    two_filed(room, client)
    page = room.open(IssuedPage, client_id=client.id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    row = page.table.record()

    assert room.desk.gone[-1] == ("summary", {"issued_id": row.id})
    assert [said.zh for said, _ in page._menu(row)] == ["再看一遍", "怎样给的"]
    press(page, "怎样给的")
    assert room.desk.gone[-1] == ("giving", {"issued_id": row.id})


def test_search_and_filters_narrow_it_and_say_how_many_are_left(
    room: Room, client: Any
) -> None:
    two_filed(room, client)
    page = room.open(IssuedPage, client_id=client.id)
    fill(page, "查找", "jihua")
    room.qtbot.waitUntil(lambda: len(rows_of(page.table)) == 1)
    assert rows_of(page.table)[0][0] == "计划"

    fill(page, "查找", "zzz")
    room.qtbot.waitUntil(lambda: page.swap.currentIndex() == 1)
    page.search.clear()
    room.qtbot.waitUntil(lambda: len(rows_of(page.table)) == 2)
    choose(page, "文书形式", "普通印刷")
    assert [row[0] for row in rows_of(page.table)] == ["小结"]


def test_a_client_without_documents_is_told_what_to_do(room: Room, client: Any) -> None:
    page = room.open(IssuedPage, client_id=client.id)
    assert page.lead == ""
    page.swap.setFocus()
    buttons = [b for b in page.swap.findChildren(type(page._give)) if b.text() == "做一份新的"]
    buttons[0].click()

    assert room.desk.gone[-1] == ("summary", {"client_id": client.id})


def test_how_it_was_given_is_recorded_with_the_day(room: Room, client: Any) -> None:
    issued = filed(
        room, client, title="小结", form="print", kind="case_summary", on=days_ago(3)
    )
    page = room.open(GivingPage, issued_id=issued.id)
    assert page.heading == "怎样给 罗小梅 的"
    choose(page, "怎样给的", "当面读给本人听")
    page.save()
    room.settle()

    (now,) = room.all(IssuedDocument)
    assert (now.given_how, now.given_on) == ("READ_ALOUD", TODAY)
    listed = room.open(IssuedPage, client_id=client.id)
    assert listed.lead == "共 1 份，都记了怎样给的。"
    assert rows_of(listed.table)[0][-1] == f"当面读给本人听，{TODAY}"


@pytest.mark.parametrize(
    ("how", "day", "said"),
    [
        ("", TODAY, "请选择是怎样给的。"),
        ("HANDED", days_ago(9), "早于制作日期"),
        ("HANDED", days_ago(-1), "晚于今天"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    room: Room, client: Any, how: str, day: date, said: str
) -> None:
    issued = filed(
        room, client, title="小结", form="print", kind="case_summary", on=days_ago(3)
    )
    page = room.open(GivingPage, issued_id=issued.id)
    page.form.set_values({"given_how": how or None, "given_on": day})
    page.save()
    room.settle()

    described = [page.form.editor(name).accessibleDescription() for name in page.form.names()]
    assert any(said in words for words in described)
    assert named(page, "保存怎样给的").isEnabled()
