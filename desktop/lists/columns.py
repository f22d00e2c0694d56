"""What a table shows: columns of any row, and columns taken from declared fields."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.fields.field import field_of
from db.fields.showing import show_masked
from db.fields.text import Text
from desktop.language import current, tr

_PAIR = Text("{label} {value}", "{label} {value}")
_BETWEEN = Text("，", ", ")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        label: Its heading.
        of: What it shows of a row.
        width: Pixels at 100 %; 0 lets it take what is left over.
        order: What it is sorted by, when not by what it shows.
        key: What ``RecordTable.sort_wanted`` calls it; empty when it cannot be sorted by.
        tone: late, due, good or nothing, for the colour of its words.
        spoken: Whether its heading is said before it in the sentence of a row.
    """

    label: Text
    of: Callable[[Any], str]
    width: int = 0
    order: Callable[[Any], Any] | None = None
    key: str = ""
    tone: Callable[[Any], str] | None = None
    spoken: bool = True


def columns_of(record_type: type, names: Iterable[str], *, width: int = 0) -> list[Column]:
    """Return columns for declared fields; numbers of a person are masked."""

    def one(name: str) -> Column:
        field = field_of(record_type, name)

        def of(row: Any) -> str:
            return show_masked(field, getattr(row, name), current())

        return Column(field.label, of, width, key=name)

    return [one(name) for name in names]


def sentence(columns: Sequence[Column], row: object) -> str:
    """Return a row as one sentence: headings and values, empty ones left out.

    The first column names the row, so its heading is not said.
    """
    shown = ((column, column.of(row)) for column in columns)
    return tr(_BETWEEN).join(
        tr(_PAIR, label=column.label, value=value) if column.spoken and at else value
        for at, (column, value) in enumerate(shown)
        if value
    )
