"""Ways to the documents: from client, plan, graduate, household, placement, exchange."""

from collections.abc import Callable
from typing import Any

import pytest

from db.domain.papers.document import Document
from db.sync.card import fingerprint
from desktop.actions import command
from desktop.screens.clients.client import ClientPage
from desktop.screens.clients.plan import PlanPage
from desktop.screens.exchange.exchange import ExchangePage
from desktop.screens.graduates.graduate import GraduatePage
from desktop.screens.households.household import HouseholdPage
from desktop.screens.papers.document import DocumentPage
from desktop.screens.placements.placements import PlacementsPage
from tests.builders import (
    a_case,
    a_client,
    a_household,
    a_member,
    a_placement,
    a_plan,
    a_service,
    a_step,
)
from tests.screens.offices import Office, counsellor
from tests.screens.records import Room, press, room

__all__ = ["counsellor", "room"]


def somebody(room: Room, **more: Any) -> Any:
    client = a_client(name="罗小梅", **more)
    room.save(client, a_case(client))
    return client


def test_the_keys_stand_in_the_menus() -> None:
    assert command("print_summary").shortcut == "Ctrl+P"
    for key in ("filed_documents", "write_letter", "village_list", "readings"):
        assert command(key).label.zh


def test_from_the_client_to_documents_filed_ones_and_letters(room: Room) -> None:
    client = somebody(room)
    page = room.open(ClientPage, client_id=client.id)
    for key in ("print_summary", "filed_documents", "write_letter"):
        page.commands()[key]()
    press(page, "给本人的文书")

    assert [place for place, _ in room.desk.gone] == [
        "summary",
        "documents",
        "letter",
        "summary",
    ]
    assert all(args == {"client_id": client.id} for _, args in room.desk.gone)


@pytest.mark.parametrize(
    ("make", "said", "kind"),
    [
        (lambda c: [p := a_plan(c), a_step(p, client_id=c.id)], "计划书", "employment_plan"),
        (lambda c: [a_placement(c)], "回访表", "follow_up"),
        (lambda c: [a_placement(c)], "就业证明", "placement_certificate"),
        (lambda c: [a_service(c)], "岗位清单", "posting_list"),
    ],
)
def test_a_card_of_the_client_leads_to_its_own_paper(
    room: Room, make: Callable[[Any], list[Any]], said: str, kind: str
) -> None:
    client = somebody(room)
    room.save(*make(client))
    page = room.open(ClientPage, client_id=client.id)
    press(page, said)

    assert room.desk.gone[-1] == ("summary", {"client_id": client.id, "kind": kind})


def test_ctrl_p_on_plan_graduate_and_placement_makes_their_own_kind(room: Room) -> None:
    client = somebody(room)
    placement = a_placement(client)
    room.save(placement, a_service(client))
    kinds = {}
    for page in (
        room.open(PlanPage, client_id=client.id),
        room.open(GraduatePage, client_id=client.id),
        room.open(PlacementsPage),
    ):
        page.commands()["print_summary"]()
        place, args = room.desk.gone[-1]
        assert (place, args["client_id"]) == ("summary", client.id)
        kinds[args["kind"]] = args

    assert list(kinds) == ["employment_plan", "posting_list", "follow_up"]
    assert kinds["follow_up"]["placement_id"] == placement.id


def test_the_check_sheet_is_made_for_the_client_of_the_household(room: Room) -> None:
    household = a_household(head_name="罗老大")
    client = somebody(room, household_id=household.id)
    room.save(household, a_member(household, name=client.name, client_id=client.id))
    page = room.open(HouseholdPage, household_id=household.id)
    press(page, "核查表")

    assert room.desk.gone[-1] == (
        "summary",
        {"client_id": client.id, "kind": "household_check"},
    )


def test_the_sheet_of_the_own_card_is_made_on_the_exchange_page(
    counsellor: Office, room: Room
) -> None:
    page = counsellor.open(ExchangePage)
    press(page, "打印名片单")
    counsellor.settle()
    place, args = counsellor.desk.gone[-1]

    assert place == "summary"
    assert isinstance(args["document"], Document)
    made = room.open(DocumentPage, **args)
    words = made.shown.pages.text.toPlainText()
    assert all(group in words for group in fingerprint(counsellor.workspace.card()).split())
    assert not made.how.kind.isVisibleTo(made)
    assert not made.filed_button.isVisibleTo(made)
