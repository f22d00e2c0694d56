"""Ages, retirement and working age follow the decree's own tables."""

from datetime import date

import pytest

from db.domain.clients.ages import (
    FEMALE,
    MALE,
    AgeLimits,
    RetirementKind,
    age_on,
    of_working_age,
    retirement_month,
    statutory_retirement,
)

LIMITS = AgeLimits(youngest=16, oldest_male=59, oldest_female=54)
MAN, WOMAN, WORKER = RetirementKind.MALE_60, RetirementKind.FEMALE_55, RetirementKind.FEMALE_50


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2000, 5, 10), date(2026, 5, 9), 25),
        (date(2000, 5, 10), date(2026, 5, 10), 26),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
        (date(2004, 2, 29), date(2028, 2, 29), 24),
    ],
)
def test_age_is_counted_in_full_years(born_on: date, day: date, age: int) -> None:
    assert age_on(born_on, day) == age


@pytest.mark.parametrize(
    ("kind", "year", "month", "age", "leaves"),
    [
        (MAN, 1964, 12, (60, 0), (2024, 12)),
        (MAN, 1965, 1, (60, 1), (2025, 2)),
        (MAN, 1965, 4, (60, 1), (2025, 5)),
        (MAN, 1965, 5, (60, 2), (2025, 7)),
        (MAN, 1976, 8, (62, 11), (2039, 7)),
        (MAN, 1976, 9, (63, 0), (2039, 9)),
        (MAN, 1999, 1, (63, 0), (2062, 1)),
        (WOMAN, 1970, 1, (55, 1), (2025, 2)),
        (WOMAN, 1981, 9, (58, 0), (2039, 9)),
        (WORKER, 1974, 12, (50, 0), (2024, 12)),
        (WORKER, 1975, 2, (50, 1), (2025, 3)),
        (WORKER, 1975, 3, (50, 2), (2025, 5)),
        (WORKER, 1984, 11, (55, 0), (2039, 11)),
    ],
)
def test_retirement_is_delayed_by_birth_month(
    kind: RetirementKind, year: int, month: int, age: tuple[int, int], leaves: tuple[int, int]
) -> None:
    for day in (1, 28):
        born_on = date(year, month, day)
        assert statutory_retirement(born_on, kind) == age
        assert retirement_month(born_on, kind) == date(*leaves, 1)


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("born_on", "sex", "answer"),
    [
        (date(2010, 11, 24), MALE, False),
        (date(2010, 11, 23), MALE, True),
        (date(1966, 11, 24), MALE, True),
        (date(1966, 11, 23), MALE, False),
        (date(1971, 11, 24), FEMALE, True),
        (date(1971, 11, 23), FEMALE, False),
        (date(1990, 1, 1), None, True),
        (date(1968, 1, 1), None, None),
        (date(1968, 1, 1), "9", None),
        (date(1950, 1, 1), None, False),
        (None, MALE, None),
    ],
)
def test_working_age_is_said_only_when_it_is_known(
    born_on: date | None, sex: str | None, answer: bool | None
) -> None:
    assert of_working_age(born_on, sex, TODAY, LIMITS) is answer
