"""Every value a field had, and putting one back."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.clients.client import Client
from db.usecases.clients import correct_client
from desktop.screens.clients.history import HistoryPage
from tests.builders import TODAY, a_case, a_client
from tests.screens.records import Room, named, press, room, rows_of

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(name="潘阿妹", phone="13985001234", service_needs=("REFER",))
    room.save(made)
    changes = {"phone": "13985005678", "service_needs": None}
    correct_client(room.store, made.id, changes, today=TODAY)
    return made


def opened(room: Room, client: Any) -> Any:
    return room.open(HistoryPage, table=Client.TABLE, record_id=client.id, name=client.name)


def test_values_stand_newest_first_with_who_and_when_and_numbers_masked(
    room: Room, client: Any
) -> None:
    page = opened(room, client)

    phones = [row for row in rows_of(page.table) if row[0] == "联系电话"]
    assert [(row[1], row[4]) for row in phones] == [
        ("139＊＊＊＊5678", "正在用"),
        ("139＊＊＊＊1234", "以前的"),
    ]
    assert all(row[2] and row[3].startswith("2026-11-23") for row in phones)
    assert page.heading == "改动历史：潘阿妹"


@pytest.mark.parametrize(
    ("field", "was"), [("phone", "13985001234"), ("service_needs", ("REFER",))]
)
def test_enter_puts_a_former_value_back_after_asking(
    room: Room, client: Any, field: str, was: object
) -> None:
    page = opened(room, client)
    row = next(
        at
        for at, each in enumerate(page._model.rows())
        if each.entry.field == field and not each.entry.is_current
    )
    page.table.go_to_row(row)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    question = page.window().findChild(object, "question")
    assert question.no.isDefault()

    question.yes.click()
    room.settle()

    (kept,) = room.all(Client)
    assert getattr(kept, field) == was
    assert "已改回" in room.desk.said[0]


def test_the_value_in_use_is_not_put_back(room: Room, client: Any) -> None:
    page = opened(room, client)

    page.restore(page._model.row_at(0))

    assert page.window().findChild(object, "question") is None
    assert room.desk.said[0].zh == "这就是现在用的内容。"


def test_a_record_whose_fields_have_their_own_rules_is_only_read(
    room: Room, client: Any
) -> None:
    case = a_case(client)
    room.save(case)
    page = room.open(HistoryPage, table="case_file", record_id=case.id)
    former = page._model.row_at(0)

    assert "按回车" not in page.lead
    assert not page._can_restore(former)


def test_without_a_record_the_page_says_what_to_do(room: Room) -> None:
    page = room.open(HistoryPage)

    named(page, "看个案")
    press(page, "看个案")

    assert room.desk.gone == [("clients", {})]
