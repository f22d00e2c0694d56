"""today: what is due, and why."""

import pytest

from tests.commands.conftest import Line


@pytest.fixture
def busy(line: Line) -> Line:
    """A record with something due: a certificate that runs out."""
    ran = line("edit", line.id_of("潘阿妹"), "certificate_until=2026-12-31")
    assert ran.status == 0, ran.err
    return line


def test_today_says_who_what_when_and_why_for_a_day_asked_for(busy: Line) -> None:
    ran = busy("today", "--on", "2027-01-01", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert {tuple(duty) for duty in ran.json} == {("client_id", "kind", "due_on", "why")}
    (duty,) = (one for one in ran.json if one["kind"] == "certificate_expiring")
    assert duty["client_id"] == busy.id_of("潘阿妹")
    assert duty["due_on"] == "2026-12-31"
    assert "到期" in duty["why"]
    assert "ran out" in busy("today", "--on", "2027-01-01", "--lang", "en").out


def test_a_day_without_work_is_an_empty_list(line: Line) -> None:
    assert line("today", "--on", "2020-01-01", "--json").json == []
    quiet = line("today", "--on", "2020-01-01")
    assert (quiet.status, quiet.out) == (0, "")
    assert "没有到期的事" in quiet.err
