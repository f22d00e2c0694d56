"""What a client agreed to, and took back."""

from typing import Any

import pytest

from db.domain.clients.consent import Consent
from desktop.screens.clients.consent import ConsentPage
from tests.builders import TODAY, a_client, a_consent, days_ago
from tests.screens.records import Room, choose, fill, press, room

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(name="潘阿妹")
    room.save(made)
    return made


def test_a_consent_is_recorded_with_today_filled_in(room: Room, client: Any) -> None:
    page = room.open(ConsentPage, client_id=client.id)
    choose(page, "同意什么（必填）", "拍照、录像留存")
    choose(page, "同意方式（必填）", "本人签字")

    press(page, "保存同意书")
    room.settle()

    (consent,) = room.all(Consent)
    assert (consent.purpose, consent.given_on, consent.way) == ("PHOTO", TODAY, "SIGN")
    assert page.heading == "同意书：潘阿妹"


def test_the_guardian_is_asked_for_at_the_field(room: Room, client: Any) -> None:
    page = room.open(ConsentPage, client_id=client.id)
    page.form.set_values({"purpose": "REGISTER", "way": "GUARD"})

    press(page, "保存同意书")
    room.settle()

    assert "监护人姓名" in page.form.editor("guardian_name").accessibleDescription()


def test_a_consent_is_taken_back_and_stays_on_record(room: Room, client: Any) -> None:
    consent = a_consent(client, given_on=days_ago(20))
    room.save(consent)
    page = room.open(ConsentPage, client_id=client.id, consent_id=consent.id)
    assert page.lead == ("“建档并提供就业服务”，11月3日 同意。撤回后，原来的同意仍留在记录里。")

    press(page, "撤回同意")
    room.settle()

    (kept,) = room.all(Consent)
    assert (kept.given_on, kept.withdrawn_on) == (days_ago(20), TODAY)


def test_taking_back_needs_a_day(room: Room, client: Any) -> None:
    consent = a_consent(client)
    room.save(consent)
    page = room.open(ConsentPage, client_id=client.id, consent_id=consent.id)
    fill(page, "撤回日期", "")
    page.form.set_typed({})

    press(page, "撤回同意")

    assert "请填写撤回日期" in page.form.editor("withdrawn_on").accessibleDescription()
