"""Hold a follow-up, with both sides asked; a lost job ends the placement; move a day."""

import pytest

from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from desktop.screens.placements.follow_up import FollowUpPage, MoveFollowUpPage
from tests.builders import TODAY, a_client, a_follow_up, a_placement, days_ago
from tests.screens.records import Room, choose, fill, named, press, room

__all__ = ["room"]


@pytest.fixture
def due(room: Room) -> Room:
    """A follow-up that was due three days ago."""
    client = a_client(name="潘阿妹")
    placement = a_placement(client, started_on=days_ago(33))
    room.placement = placement
    room.follow_up = a_follow_up(placement, kind="month_1", due_on=days_ago(3))
    room.save(client, placement, room.follow_up)
    return room


def test_a_follow_up_is_recorded_with_what_both_said(due: Room) -> None:
    page = due.open(FollowUpPage, follow_up_id=due.follow_up.id)
    assert page.lead.startswith(f"满一个月，应在 {days_ago(3)}。")
    assert page.form.editor("separation_reason").isVisible() is False
    choose(page, "回访方式", "电话")
    choose(page, "仍在岗", "是")
    fill(page, "本人怎么说", "适应了，路远")
    choose(page, "联系了单位", "是")
    fill(page, "单位怎么说", "手快")
    press(page, "保存回访")
    due.settle()
    (held,) = due.all(FollowUp)
    assert (held.id, held.contacted_on, held.still_employed) == (due.follow_up.id, TODAY, True)
    assert (held.client_said, held.employer_said) == ("适应了，路远", "手快")


def test_a_lost_job_asks_why_and_ends_the_placement(due: Room) -> None:
    page = due.open(FollowUpPage, follow_up_id=due.follow_up.id)
    choose(page, "回访方式", "电话")
    choose(page, "仍在岗", "否")
    press(page, "保存回访")
    due.settle()
    assert due.all(Placement)[0].ended_on is None
    assert named(page, "离岗原因").hasFocus()
    choose(page, "离岗原因", "健康原因")
    press(page, "保存回访")
    due.settle()
    (ended,) = due.all(Placement)
    assert (ended.ended_on, ended.separation_reason) == (TODAY, "HEALTH")
    assert "结束" in due.desk.said[-1].zh


def test_what_was_not_asked_is_told_at_every_field(due: Room) -> None:
    page = due.open(FollowUpPage, follow_up_id=due.follow_up.id)
    press(page, "保存回访")
    due.settle()
    assert named(page, "回访方式").hasFocus()
    assert "请改正" in named(page, "仍在岗").accessibleDescription()
    assert due.all(FollowUp)[0].contacted_on is None


def test_an_extra_follow_up_stands_beside_the_planned_ones(due: Room) -> None:
    page = due.open(FollowUpPage, placement_id=due.placement.id)
    choose(page, "回访方式", "电话")
    choose(page, "仍在岗", "是")
    fill(page, "回访日期", str(days_ago(5)))
    press(page, "保存回访")
    due.settle()
    assert sorted(f.kind for f in due.all(FollowUp)) == ["extra", "month_1"]


def test_a_follow_up_is_moved_with_a_reason(due: Room) -> None:
    page = due.open(MoveFollowUpPage, follow_up_id=due.follow_up.id)
    fill(page, "应回访日期（必填）", "+7")
    press(page, "改期")
    due.settle()
    assert named(page, "改期理由").hasFocus()
    fill(page, "改期理由", "本人在外住院")
    press(page, "改期")
    due.settle()
    (moved,) = due.all(FollowUp)
    assert ((moved.due_on - TODAY).days, moved.moved_reason) == (7, "本人在外住院")


def test_what_is_half_typed_is_kept_as_a_draft(due: Room) -> None:
    page = due.open(FollowUpPage, follow_up_id=due.follow_up.id)
    fill(page, "下一步", "周五到单位看看")
    assert page.may_leave(lambda: None)
    due.settle()
    (draft,) = due.store.drafts()
    assert draft.key == f"follow_up:{due.follow_up.id}"
    again = due.open(FollowUpPage, follow_up_id=due.follow_up.id, restore=True)
    assert named(again, "下一步").text() == "周五到单位看看"
