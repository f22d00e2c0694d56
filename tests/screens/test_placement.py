"""Start, correct and end a placement."""

from datetime import timedelta

from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from desktop.screens.placements.placement import PlacementEndPage, PlacementFormPage
from tests.builders import (
    TODAY,
    a_client,
    a_placement,
    a_vacancy,
    an_employer,
    days_ago,
)
from tests.screens.records import Room, choose, fill, named, press, room

__all__ = ["room"]


def test_a_placement_from_a_vacancy_plans_its_follow_ups(room: Room) -> None:
    client, employer = a_client(name="潘阿妹"), an_employer(name="茶叶厂")
    vacancy = a_vacancy(employer, title="分拣员", form="QUOTA", monthly_wage=210000)
    room.save(client, employer, vacancy)
    page = room.open(PlacementFormPage, client_id=client.id)
    assert page.heading == "潘阿妹上岗"
    choose(page, "从岗位或单位里选", "岗位：分拣员 · 茶叶厂")
    assert named(page, "岗位（必填）").text() == "分拣员"
    planned = page.planned.toPlainText().split("\n")
    assert planned[0] == f"{TODAY + timedelta(days=7)}　上岗一周"
    press(page, "保存")
    room.settle()
    (placement,) = room.all(Placement)
    assert (placement.vacancy_id, placement.employer_id) == (vacancy.id, employer.id)
    assert placement.monthly_wage == 210000
    made = [f"{f.due_on}" for f in sorted(room.all(FollowUp), key=lambda f: f.due_on)]
    assert made == [line.split("　")[0] for line in planned]


def test_another_first_day_shows_other_follow_ups_at_once(room: Room) -> None:
    client = a_client()
    room.save(client)
    page = room.open(PlacementFormPage, client_id=client.id)
    fill(page, "上岗日期（必填）", "2026-12-10")
    assert "2026-12-17　上岗一周" in page.planned.toPlainText()
    assert "上岗前" in page.planned.toPlainText()
    fill(page, "上岗日期（必填）", "x")
    assert page.planned.toPlainText() == "填好上岗日期就能看到。"


def test_a_form_that_needs_an_employer_says_so_at_its_line(room: Room) -> None:
    client = a_client()
    room.save(client)
    page = room.open(PlacementFormPage, client_id=client.id)
    choose(page, "就业形式（必填）", "按比例就业")
    fill(page, "岗位（必填）", "分拣员")
    press(page, "保存")
    room.settle()
    assert room.all(Placement) == []
    line = named(page, "用人单位")
    assert line.hasFocus()
    assert "要写用人单位" in line.accessibleDescription()


def test_the_season_is_asked_of_farming_only(room: Room) -> None:
    client = a_client()
    room.save(client)
    page = room.open(PlacementFormPage, client_id=client.id)
    assert page.form.editor("worked_this_season").isVisible() is False
    choose(page, "就业形式（必填）", "农村种养加")
    assert page.form.editor("worked_this_season").isVisible() is True


def test_a_placement_is_corrected_without_asking_for_its_end(room: Room) -> None:
    client = a_client()
    placement = a_placement(client)
    room.save(client, placement)
    page = room.open(PlacementFormPage, client_id=client.id, placement_id=placement.id)
    assert "ended_on" not in page.form.names()
    fill(page, "月工资", "2300")
    press(page, "保存")
    room.settle()
    assert room.all(Placement)[0].monthly_wage == 230000


def test_an_end_needs_its_reason(room: Room) -> None:
    client = a_client()
    placement = a_placement(client, started_on=days_ago(50))
    room.save(client, placement)
    page = room.open(PlacementEndPage, placement_id=placement.id)
    press(page, "记下离岗")
    room.settle()
    assert named(page, "离岗原因").hasFocus()
    choose(page, "离岗原因", "岗位不适应")
    press(page, "记下离岗")
    room.settle()
    (ended,) = room.all(Placement)
    assert (ended.ended_on, ended.separation_reason) == (TODAY, "ADAPT")
