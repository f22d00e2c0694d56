"""Record a short vocational assessment."""

from collections.abc import Mapping
from datetime import date

from db.domain.clients.assessment import Assessment
from db.domain.clients.client import Client
from db.domain.ids import AssessmentId
from db.domain.journal.change import Action, Receipt
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.changing import check_filled, with_changes

_LATER_THAN_TODAY = Text("评估日期晚于今天，请核对。", "The day is after today; check it.")


def record_assessment(store: Store, assessment: Assessment, *, today: date) -> Receipt:
    """Record an assessment; earlier ones stay.

    Raises:
        InvalidFieldsError: A needed field is empty.
        Problem: The day is to come, or the client is gone.
    """
    check_filled(assessment)
    _check_day(assessment, today)
    with store.reading() as reading:
        name = reading[Client].get(assessment.client_id).name
    with store.unit_of_work(Action.RECORD_ASSESSMENT, name) as work:
        work[Assessment].add(assessment)
        return work.commit()


def correct_assessment(
    store: Store, assessment_id: AssessmentId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct an assessment.

    Raises:
        Problem: The day is to come, or the assessment is gone.
    """
    with store.reading() as reading:
        changed = with_changes(reading[Assessment].get(assessment_id), changes)
        name = reading[Client].get(changed.client_id).name
    _check_day(changed, today)
    with store.unit_of_work(Action.RECORD_ASSESSMENT, name) as work:
        work[Assessment].save(changed)
        return work.commit()


def _check_day(assessment: Assessment, today: date) -> None:
    if assessment.assessed_on > today:
        raise Problem(_LATER_THAN_TODAY, field="assessed_on")
