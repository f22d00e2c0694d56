"""Registering, correcting, finding doubles; cases; consents; notes; deleting and undoing."""

from datetime import date, timedelta

import pytest

from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.case_rules import Closure, Stage
from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.households.household import HouseholdMember
from db.domain.placements.placement import Placement
from db.domain.staff import Staff
from db.fields.problem import InvalidFieldsError, Problem
from db.store.record_file import SqlStore
from db.usecases.assessments import correct_assessment, record_assessment
from db.usecases.cases import close_case, move_case, open_case, reopen_case, transfer_case
from db.usecases.clients import SameBy, correct_client, find_duplicates, register_client
from db.usecases.consents import record_consent, withdraw_consent
from db.usecases.notes import correct_note, write_note
from db.usecases.policies import forget_local_number, policy_in_force, set_local_number
from db.usecases.removing import remove
from db.usecases.staffs import correct_staff, record_staff
from tests.builders import (
    TODAY,
    a_client,
    a_consent,
    a_household,
    a_member,
    a_note,
    a_placement,
    a_staff,
    an_assessment,
    an_employer,
    an_identity_number,
    days_ago,
)
from tests.usecases.conftest import saved, the_case

NUMBER = an_identity_number(date(1990, 5, 17), 2)


def test_registering_opens_a_case_and_fills_what_the_number_says(store: SqlStore) -> None:
    client = a_client(identity_number=NUMBER, county="520626")
    receipt = register_client(store, client, today=TODAY)
    assert receipt.touches("client", "case_file")
    with store.reading() as reading:
        kept = reading[Client].get(client.id)
    assert (kept.sex, kept.born_on) == ("2", date(1990, 5, 17))
    assert kept.counsellor_id == store.owner.staff_id
    case = the_case(store, client)
    assert (case.stage, case.opened_on) == (Stage.INTAKE, TODAY)
    assert case.number.startswith("520626-2026-")
    undoable = store.undoable()
    assert undoable is not None
    assert undoable.name().zh == "登记服务对象 潘阿妹"


def test_nothing_is_kept_of_a_client_that_is_refused(store: SqlStore) -> None:
    with pytest.raises(InvalidFieldsError):
        register_client(store, a_client(born_on=TODAY + timedelta(days=1)), today=TODAY)
    with store.reading() as reading:
        assert reading[Client].count() == reading[Case].count() == 0


@pytest.mark.parametrize(
    "second",
    [
        {"identity_number": NUMBER},
        {"certificate_number": NUMBER + "43"},
        {"certificate_number": NUMBER + "43B1", "identity_number": NUMBER},
    ],
)
def test_the_same_number_is_registered_once(store: SqlStore, second: dict[str, str]) -> None:
    register_client(store, a_client(certificate_number=NUMBER + "43"), today=TODAY)
    with pytest.raises(Problem) as raised:
        register_client(store, a_client(name="潘啊妹", **second), today=TODAY)
    assert "潘阿妹" in raised.value.values.values()


def test_namesakes_are_shown_but_not_refused(store: SqlStore) -> None:
    first = a_client(born_on=date(1990, 5, 17), phone="13900000001")
    register_client(store, first, today=TODAY)
    second = a_client(born_on=date(1990, 5, 17), phone="13900000002")
    with store.reading() as reading:
        (duplicate,) = find_duplicates(reading, second)
        assert find_duplicates(reading, a_client(village="别村")) == ()
    assert (duplicate.client.id, duplicate.same_by) == (first.id, SameBy.NAME_AND_BIRTH)
    register_client(store, second, today=TODAY)


def test_two_numbers_are_two_people_even_of_one_name(store: SqlStore) -> None:
    register_client(store, a_client(identity_number=NUMBER), today=TODAY)
    other = a_client(identity_number=an_identity_number(date(1990, 5, 17), 4))
    register_client(store, other, today=TODAY)
    with store.reading() as reading:
        assert find_duplicates(reading, other) == ()


