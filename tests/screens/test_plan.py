"""A plan with its steps, agreed on one form."""

from datetime import timedelta
from typing import Any

import pytest

from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from desktop.announce import last_announcement
from desktop.screens.clients.plan import PlanPage, PlanStepPage
from tests.builders import TODAY, a_client, a_plan, a_step, days_ago
from tests.screens.records import Room, fill, press, room

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(name="潘阿妹")
    room.save(made)
    return made


def test_a_plan_is_agreed_with_several_steps_at_once(room: Room, client: Any) -> None:
    page = room.open(PlanPage, client_id=client.id)
    fill(page, "目标（必填）", "在镇上找到工作")
    fill(page, "做什么（第 1 步）", "去看茶叶厂")
    fill(page, "谁来做（第 1 步）", "辅导员")
    fill(page, "期限（第 1 步）", "+7")
    press(page, "再加一步")
    assert page.focusWidget() is page.form.editor("step_3_what")
    assert last_announcement(page) == "已加上第 3 步。"
    fill(page, "做什么（第 3 步）", "报名培训")

    press(page, "保存计划")
    room.settle()

    (plan,) = room.all(EmploymentPlan)
    steps = room.all(PlanStep)
    assert (plan.goal, plan.agreed_on) == ("在镇上找到工作", TODAY)
    assert [s.what for s in steps] == ["去看茶叶厂", "报名培训"]
    assert (steps[0].who, steps[0].due_on) == ("辅导员", TODAY + timedelta(days=7))


def test_a_step_without_words_is_asked_about(room: Room, client: Any) -> None:
    page = room.open(PlanPage, client_id=client.id)
    fill(page, "目标（必填）", "在镇上找到工作")
    fill(page, "谁来做（第 2 步）", "本人")

    press(page, "保存计划")

    assert "还没写做什么" in page.form.editor("step_2_what").accessibleDescription()
    assert room.all(EmploymentPlan) == []


def test_a_running_plan_is_said_to_end_and_ends(room: Room, client: Any) -> None:
    room.save(a_plan(client, agreed_on=days_ago(20)))
    page = room.open(PlanPage, client_id=client.id)
    assert page.lead == "11月3日 商定的计划还在进行；保存后它就结束，由新计划接替。"
    fill(page, "目标（必填）", "自己开店")

    press(page, "保存计划")
    room.settle()

    assert [p.ended_on for p in room.all(EmploymentPlan)] == [TODAY, None]


def test_a_plan_is_corrected(room: Room, client: Any) -> None:
    plan = a_plan(client)
    room.save(plan)
    page = room.open(PlanPage, client_id=client.id, plan_id=plan.id)

    fill(page, "结束日期", "今天")
    press(page, "保存计划")
    room.settle()

    (kept,) = room.all(EmploymentPlan)
    assert (kept.id, kept.ended_on) == (plan.id, TODAY)


def test_a_draft_brings_back_every_step_that_was_typed(room: Room, client: Any) -> None:
    typed = {"agreed_on": "2026-11-23", "goal": "在镇上", "step_4_what": "第四件事"}
    room.store.save_draft(f"plan:{client.id}", "就业服务计划", typed)

    page = room.open(PlanPage, client_id=client.id, restore=True)

    assert page.form.editor("step_4_what").isVisibleTo(page)
    assert page.form.typed()["step_4_what"] == "第四件事"


def test_a_step_is_added_and_corrected_later(room: Room, client: Any) -> None:
    plan = a_plan(client)
    step = a_step(plan, what="去看茶叶厂")
    room.save(plan, step)
    page = room.open(PlanStepPage, plan_id=plan.id)
    fill(page, "做什么（必填）", "问清早班")
    press(page, "保存这一步")
    room.settle()

    page = room.open(PlanStepPage, step_id=step.id)
    fill(page, "谁来做", "本人")
    press(page, "保存这一步")
    room.settle()

    assert {(s.what, s.who) for s in room.all(PlanStep)} == {
        ("去看茶叶厂", "本人"), ("问清早班", None),
    }  # fmt: skip
