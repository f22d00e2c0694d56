"""Ages: full years, statutory retirement, working age."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

MALE: Final = "1"
"""Code of 男性 (GB/T 2261.1)."""
FEMALE: Final = "2"
"""Code of 女性 (GB/T 2261.1)."""

_MONTHS = 12


class RetirementKind(StrEnum):
    """Which of the three former retirement ages a person's work falls under."""

    MALE_60 = "male60"
    FEMALE_55 = "female55"
    FEMALE_50 = "female50"


class RetirementAge(NamedTuple):
    """A statutory retirement age."""

    years: int
    months: int


@dataclass(frozen=True, slots=True)
class _Ladder:
    """How one former retirement age is raised: from which birth month, how fast, how far."""

    years: int
    first_birth_year: int
    births_per_step: int
    longest_delay: int


_LADDERS = {
    RetirementKind.MALE_60: _Ladder(60, 1965, 4, 36),
    RetirementKind.FEMALE_55: _Ladder(55, 1970, 4, 36),
    RetirementKind.FEMALE_50: _Ladder(50, 1975, 2, 60),
}
"""Gradual raising of the retirement age (全国人大常委会 decision of 2024-09-13, in force since
2025-01-01): one month later for every four months of birth, for the third group every two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeLimits:
    """Working age in full years, both ends included."""

    youngest: int
    oldest_male: int
    oldest_female: int


def age_on(born_on: date, day: date) -> int:
    """Return full years of age on ``day``; negative before birth.

    Somebody born on 29 February grows older on 1 March of ordinary years.
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def statutory_retirement(born_on: date, kind: RetirementKind) -> RetirementAge:
    """Return the statutory retirement age by birth month and ``kind``.

    Source: 全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定 (2024), its tables.
    """
    ladder = _LADDERS[kind]
    births = (born_on.year - ladder.first_birth_year) * _MONTHS + born_on.month - 1
    delay = 0 if births < 0 else min(ladder.longest_delay, births // ladder.births_per_step + 1)
    return RetirementAge(ladder.years + delay // _MONTHS, delay % _MONTHS)


def retirement_month(born_on: date, kind: RetirementKind) -> date:
    """Return the first day of the month in which the statutory retirement age is reached."""
    age = statutory_retirement(born_on, kind)
    months = born_on.month - 1 + age.months
    return date(born_on.year + age.years + months // _MONTHS, months % _MONTHS + 1, 1)


def of_working_age(
    born_on: date | None, sex: str | None, day: date, limits: AgeLimits
) -> bool | None:
    """Say whether somebody is of working age on ``day``; ``None`` when it cannot be known.

    A sex that is not recorded matters only between the two upper limits.
    """
    if born_on is None:
        return None
    age = age_on(born_on, day)
    if sex == MALE:
        return limits.youngest <= age <= limits.oldest_male
    if sex == FEMALE:
        return limits.youngest <= age <= limits.oldest_female
    lower, upper = sorted((limits.oldest_male, limits.oldest_female))
    if age < limits.youngest or age > upper:
        return False
    return True if age <= lower else None
