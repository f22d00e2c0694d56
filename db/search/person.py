"""A person as lists and search see one, and what lists can be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum, IntEnum
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One line of a list of persons.

    Attributes:
        row_id: Id of the client record, 16 bytes.
        no: Number of the line in the index. It is given once and never to another person.
        pinyin: Reading of the name, syllables parted by blanks, without tones. Given when a
            person has corrected it; left ``None``, the index works it out.
        initials: First letters of the reading; always worked out by the index.
        certificate_number: Number of the disability certificate.
        county: Code of the county (GB/T 2260).
        township: Code or name of the township.
        village: Village and group as written in the address.
        next_on: Day of the next thing due for this person.
    """

    no: int | None = field(default=None, compare=False)
    row_id: bytes
    name: str | None = None
    pinyin: str | None = None
    initials: str | None = None
    id_number: str | None = None
    certificate_number: str | None = None
    phone: str | None = None
    county: str | None = None
    township: str | None = None
    village: str | None = None
    category: str | None = None
    level: str | None = None
    sex: str | None = None
    born_on: date | None = None
    stage: str | None = None
    status: str | None = None
    counsellor: str | None = None
    next_on: date | None = None


COLUMNS = tuple(column.name for column in fields(PersonRow))
"""The columns of the index, in the order of ``from_cells``."""

TEXT_COLUMNS = COLUMNS[2:]

_DATES = frozenset({"born_on", "next_on"})


def cells_of(person: PersonRow) -> list[str | None]:
    """Return the text columns of a line as they are stored; dates as ISO 8601."""
    values = (getattr(person, column) for column in TEXT_COLUMNS)
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def from_cells(cells: Sequence[Any]) -> PersonRow:
    """Return the line of these columns, number and id among them."""
    values = dict(zip(COLUMNS, cells, strict=True))
    for column in _DATES:
        if values[column] is not None:
            values[column] = date.fromisoformat(values[column])
    return PersonRow(**values)


class Facet(Enum):
    """A column that lists can be narrowed by."""

    COUNTY = "county"
    TOWNSHIP = "township"
    CATEGORY = "category"
    STAGE = "stage"
    STATUS = "status"
    COUNSELLOR = "counsellor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Values the lines must have; ``None`` stands for any."""

    county: str | None = None
    township: str | None = None
    category: str | None = None
    stage: str | None = None
    status: str | None = None
    counsellor: str | None = None

    def given(self) -> dict[Facet, str]:
        """Return the filters that narrow the list."""
        values = {facet: getattr(self, facet.value) for facet in Facet}
        return {facet: value for facet, value in values.items() if value is not None}


NO_FILTERS = Filters()


class OrderKey(Enum):
    """What a list is sorted by. Values are column names of the index."""

    RELEVANCE = "relevance"
    ENTERED = "no"
    NAME = "pinyin"
    VILLAGE = "village"
    NEXT_ON = "next_on"
    BORN_ON = "born_on"
    STAGE = "stage"
    STATUS = "status"
    COUNTY = "county"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a list is sorted; lines without a value come last, whichever the direction.

    Days left until something and days overdue sort as ``NEXT_ON`` does.
    """

    key: OrderKey = OrderKey.NAME
    descending: bool = False


class Tier(IntEnum):
    """How well a person matches what was typed; better ones come first."""

    EXACT = 0
    """The whole name, its whole pinyin or all its initials."""
    START = 1
    """The name, pinyin or initials begin so; last four digits of identity number or phone."""
    INSIDE = 2
    """Somewhere inside."""
    SIMILAR = 3
    """Only when letters that sound alike are taken for each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a page ended."""

    tier: Tier
    no: int


COUNT_LIMIT = 1000
"""Matches are counted up to here; one more means "more than"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of the persons found.

    Attributes:
        rows: Persons, best tier first, then in order of entry.
        tiers: The tier of each row.
        cursor: Where to go on, or ``None`` at the end.
        count: Matches without the similar ones, up to ``COUNT_LIMIT`` + 1. Only on the first
            page; ``None`` on later ones. When there is a second page, words of more than four
            characters or six digits are counted by their overlapping pieces.
        similar: Further matches that only sound alike, counted in the same way; ``None`` when
            they were not counted, there being more than ``COUNT_LIMIT`` others.
    """

    rows: tuple[PersonRow, ...]
    tiers: tuple[Tier, ...]
    cursor: Cursor | None
    count: int | None
    similar: int | None
