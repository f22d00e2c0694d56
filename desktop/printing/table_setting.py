"""Tables on paper: as a grid while its columns can be read, or else row by row as cards."""

from collections.abc import Sequence
from typing import Final

from db.domain.papers.document import Table
from desktop.printing import fonts
from desktop.printing.facts import Pair, label_width, pair_rows, stacked
from desktop.printing.styles import Style
from desktop.printing.table import Frame, Look, Row, TableBox, fit_columns
from desktop.printing.tagged import Element, Role, heading_cell_of, numbering
from desktop.printing.typesetter import Typesetter, natural

_LEAST_COLUMN: Final = 3.0
"""Sizes of the running text below which a column whose text is broken cannot be read."""

_KEPT_CARD: Final = 0.3
"""Part of a page up to which a card is kept whole."""

_HIGHEST_NAME: Final = 0.3
"""Part of a page up to which what names a card is repeated."""

_ALMOST: Final = 1e-6

Grid = Sequence[Sequence[Sequence[fonts.SetText]]]


def set_table(setter: Typesetter, block: Table) -> None:
    """Set a table as a grid, or as cards where its columns would be too narrow."""
    styles = setter.sheet.styles
    first_style = styles.heading_cell if block.row_headers else styles.cell
    head = (styles.heading_cell,) * len(block.headers)
    row = (first_style, *(styles.cell,) * (len(block.headers) - 1))
    style_rows = [head, *[row] * len(block.rows)]
    grid = [
        [setter.texts(text, style) for text, style in zip(texts, used, strict=True)]
        for texts, used in zip((block.headers, *block.rows), style_rows, strict=True)
    ]
    padding = setter.sheet.size  # half a size on either side
    widths = _column_widths(setter, grid, style_rows, padding)
    if widths is None and block.rows:
        _set_cards(setter, block)
    else:
        share = setter.sheet.text_width / len(block.headers)
        _set_grid(setter, block, grid, style_rows, widths or [share] * len(block.headers))


def _column_widths(
    setter: Typesetter, grid: Grid, style_rows: Sequence[Sequence[Style]], padding: float
) -> list[float] | None:
    """Return the widths of the columns, or ``None`` when one would be too narrow."""
    width = setter.sheet.text_width
    columns = range(len(grid[0]))
    wanted = [
        max(natural(row[c], used[c]) for row, used in zip(grid, style_rows, strict=True))
        + padding
        for c in columns
    ]
    if sum(wanted) <= width:
        return fit_columns(wanted, wanted, width)
    if setter.sheet.large:
        return None
    least = [
        max(
            setter.longest_unit(row[c], used[c])
            for row, used in zip(grid, style_rows, strict=True)
        )
        + padding
        for c in columns
    ]
    widths = fit_columns(wanted, least, width)
    readable = _LEAST_COLUMN * setter.sheet.size + padding
    for column in columns:
        if widths[column] < max(least[column], min(wanted[column], readable)) - _ALMOST:
            return None
    return widths


def _set_grid(
    setter: Typesetter,
    block: Table,
    grid: Grid,
    style_rows: Sequence[Sequence[Style]],
    widths: Sequence[float],
) -> None:
    size = setter.sheet.size
    table = setter.begin_table(block.caption)
    look = Look(
        ink=setter.sheet.ink,
        side_padding=0.5 * size,
        top_padding=0.3 * size,
        bottom_padding=0.4 * size,
        space_after=0.7 * size,
        kept=10 * size,
    )
    rows: list[Row] = []
    for number, (texts, used) in enumerate(zip(grid, style_rows, strict=True)):
        tree_row = table.add(Role.ROW)
        cells = []
        for column, (said, style) in enumerate(zip(texts, used, strict=True)):
            names_row = block.row_headers and column == 0
            element = _cell_element(tree_row, "Column" if number == 0 else "Row" * names_row)
            holders = [element]
            if len(said) != 1:
                holders = [element.add(Role.PARAGRAPH) for _ in said]
            pieces = list(zip(said, holders, strict=True))
            cells.append(setter.cell(pieces, style, widths[column] - 2 * look.side_padding))
        rows.append(Row(cells, look.padding))
    setter.boxes.append(TableBox(rows[1:], widths, look, header=rows[0]))


def _cell_element(row: Element, scope: str) -> Element:
    if scope:
        return row.add(Role.HEADER_CELL, attributes=heading_cell_of(scope))
    return row.add(Role.CELL)


def _set_cards(setter: Typesetter, block: Table) -> None:
    """Set each row as a card: what names it in larger letters, the rest below it.

    In the tree the cards are one list with an item for each row, and in it each heading
    before its value. By ear that is the order on paper, quietly: a reader hears how many rows
    there are and can go from row to row. A table for each card would be announced, with its
    rows and columns, as often as there are rows; one table whose cells are drawn elsewhere
    than they are read would make the voice and the magnifier part. An empty cell is left
    out, as in the document's plain text.
    """
    sheet = setter.sheet
    styles, size = sheet.styles, sheet.size
    whole = setter.root.add(Role.LIST, attributes=numbering("None"))
    setter.caption(block.caption, whole)
    width = label_width(setter, block.headers, styles.heading_cell)
    narrow = stacked(setter, width)
    look = Look(
        ink=sheet.ink,
        side_padding=0.0,
        top_padding=0.15 * size,
        bottom_padding=(0.25 if narrow else 0.15) * size,
        space_after=0.7 * size,
        frame=Frame.CARD,
        kept=_KEPT_CARD * sheet.text_height,
    )
    for row in block.rows:
        said = [
            (column, header, value)
            for column, (header, value) in enumerate(zip(block.headers, row, strict=True))
            if fonts.lines_of(value)
        ]
        if not said:
            continue
        body = whole.add(Role.ITEM).add(Role.ITEM_BODY)
        pairs = []
        for column, header, value in said:
            style = styles.cell if column else styles.card_name
            texts = ((setter.texts(header, styles.heading_cell)), setter.texts(value, style))
            label, content = (
                [(text, body.add(Role.PARAGRAPH)) for text in part] for part in texts
            )
            pairs.append(
                Pair(
                    label=label,
                    value=content,
                    label_style=styles.heading_cell,
                    value_style=style,
                )
            )
        rows, widths = pair_rows(setter, pairs, look, width)
        # What names the card stands again where it goes on, but not if that fills the page.
        named = len(rows) > 1 and rows[0].height < _HIGHEST_NAME * sheet.text_height
        again = rows.pop(0) if named else None
        setter.boxes.append(TableBox(rows, widths, look, header=again))
