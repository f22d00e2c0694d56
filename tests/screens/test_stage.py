"""Moving, closing and reopening a case."""

from typing import Any

import pytest

from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from desktop.screens.clients.stage import StagePage
from tests.builders import TODAY, a_case, a_client, days_ago
from tests.screens.records import Room, choose, fill, press, room

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(name="潘阿妹")
    room.save(made, a_case(made, stage="ASSESS", stage_since=days_ago(30)))
    return made


def shown(page: Any) -> list[str]:
    """Return the names of the fields that can be seen."""
    form = page.form
    return [name for name in form.names() if form.editor(name).isVisibleTo(page)]


def test_the_page_says_where_the_case_stands_and_offers_what_may_come(
    room: Room, client: Any
) -> None:
    page = room.open(StagePage, client_id=client.id)

    assert page.heading == "个案阶段：潘阿妹"
    assert page.lead == "现在是“评估”，10月24日 起。"
    combo = page.form.editor("stage")
    offered = [combo.itemData(at) for at in range(1, combo.count())]
    assert offered == [
        "INTAKE", "PLAN", "MATCH", "INTERV", "ONBOARD", "FOLLOW", "SUSP", "CLOSED",
    ]  # fmt: skip
    assert shown(page) == ["stage"]


def test_the_next_stage_needs_nothing_more(room: Room, client: Any) -> None:
    page = room.open(StagePage, client_id=client.id)
    choose(page, "到哪个阶段（必填）", "制定方案：方案有目标、措施、期限、责任人")

    press(page, "变动阶段")
    room.settle()

    (case,) = room.all(Case)
    assert (case.stage, case.stage_since) == ("PLAN", TODAY)
    assert room.desk.backs == 1


def test_a_skipped_stage_asks_for_the_reason_at_its_field(room: Room, client: Any) -> None:
    page = room.open(StagePage, client_id=client.id)
    choose(page, "到哪个阶段（必填）", "岗位推荐：至少给过一条岗位信息")
    assert shown(page) == ["stage", "skipped_reason"]
    press(page, "变动阶段")
    room.settle()
    assert "跳过了“制定方案”" in page.form.editor("skipped_reason").accessibleDescription()

    fill(page, "跳过的理由", "本人已有目标")
    press(page, "变动阶段")
    room.settle()

    (case,) = room.all(Case)
    assert (case.stage, case.skipped_reason) == ("MATCH", "本人已有目标")


def test_closing_asks_for_day_and_reason_and_the_place_that_takes_over(
    room: Room, client: Any
) -> None:
    page = room.open(StagePage, client_id=client.id)
    choose(page, "到哪个阶段（必填）", "结案：有结案原因")
    assert shown(page) == ["stage", "closed_on", "closure_reason"]
    choose(page, "结案原因", "迁出、转由外地服务")
    assert "destination" in shown(page)
    fill(page, "接收地", "印江县残联")

    press(page, "变动阶段")
    room.settle()

    (case,) = room.all(Case)
    assert (case.stage, case.closed_on, case.closure_reason) == ("CLOSED", TODAY, "MOVED")
    assert "印江县残联" in room.all(CaseNote)[0].content


def test_a_closed_case_is_opened_again(room: Room) -> None:
    client = a_client()
    room.save(
        client,
        a_case(client, stage="CLOSED", closed_on=days_ago(5), closure_reason="LOST"),
    )
    page = room.open(StagePage, client_id=client.id)
    assert "已于 11月18日 结案" in page.lead

    page.form.set_values({"stage": "MATCH"})
    press(page, "变动阶段")
    room.settle()

    (case,) = room.all(Case)
    assert (case.stage, case.closed_on) == ("MATCH", None)


def test_somebody_without_a_case_gets_one(room: Room) -> None:
    client = a_client()
    room.save(client)
    page = room.open(StagePage, client_id=client.id)

    page.form.set_values({"stage": "INTAKE"})
    press(page, "变动阶段")
    room.settle()

    assert [case.stage for case in room.all(Case)] == ["INTAKE"]