def test_a_correction_changes_what_is_named_and_can_be_undone(store: SqlStore) -> None:
    client = a_client(phone="13900000001")
    register_client(store, client, today=TODAY)
    correct_client(store, client.id, {"phone": "13900000002", "village": None}, today=TODAY)
    with store.reading() as reading:
        kept = reading[Client].get(client.id)
    assert (kept.phone, kept.village, kept.name) == ("13900000002", None, "潘阿妹")
    store.undo()
    with store.reading() as reading:
        assert reading[Client].get(client.id).phone == "13900000001"


def test_a_correction_keeps_the_rules(store: SqlStore) -> None:
    client = a_client()
    register_client(store, client, today=TODAY)
    with pytest.raises(InvalidFieldsError):
        correct_client(store, client.id, {"name": " "}, today=TODAY)
    with pytest.raises(InvalidFieldsError):
        correct_client(store, client.id, {"born_on": date(1800, 1, 1)}, today=TODAY)
    with pytest.raises(KeyError):
        correct_client(store, client.id, {"household_id": None}, today=TODAY)


def test_a_case_goes_from_intake_to_closure_and_opens_again(store: SqlStore) -> None:
    client = a_client()
    register_client(store, client, today=TODAY)
    case = the_case(store, client)
    move_case(store, case.id, Stage.ASSESS, today=TODAY)
    with pytest.raises(Problem):
        open_case(store, client.id, today=TODAY)
    moved_away = Closure(reason="MOVED", on=TODAY, destination="印江县残联")
    close_case(store, case.id, moved_away, today=TODAY)
    with store.reading() as reading:
        (note,) = reading[CaseNote].where(client_id=client.id)
    assert "印江县残联" in note.content
    reopen_case(store, case.id, today=TODAY, to=Stage.MATCH)
    assert the_case(store, client).stage == Stage.MATCH


def test_a_second_case_is_opened_only_when_the_first_is_closed(store: SqlStore) -> None:
    client = a_client()
    register_client(store, client, today=TODAY)
    first = the_case(store, client)
    close_case(store, first.id, Closure(reason="FURTHER", on=TODAY), today=TODAY)
    open_case(store, client.id, today=TODAY)
    assert the_case(store, client).id != first.id
    with pytest.raises(Problem):
        reopen_case(store, first.id, today=TODAY)


def test_a_case_that_changes_hands_takes_the_client_with_it(store: SqlStore) -> None:
    client, colleague = a_client(), a_staff(name="吴老师")
    register_client(store, client, today=TODAY)
    record_staff(store, colleague)
    transfer_case(store, the_case(store, client).id, colleague.id)
    with store.reading() as reading:
        assert reading[Client].get(client.id).counsellor_id == colleague.id


def test_a_consent_is_recorded_and_taken_back_once(store: SqlStore) -> None:
    client = a_client()
    saved(store, client)
    with pytest.raises(Problem):
        record_consent(store, a_consent(client, way="GUARD"), today=TODAY)
    consent = a_consent(client, way="GUARD", guardian_name="潘老二", given_on=days_ago(3))
    record_consent(store, consent, today=TODAY)
    with pytest.raises(Problem):
        withdraw_consent(store, consent.id, days_ago(4), today=TODAY)
    withdraw_consent(store, consent.id, TODAY, today=TODAY)
    with store.reading() as reading:
        assert reading[Consent].get(consent.id).withdrawn_on == TODAY
    with pytest.raises(Problem):
        withdraw_consent(store, consent.id, TODAY, today=TODAY)


