"""Register and correct a client; who may be known already comes first."""

from datetime import date
from typing import Any

from db.domain.clients.case import Case
from db.domain.clients.client import Client
from desktop.announce import last_announcement
from desktop.screens.clients.client_form import ClientFormPage
from tests.builders import a_case, a_client, an_identity_number
from tests.screens.records import Room, fill, named, press, room

__all__ = ["room"]


def test_a_client_is_registered_with_a_case_and_shown(room: Room) -> None:
    page = room.open(ClientFormPage, name="王小明")
    fill(page, "身份证号", an_identity_number(date(1990, 5, 17)))

    press(page, "保存")
    room.settle()

    (client,) = room.all(Client)
    assert (client.name, client.sex, client.born_on) == ("王小明", "2", date(1990, 5, 17))
    assert len(room.all(Case)) == 1
    assert room.desk.gone == [("client", {"client_id": client.id})]
    assert room.desk.said == ["已登记：王小明，个案已建好。"]


def test_somebody_alike_is_shown_first_and_can_be_opened(room: Room) -> None:
    known = a_client(name="潘阿妹", village="长安村")
    room.save(known)
    page = room.open(ClientFormPage, name="潘阿妹")
    fill(page, "村（社区）", "长安村")

    press(page, "保存")
    room.settle()

    assert len(room.all(Client)) == 1
    assert "可能已经登记过：潘阿妹，煎茶镇长安村，姓名和村相同。" in last_announcement(page)
    assert page.focusWidget() is named(page, "打开 潘阿妹")
    press(page, "打开 潘阿妹")
    assert room.desk.gone == [("client", {"client_id": known.id})]


def test_somebody_alike_is_registered_all_the_same(room: Room) -> None:
    room.save(a_client(name="潘阿妹", village="长安村"))
    page = room.open(ClientFormPage, name="潘阿妹")
    fill(page, "村（社区）", "长安村")
    press(page, "保存")
    room.settle()

    press(page, "仍然登记")
    room.settle()

    assert len(room.all(Client)) == 2


def test_the_same_number_can_only_be_opened(room: Room) -> None:
    number = an_identity_number()
    room.save(a_client(name="潘阿妹", identity_number=number))
    page = room.open(ClientFormPage, name="潘小妹")
    fill(page, "身份证号", number)

    press(page, "保存")
    room.settle()

    named(page, "打开 潘阿妹")
    assert page.findChild(object, "register_anyway") is None
    assert len(room.all(Client)) == 1


def test_a_wrong_number_is_said_at_its_field(room: Room) -> None:
    page = room.open(ClientFormPage, name="王小明")
    fill(page, "身份证号", "52062619900517002")

    press(page, "保存")

    assert "请改正" in page.form.editor("identity_number").accessibleDescription()
    assert room.all(Client) == []


def test_a_correction_changes_only_what_was_changed(room: Room) -> None:
    client = a_client(name="潘阿妹", phone="13985001234")
    room.save(client, a_case(client))
    page = room.open(ClientFormPage, client_id=client.id, field="phone")
    assert page.heading == "修改资料：潘阿妹"
    assert page.focusWidget() is page.form.editor("phone")

    fill(page, "联系电话", "13985005678")
    press(page, "保存")
    room.settle()

    (kept,) = room.all(Client)
    assert kept.phone == "13985005678"
    with room.store.reading() as reading:
        changed = {e.field for e in reading.history("client", client.id) if e.value}
        phones = [e.value for e in reading.history("client", client.id) if e.field == "phone"]
    assert phones == ["13985005678", "13985001234"]
    assert "remark" not in changed
    assert room.desk.backs == 1


def test_what_is_worth_a_second_look_is_offered_after_saving(room: Room) -> None:
    page = room.open(ClientFormPage, name="王小明")
    fill(page, "身份证号", an_identity_number(date(1990, 5, 17)))
    page.form.set_values({"sex": "1"})

    press(page, "保存")
    room.settle()

    said, act, _then = room.desk.offered[0]
    assert "有 1 处请再看一眼" in said
    assert "性别" in said
    assert act.zh == "看全部"


def test_what_was_typed_is_kept_as_a_draft_of_the_new_client(room: Room) -> None:
    page = room.open(ClientFormPage)
    fill(page, "姓名（必填）", "王小")

    page.may_leave(lambda: None)
    room.settle()

    (draft,) = room.store.drafts()
    assert (draft.key, draft.values["name"]) == ("client_form:new", "王小")


def test_a_field_of_a_client_that_is_gone_is_a_problem_in_words(room: Room) -> None:
    problems: list[Any] = []
    room.operations.unheard.connect(problems.append)

    room.open(ClientFormPage, client_id=a_client().id)

    assert problems
