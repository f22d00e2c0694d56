"""Random invented clients with everything that may be on record about them, or little of it."""

from typing import Any

from hypothesis import strategies as st

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.placements.placement import Placement
from tests.builders import (
    a_case,
    a_check,
    a_consent,
    a_follow_up,
    a_held_follow_up,
    a_household,
    a_lead,
    a_placement,
    a_plan,
    a_service,
    a_step,
    an_able_member,
    days_ago,
)
from tests.forms_same.documents import NAMES, texts
from tests.strategies import records

Records = tuple[Any, tuple[Any, ...]]


@st.composite
def clients(draw: st.DrawFn) -> Records:
    """Return a client, and the records about her with her own among them."""
    home = a_household()
    client = draw(
        records(Client, name=st.sampled_from(NAMES), household_id=home.id, counsellor_id=None)
    )
    placement = draw(records(Placement, client_id=client.id, started_on=days_ago(40)))
    plan, service = a_plan(client, goal=draw(texts())), a_service(client)
    around: list[Any] = [
        a_case(client),
        home,
        an_able_member(home, client_id=client.id, name=client.name),
        a_check(home, found="MET", basis=draw(texts())),
        plan,
        *(a_step(plan, what=what, due_on=days_ago(-3)) for what in draw(_some(texts()))),
        service,
        *(a_lead(service, why_it_suits=why) for why in draw(_some(texts()))),
        a_placement(client, started_on=days_ago(100), ended_on=days_ago(60)),
        placement,
        a_held_follow_up(placement, client_said=draw(texts())),
        a_follow_up(placement, kind="month_3", due_on=days_ago(-50)),
        *draw(_some(records(CaseNote, client_id=client.id))),
        a_consent(client, purpose="EMPLOYER"),
    ]
    kept = [record for record in around if draw(st.integers(0, 3))]
    return client, (client, *kept)


def _some(strategy: Any) -> Any:
    return st.lists(strategy, max_size=4)
