"""Whether a client has agreed to something, and who signs for her."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from db.domain.clients.consent import Consent

FOR_EMPLOYERS: Final = "EMPLOYER"
"""Code of 把必要信息转给用人单位 (``consent_purposes``)."""

_BY_GUARDIAN: Final = "GUARD"


def in_force(consents: Iterable[Consent], purpose: str, on: date) -> Consent | None:
    """Return the newest consent to a purpose that stands on a day.

    A consent that was taken back no longer covers the day it was taken back on (PIPL art. 15).
    """
    standing = [each for each in consents if each.purpose == purpose and _stands(each, on)]
    return max(standing, key=lambda each: (each.given_on, each.id.int), default=None)


def guardian_in(consents: Iterable[Consent], on: date) -> str | None:
    """Return the guardian who signed the newest consent in force that one signed."""
    signed = [
        each
        for each in consents
        if each.way == _BY_GUARDIAN and each.guardian_name and _stands(each, on)
    ]
    newest = max(signed, key=lambda each: (each.given_on, each.id.int), default=None)
    return newest.guardian_name if newest is not None else None


def _stands(consent: Consent, on: date) -> bool:
    if consent.given_on > on:
        return False
    return consent.withdrawn_on is None or on < consent.withdrawn_on
