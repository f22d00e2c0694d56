"""Facts on paper: label and value beside each other, or above each other on narrow lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from db.domain.papers.document import Block, Contact, Fact, Facts
from desktop.printing.styles import Style
from desktop.printing.table import Frame, Look, Row, TableBox
from desktop.printing.tagged import Role, heading_cell_of
from desktop.printing.typesetter import Piece, Typesetter, natural

_LABEL_WIDTHS: Final = (6.0, 12.0)
"""Narrowest and widest column of labels, in sizes of the running text."""

_GAP: Final = 0.5
"""Least blank between a label and its value, in sizes of the running text."""

_LEAST_VALUE: Final = 16.0
"""Sizes of the running text below which a column is too narrow for values of several lines;
those then stand below their labels and have the whole line."""

_KEPT_PANEL: Final = 0.8
"""Part of a page up to which a panel is kept whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A label and its value, with the elements they belong to."""

    label: Sequence[Piece]
    value: Sequence[Piece]
    label_style: Style
    value_style: Style


def set_facts(
    setter: Typesetter,
    facts: Sequence[Fact],
    caption: str,
    *,
    label_width: float,
    panel: bool,
) -> None:
    """Set facts as a table of two columns whose rows have their label as heading.

    The tree is the same whether the values stand beside or below their labels.
    """
    if not facts:
        return
    sheet = setter.sheet
    styles, size = sheet.styles, sheet.size
    table = setter.begin_table(caption)
    look = Look(
        ink=sheet.ink,
        side_padding=0.9 * size if panel else 0.0,
        top_padding=0.28 * size,
        bottom_padding=0.38 * size,
        space_after=0.7 * size,
        space_before=0.6 * size if panel else 0.0,
        frame=Frame.PANEL if panel else Frame.ROWS,
        kept=_KEPT_PANEL * sheet.text_height if panel else 10 * size,
    )
    pairs = []
    for fact in facts:
        row = table.add(Role.ROW)
        named = row.add(Role.HEADER_CELL, attributes=heading_cell_of("Row"))
        said = row.add(Role.CELL)
        pairs.append(
            Pair(
                label=setter.pieces(fact.label, styles.heading_cell, named),
                value=setter.pieces(fact.value, styles.cell, said),
                label_style=styles.heading_cell,
                value_style=styles.cell,
            )
        )
    rows, widths = pair_rows(setter, pairs, look, label_width)
    setter.boxes.append(TableBox(rows, widths, look))


def pair_rows(
    setter: Typesetter, pairs: Iterable[Pair], look: Look, label_width: float
) -> tuple[list[Row], list[float]]:
    """Return labels and values as rows, and the widths of the two columns.

    Where the column of values is narrow, only a value that fits there on one line stands
    beside its label; any other has the whole line below it.
    """
    padding = 2 * look.side_padding
    width = setter.sheet.text_width
    widths = [label_width + padding, width - label_width - padding]
    narrow = stacked(setter, label_width + 2 * padding)
    label_room = label_width - _GAP * setter.sheet.size
    rows = []
    for pair in pairs:
        if narrow and not _fits(pair, label_room, widths[1] - padding):
            label = setter.cell(pair.label, pair.label_style, width - padding)
            value = setter.cell(pair.value, pair.value_style, width - padding)
            rows.append(Row(((*label, *value),), look.padding))
        else:
            label = setter.cell(pair.label, pair.label_style, label_room)
            value = setter.cell(pair.value, pair.value_style, widths[1] - padding)
            rows.append(Row((label, value), look.padding))
    return rows, widths


def _fits(pair: Pair, label_room: float, value_room: float) -> bool:
    """Tell whether label and value take one line each in columns of these widths."""
    parts = (
        (pair.label, pair.label_style, label_room),
        (pair.value, pair.value_style, value_room),
    )
    return all(
        len(pieces) <= 1 and natural([text for text, _ in pieces], style) <= room
        for pieces, style, room in parts
    )


def stacked(setter: Typesetter, beside: float) -> bool:
    """Tell whether a column of values is narrow beside what is ``beside`` points wide."""
    return setter.sheet.text_width - beside < _LEAST_VALUE * setter.sheet.size


def label_width_of(setter: Typesetter, blocks: Iterable[Block]) -> float:
    """Return one width for all labels of a document, so that values line up."""
    labels = [
        fact.label
        for block in blocks
        if isinstance(block, Facts | Contact)
        for fact in block.rows
    ]
    return label_width(setter, labels, setter.sheet.styles.heading_cell)


def label_width(setter: Typesetter, labels: Iterable[str], style: Style) -> float:
    """Return the width, in points, of a column for these labels."""
    size = setter.sheet.size
    narrowest, widest = (times * size for times in _LABEL_WIDTHS)
    longest = max((natural(setter.texts(label, style), style) for label in labels), default=0.0)
    return min(max(longest + size, narrowest), widest)
