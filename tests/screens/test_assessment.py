"""A short vocational assessment."""

from db.domain.clients.assessment import Assessment
from desktop.screens.clients.assessment import AssessmentPage
from tests.builders import TODAY, a_client, an_assessment, days_ago
from tests.screens.records import Room, fill, press, room

__all__ = ["room"]


def test_an_assessment_is_added_and_earlier_ones_stay(room: Room) -> None:
    client = a_client(name="潘阿妹")
    room.save(client, an_assessment(client, assessed_on=days_ago(200), conclusion="先学"))
    page = room.open(AssessmentPage, client_id=client.id)
    fill(page, "结论", "适合分拣，站着不超过两小时。")
    page.form.set_values({"will": "3"})

    press(page, "保存评估")
    room.settle()

    old, new = room.all(Assessment)
    assert old.conclusion == "先学"
    assert (new.assessed_on, new.will) == (TODAY, "3")
    assert new.conclusion == "适合分拣，站着不超过两小时。"
    assert page.heading == "职业评估：潘阿妹"


def test_a_day_to_come_is_refused_at_its_field(room: Room) -> None:
    client = a_client()
    room.save(client)
    page = room.open(AssessmentPage, client_id=client.id)
    fill(page, "评估日期（必填）", "+1")

    press(page, "保存评估")
    room.settle()

    assert "晚于今天" in page.form.editor("assessed_on").accessibleDescription()
    assert room.all(Assessment) == []
