"""Ids: one type for each noun, all of them UUID version 7 (RFC 9562)."""

import secrets
from typing import NewType
from uuid import UUID

StaffId = NewType("StaffId", UUID)
ClientId = NewType("ClientId", UUID)
ConsentId = NewType("ConsentId", UUID)
HouseholdId = NewType("HouseholdId", UUID)
HouseholdMemberId = NewType("HouseholdMemberId", UUID)
HouseholdCheckId = NewType("HouseholdCheckId", UUID)
CaseId = NewType("CaseId", UUID)
AssessmentId = NewType("AssessmentId", UUID)
PlanId = NewType("PlanId", UUID)
PlanStepId = NewType("PlanStepId", UUID)
GraduateServiceId = NewType("GraduateServiceId", UUID)
JobLeadId = NewType("JobLeadId", UUID)
EmployerId = NewType("EmployerId", UUID)
VacancyId = NewType("VacancyId", UUID)
PlacementId = NewType("PlacementId", UUID)
FollowUpId = NewType("FollowUpId", UUID)
CaseNoteId = NewType("CaseNoteId", UUID)
PostponementId = NewType("PostponementId", UUID)
IssuedDocumentId = NewType("IssuedDocumentId", UUID)
PronunciationId = NewType("PronunciationId", UUID)

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits nobody confuses when reading a case number over the telephone."""


def new_uuid(now_ms: int) -> UUID:
    """Return a fresh UUIDv7 for the moment ``now_ms`` (milliseconds since 1970, UTC)."""
    value = (now_ms & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return UUID(int=value)


def case_number(county: str, year: int, record_id: UUID) -> str:
    """Return the number printed on a case's papers, e.g. ``520626-2026-7K3QF``.

    The last part is taken from the random bits of the id, so that two laptops that never meet
    hardly ever give the same number; it tells nothing about the person.
    """
    rest, letters = record_id.int & (1 << 62) - 1, ""
    for _ in range(6):
        rest, at = divmod(rest, len(_ALPHABET))
        letters += _ALPHABET[at]
    return f"{county}-{year}-{letters}"
