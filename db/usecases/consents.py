"""Record what a client agreed to, and take it back when she does."""

from dataclasses import replace
from datetime import date

from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.ids import ConsentId
from db.domain.journal.change import Action, Receipt
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.changing import check_filled

_LATER_THAN_TODAY = Text("同意日期晚于今天，请核对。", "The day is after today; check it.")
_NO_GUARDIAN = Text(
    "监护人代签要写监护人姓名。", "A consent signed by the guardian needs the guardian’s name."
)
_WITHDRAWN_EARLY = Text(
    "撤回日期早于同意日期 {given_on}，请核对。",
    "The consent was given on {given_on}, after the day it was taken back; check the days.",
)
_WITHDRAWN_LATE = Text("撤回日期晚于今天，请核对。", "The day is after today; check it.")
_WITHDRAWN_ALREADY = Text(
    "这份同意已于 {withdrawn_on} 撤回。",
    "This consent was already taken back on {withdrawn_on}.",
)


def record_consent(store: Store, consent: Consent, *, today: date) -> Receipt:
    """Record a consent, one for each purpose.

    Raises:
        InvalidFieldsError: A needed field is empty.
        Problem: The day is to come, or the guardian’s name is missing.
    """
    check_filled(consent)
    if consent.given_on > today:
        raise Problem(_LATER_THAN_TODAY, field="given_on")
    way = code_list("consent_ways").find(consent.way)
    if way is not None and way.flag("needs_guardian") and not consent.guardian_name:
        raise Problem(_NO_GUARDIAN, field="guardian_name")
    with store.reading() as reading:
        name = reading[Client].get(consent.client_id).name
    with store.unit_of_work(Action.RECORD_CONSENT, name) as work:
        work[Consent].add(consent)
        return work.commit()


def withdraw_consent(store: Store, consent_id: ConsentId, on: date, *, today: date) -> Receipt:
    """Record that a client has taken a consent back. The consent stays on record.

    Raises:
        Problem: It was taken back before, or the day does not fit.
    """
    with store.reading() as reading:
        consent = reading[Consent].get(consent_id)
        name = reading[Client].get(consent.client_id).name
    if consent.withdrawn_on is not None:
        raise Problem(_WITHDRAWN_ALREADY, withdrawn_on=consent.withdrawn_on)
    if on > today:
        raise Problem(_WITHDRAWN_LATE, field="withdrawn_on")
    if on < consent.given_on:
        raise Problem(_WITHDRAWN_EARLY, field="withdrawn_on", given_on=consent.given_on)
    with store.unit_of_work(Action.RECORD_CONSENT, name) as work:
        work[Consent].save(replace(consent, withdrawn_on=on))
        return work.commit()