def test_a_note_bears_its_writer_and_looks_forward(store: SqlStore) -> None:
    client = a_client()
    saved(store, client)
    note = a_note(client, next_on=TODAY + timedelta(days=3))
    write_note(store, note, today=TODAY)
    with store.reading() as reading:
        assert reading[CaseNote].get(note.id).staff_id == store.owner.staff_id
    for wrong in ({"next_on": TODAY}, {"noted_on": TODAY + timedelta(days=1)}):
        with pytest.raises(Problem):
            write_note(store, a_note(client, **wrong), today=TODAY)
        with pytest.raises(Problem):
            correct_note(store, note.id, wrong, today=TODAY)
    with pytest.raises(InvalidFieldsError):
        write_note(store, a_note(client, content=" "), today=TODAY)
    with pytest.raises(Problem):
        write_note(store, a_note(a_client()), today=TODAY)


def test_an_assessment_is_of_today_or_earlier(store: SqlStore) -> None:
    client = a_client()
    saved(store, client)
    assessment = an_assessment(client)
    record_assessment(store, assessment, today=TODAY)
    correct_assessment(store, assessment.id, {"conclusion": "适合坐姿作业"}, today=TODAY)
    with pytest.raises(Problem):
        record_assessment(
            store, an_assessment(client, assessed_on=TODAY + timedelta(days=1)), today=TODAY
        )


def test_deleting_a_client_takes_her_papers_and_undo_brings_all_back(store: SqlStore) -> None:
    client, home = a_client(), a_household()
    register_client(store, client, today=TODAY)
    member = a_member(home, client_id=client.id)
    saved(store, a_note(client), a_placement(client), home, member)
    receipt = remove(store, Client, client.id)
    assert receipt.subject == "潘阿妹"
    with store.reading() as reading:
        for gone in (Client, Case, CaseNote, Placement):
            assert reading[gone].count() == 0, gone
        assert reading[HouseholdMember].get(member.id).client_id is None
    store.undo()
    with store.reading() as reading:
        for back in (Client, Case, CaseNote, Placement):
            assert reading[back].count() == 1, back
        assert reading[HouseholdMember].get(member.id).client_id == client.id


def test_a_placement_outlives_its_employer_in_the_register(store: SqlStore) -> None:
    client, employer = a_client(), an_employer()
    placement = a_placement(client, employer_id=employer.id)
    saved(store, client, employer, placement)
    remove(store, type(employer), employer.id)
    with store.reading() as reading:
        kept = reading[Placement].get(placement.id)
    assert (kept.employer_id, kept.employer_name) == (None, placement.employer_name)


def test_staff_are_corrected_and_never_deleted(store: SqlStore) -> None:
    owner = store.owner
    correct_staff(store, owner.staff_id, {"phone": "0856-8520000"})  # type: ignore[arg-type]  # an owner is staff
    with pytest.raises(Problem):
        remove(store, Staff, owner.staff_id)


def test_a_county_sets_its_own_numbers_and_forgets_them(store: SqlStore) -> None:
    set_local_number(store, "job_seeker_contact_days", 14)
    assert policy_in_force(store).number("job_seeker_contact_days", TODAY) == 14
    set_local_number(store, "follow_up.before_start_days", (3,))
    assert policy_in_force(store).numbers("follow_up.before_start_days", TODAY) == (3,)
    forget_local_number(store, "job_seeker_contact_days")
    assert policy_in_force(store).number("job_seeker_contact_days", TODAY) == 30
    for key, value in (("graduate.postings_min", 1), ("follow_up.day_7", 500), ("no.such", 1)):
        with pytest.raises(Problem):
            set_local_number(store, key, value)
    store.keep_setting("policy:follow_up.day_7", "500")
    assert policy_in_force(store).number("follow_up.day_7", TODAY) == 7


def test_a_number_of_somebody_else_cannot_be_given_to_a_client(store: SqlStore) -> None:
    first = a_client(identity_number="520626199003040016", certificate_number=None)
    second = a_client(identity_number=None, certificate_number=None)
    register_client(store, first, today=TODAY)
    register_client(store, second, today=TODAY)
    with pytest.raises(Problem) as refused:
        correct_client(
            store, second.id, {"identity_number": first.identity_number}, today=TODAY
        )
    assert refused.value.field == "identity_number"
