"""Every kind of document about invented clients says the same in every form."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.fields.problem import Problem
from db.fields.text import Language
from db.usecases.papers.kinds import CLIENT_KINDS, SUMMARY
from db.usecases.papers.letter import Letter
from desktop.printing.rendering import make
from tests.builders import a_case, a_note, days_ago
from tests.forms_same import aloud, on_paper
from tests.forms_same.clients import Records, clients
from tests.forms_same.every_form import PAPER, differences
from tests.papers.family import family
from tests.papers.memory import made

A_LETTER = Letter(template="certificate_expiring", filled={"where": "县残联，带身份证"})
FAMILY = family()


def document(records, kind, client, language=Language.ZH):
    more = {"letter": A_LETTER} if kind == "letter" else {}
    return made(records, kind, client, language, **more)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(known=clients(), kind=st.sampled_from(CLIENT_KINDS))
def test_any_document_about_any_client_is_the_same_in_every_form(known: Records, kind: str):
    client, records = known
    try:
        made_now = document(records, kind, client)
    except Problem:  # this kind cannot be made of what is on record: the summary always can
        made_now = document(records, SUMMARY, client)

    assert differences(made_now, paper=("print", "large24")) == {}


@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_each_kind_of_document_is_the_same_in_every_form(kind):
    assert differences(document(FAMILY.records, kind, FAMILY.client)) == {}


@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_each_kind_is_the_same_on_paper_and_aloud_in_english(kind):
    english = document(FAMILY.records, kind, FAMILY.client, Language.EN)

    for form in PAPER:
        assert on_paper.differences(english, make(english, form).data) == [], form
    assert aloud.differences(english, aloud.heard_of(english)) == []


def test_a_client_with_two_hundred_contacts_has_the_same_summary_in_every_form():
    client = FAMILY.client
    notes = [
        a_note(client, noted_on=days_ago(at), content=f"第{at}次谈话") for at in range(200)
    ]

    assert differences(document([client, a_case(client), *notes], SUMMARY, client)) == {}
