"""Putting a duty off, with a reason."""

from datetime import timedelta
from typing import Any

import pytest

from db.domain.clients.postponement import Postponement
from desktop.screens.today.postpone import PostponePage
from desktop.screens.today.today import TodayPage
from tests.builders import TODAY, a_client, a_note, days_ago
from tests.screens.records import Room, choose, fill, press, room

__all__ = ["room"]


@pytest.fixture
def duty(room: Room) -> Any:
    client = a_client(name="罗小明")
    room.save(client, a_note(client, noted_on=days_ago(9), next_on=days_ago(1)))
    return room.open(TodayPage).work.items()[0].data


def test_a_duty_is_put_off_a_week_and_leaves_today(room: Room, duty: Any) -> None:
    page = room.open(PostponePage, duty=duty)
    assert page.heading == "推迟：罗小明"
    choose(page, "理由（必填）", "农忙")

    press(page, "推迟")
    room.settle()

    (kept,) = room.all(Postponement)
    assert (kept.until, kept.reason) == (TODAY + timedelta(days=7), "SEASON")
    assert room.open(TodayPage).work.items() == []


def test_the_reason_is_needed_and_said_at_its_field(room: Room, duty: Any) -> None:
    page = room.open(PostponePage, duty=duty)

    press(page, "推迟")

    assert "请改正" in page.form.editor("reason").accessibleDescription()


def test_today_is_no_day_to_put_off_to(room: Room, duty: Any) -> None:
    page = room.open(PostponePage, duty=duty)
    choose(page, "理由（必填）", "农忙")
    fill(page, "推迟到（必填）", "今天")

    press(page, "推迟")
    room.settle()

    assert "晚于今天" in page.form.editor("until").accessibleDescription()
    assert room.all(Postponement) == []
