"""From what a document says to boxes on paper, with the structure tree grown beside them."""

from collections.abc import Sequence
from typing import Any, Final, assert_never

from reportlab.lib.units import mm

from db.domain.document import (
    SIGN_HERE,
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
    item_label,
    masthead,
)
from db.fields.text import Language, Text
from desktop.printing import fonts, qr
from desktop.printing.code_grid import CodeGrid
from desktop.printing.flow import Box, Figure, Label, Line, Rule, Space, TextBox, lines_for
from desktop.printing.line_breaking import longest_unit
from desktop.printing.page import (
    ACCENT,
    BLACK,
    PAPER,
    SIDE,
    TEXT_WIDTH,
    TOP,
    WIDTH,
    Style,
    Styles,
    styles_for,
)
from desktop.printing.table import Cell, Look, Row, TableBox, fit_columns
from desktop.printing.tagged import Element, Role, heading_cell_of, numbering

_QR_SIDE: Final[float] = 24 * mm
_BESIDE_QR: Final[float] = 30 * mm
_RULE_THICKNESS: Final = 1.4
_LABEL_WIDTHS: Final = (6.0, 12.0)
"""Narrowest and widest column of labels, in sizes of the running text."""

_HEADING_ROLES: Final = (Role.SECTION, Role.SUBSECTION, Role.SUBSUBSECTION)
_CODE_COLUMNS: Final = 4

_MASTHEAD_SEPARATOR: Final = Text("｜", " | ")
_COLON: Final = Text("：", ": ")


class Setter:
    """Sets one document.

    Attributes:
        root: The structure tree, complete but for the marks made by drawing.
        boxes: What is to be placed on pages, in reading order.
    """

    def __init__(self, document: Document, size: float) -> None:
        self.root = Element(Role.DOCUMENT)
        self.boxes: list[Box] = []
        self._document = document
        self._styles: Styles = styles_for(size)
        self._heading_depth = 0
        self._whole_words = tuple(word for word in document.whole_words if word)
        self._label_width = self._fitting_label_width()
        self._set_masthead()
        for block in document.blocks:
            self._set_block(block)

    def _set_masthead(self) -> None:
        document, styles = self._document, self._styles
        indent = _BESIDE_QR if document.case_number else 0.0
        self._paragraphs(
            document.title, styles.title, Role.TITLE, bookmark_level=0, indent=indent
        )
        self._paragraphs(document.subtitle, styles.subtitle, indent=indent)
        colon = _COLON.to(document.language)
        facts = [f"{fact.label}{colon}{fact.value}" for fact in masthead(document)]
        self._whole_words = (*self._whole_words, *facts)
        line = _MASTHEAD_SEPARATOR.to(document.language).join(
            part for part in (document.organisation, *facts) if part
        )
        self._paragraphs(line, styles.masthead, indent=indent)
        if document.case_number:
            self._set_qr()
        self.boxes.append(Rule(TEXT_WIDTH, _RULE_THICKNESS, ACCENT, space=0.7 * styles.size))

    def _set_qr(self) -> None:
        number, language = self._document.case_number, self._document.language
        beside = sum(box.height + box.space_after for box in self.boxes)
        if beside < _QR_SIDE:
            self.boxes.append(Space(_QR_SIDE - beside))
        element = self.root.add(Role.FIGURE, alternative=qr.alternative(number, language))
        modules, bars = qr.bars(number)

        def paint(paper: Any) -> None:
            unit = _QR_SIDE / modules
            paper.setFillColor(PAPER)
            quiet = qr.QUIET_ZONE * unit
            paper.rect(
                -quiet,
                -quiet,
                _QR_SIDE + 2 * quiet,
                _QR_SIDE + 2 * quiet,
                stroke=0,
                fill=1,
            )
            paper.setFillColor(BLACK)
            for row, start, length in bars:
                bottom = _QR_SIDE - (row + 1) * unit
                paper.rect(start * unit, bottom, length * unit, unit, stroke=0, fill=1)

        figure = Figure(
            element, paint, left=WIDTH - SIDE - _QR_SIDE, from_top=TOP, side=_QR_SIDE
        )
        self.boxes.append(figure)

    def _set_block(self, block: Block) -> None:
        match block:
            case Heading(level=level, text=text):
                self._set_heading(level, text)
            case Paragraph(text=text):
                self._paragraphs(text, self._styles.body)
            case Facts(rows=rows, caption=caption):
                self._set_facts(rows, caption, panel=False)
            case Contact(rows=rows):
                self._set_facts(rows, "", panel=True)
            case Table():
                self._set_table(block)
            case Items(items=items, ordered=ordered):
                self._set_items(items, ordered=ordered)
            case Code(label=label, groups=groups):
                self._set_code(label, groups)
            case Chart(caption=caption, bars=bars, sentence=sentence):
                self._paragraphs(sentence, self._styles.body)
                numbers = [Fact(label=bar.label, value=bar.shown) for bar in bars]
                self._set_facts(numbers, caption, panel=False)
            case Signatures(labels=labels):
                places = [Fact(label=label, value=SIGN_HERE) for label in labels]
                self._set_facts(places, "", panel=False)
            case Pictured(text=text):
                self._paragraphs(text, self._styles.body)
            case _:
                assert_never(block)

    def _set_heading(self, level: int, text: str) -> None:
        # A level left out would break the order of headings (ISO 14289-1, 7.4.2).
        level = min(level, self._heading_depth + 1)
        style = self._styles.headings[level - 1]
        if self._paragraphs(text, style, _HEADING_ROLES[level - 1], bookmark_level=level):
            self._heading_depth = level

    def _paragraphs(
        self,
        text: str,
        style: Style,
        role: Role = Role.PARAGRAPH,
        *,
        bookmark_level: int | None = None,
        indent: float = 0.0,
    ) -> bool:
        """Set each line of ``text`` that is not blank; tell whether there was any."""
        lines = fonts.lines_of(text)
        if role is not Role.PARAGRAPH:
            lines = [" ".join(lines)] if lines else []
        for line in lines:
            set_text = self._set_text(line, style.face)
            bookmark = None if bookmark_level is None else (set_text.text, bookmark_level)
            broken = self._broken(set_text, style, TEXT_WIDTH - indent)
            self.boxes.append(TextBox(style, broken, self.root.add(role), bookmark=bookmark))
        return bool(lines)

    def _set_items(self, items: Sequence[str], *, ordered: bool) -> None:
        said = [
            (index, lines)
            for index, text in enumerate(items)
            if (lines := fonts.lines_of(text))
        ]
        if not said:
            return
        style = self._styles.item
        whole = self.root.add(Role.LIST, attributes=numbering("Decimal" if ordered else "Disc"))
        for index, lines in said:
            item = whole.add(Role.ITEM)
            label: Label | None = Label(
                item.add(Role.LABEL),
                self._set_text(item_label(index, ordered=ordered), fonts.BOLD),
            )
            body = item.add(Role.ITEM_BODY)
            for line in lines:
                element = body if len(lines) == 1 else body.add(Role.PARAGRAPH)
                broken = self._broken(self._set_text(line, style.face), style, TEXT_WIDTH)
                self.boxes.append(TextBox(style, broken, element, label=label))
                label = None

    def _set_facts(self, facts: Sequence[Fact], caption: str, *, panel: bool) -> None:
        if not facts:
            return
        styles = self._styles
        table = self._begin_table(caption)
        look = Look(
            side_padding=0.9 * styles.size if panel else 0.0,
            top_padding=0.28 * styles.size,
            bottom_padding=0.38 * styles.size,
            space_after=0.7 * styles.size,
            panel=panel,
        )
        labels = [self._set_cell_texts(fact.label, styles.heading_cell) for fact in facts]
        values = [self._set_cell_texts(fact.value, styles.cell) for fact in facts]
        label_width = self._label_width + 2 * look.side_padding
        widths = [label_width, TEXT_WIDTH - label_width]
        rows = []
        for label, value in zip(labels, values, strict=True):
            tree_row = table.add(Role.ROW)
            named = tree_row.add(Role.HEADER_CELL, attributes=heading_cell_of("Row"))
            said = tree_row.add(Role.CELL)
            cells = (
                self._cell(label, styles.heading_cell, widths[0], look, named),
                self._cell(value, styles.cell, widths[1], look, said),
            )
            rows.append(Row(cells, look.padding))
        self.boxes.append(TableBox(rows, widths, look))

    def _set_table(self, block: Table) -> None:
        styles = self._styles
        table = self._begin_table(block.caption)
        look = Look(
            side_padding=0.5 * styles.size,
            top_padding=0.3 * styles.size,
            bottom_padding=0.4 * styles.size,
            space_after=0.7 * styles.size,
        )
        style_rows = [(styles.heading_cell,) * len(block.headers)]
        first_style = styles.heading_cell if block.row_headers else styles.cell
        style_rows += [(first_style, *(styles.cell,) * (len(block.headers) - 1))] * len(
            block.rows
        )
        grid = [
            [self._set_cell_texts(text, style) for text, style in zip(row, used, strict=True)]
            for row, used in zip((block.headers, *block.rows), style_rows, strict=True)
        ]
        widths = self._column_widths(grid, style_rows, look)
        rows: list[Row] = []
        for number, (texts, used) in enumerate(zip(grid, style_rows, strict=True)):
            tree_row = table.add(Role.ROW)
            cells = []
            for column, (cell, style) in enumerate(zip(texts, used, strict=True)):
                if number == 0:
                    scope = "Column"
                else:
                    scope = "Row" if block.row_headers and column == 0 else ""
                element = (
                    tree_row.add(Role.HEADER_CELL, attributes=heading_cell_of(scope))
                    if scope
                    else tree_row.add(Role.CELL)
                )
                cells.append(self._cell(cell, style, widths[column], look, element))
            rows.append(Row(cells, look.padding))
        self.boxes.append(TableBox(rows[1:], widths, look, header=rows[0]))

    def _fitting_label_width(self) -> float:
        """Return one width for all labels, so that values line up down the pages."""
        style, size = self._styles.heading_cell, self._styles.size
        narrowest, widest = (times * size for times in _LABEL_WIDTHS)
        longest = max(
            (
                _natural(self._set_cell_texts(fact.label, style), style)
                for block in self._document.blocks
                if isinstance(block, Facts | Contact)
                for fact in block.rows
            ),
            default=0.0,
        )
        return min(max(longest + size, narrowest), widest)

    def _column_widths(
        self,
        grid: Sequence[Sequence[Sequence[fonts.SetText]]],
        style_rows: Sequence[Sequence[Style]],
        look: Look,
    ) -> list[float]:
        padding = 2 * look.side_padding
        columns = range(len(grid[0]))
        natural = [
            max(_natural(row[c], used[c]) for row, used in zip(grid, style_rows, strict=True))
            + padding
            for c in columns
        ]
        if sum(natural) <= TEXT_WIDTH:
            return fit_columns(natural, natural, TEXT_WIDTH)
        least = [
            max(
                self._longest_unit(row[c], used[c])
                for row, used in zip(grid, style_rows, strict=True)
            )
            + padding
            for c in columns
        ]
        return fit_columns(natural, least, TEXT_WIDTH)

    def _set_code(self, label: str, groups: Sequence[str]) -> None:
        styles = self._styles
        self._paragraphs(label, styles.caption)
        if not groups:
            return
        whole = self.root.add(Role.LIST, attributes=numbering("Decimal"))
        width = CodeGrid.inner_width(TEXT_WIDTH, _CODE_COLUMNS, styles.size)
        cells = []
        for number, group in enumerate(groups, start=1):
            item = whole.add(Role.ITEM)
            pair = (
                (f"{number}.", styles.ordinal, Role.LABEL),
                (group, styles.code, Role.ITEM_BODY),
            )
            label_box, body_box = (
                TextBox(
                    style,
                    self._broken(self._set_text(text, style.face), style, width),
                    item.add(role),
                )
                for text, style, role in pair
            )
            cells.append((label_box, body_box))
        self.boxes.append(CodeGrid(cells, _CODE_COLUMNS, styles.size))

    def _begin_table(self, caption: str) -> Element:
        table = self.root.add(Role.TABLE)
        lines = fonts.lines_of(caption)
        if lines:
            style = self._styles.caption
            set_text = self._set_text(" ".join(lines), style.face)
            broken = self._broken(set_text, style, TEXT_WIDTH)
            self.boxes.append(TextBox(style, broken, table.add(Role.CAPTION)))
        return table

    def _set_cell_texts(self, text: str, style: Style) -> list[fonts.SetText]:
        return [self._set_text(line, style.face) for line in fonts.lines_of(text)]

    def _cell(
        self,
        texts: Sequence[fonts.SetText],
        style: Style,
        column_width: float,
        look: Look,
        element: Element,
    ) -> Cell:
        boxes: list[TextBox] = []
        for text in texts:
            holder = element if len(texts) == 1 else element.add(Role.PARAGRAPH)
            broken = self._broken(text, style, column_width - 2 * look.side_padding)
            boxes.append(TextBox(style, broken, holder))
        return tuple(boxes)

    def _broken(self, text: fonts.SetText, style: Style, width: float) -> list[Line]:
        return lines_for(text, style, width, self._whole_words)

    def _set_text(self, text: str, face: str) -> fonts.SetText:
        english = self._document.language is Language.EN
        return fonts.set_text(text, face, english=english)

    def _longest_unit(self, texts: Sequence[fonts.SetText], style: Style) -> float:
        return max(
            (
                longest_unit(text.text, text.widths, self._whole_words) * style.size
                for text in texts
            ),
            default=0.0,
        )


def _natural(texts: Sequence[fonts.SetText], style: Style) -> float:
    """Return the width of the longest of ``texts`` on one line, in points."""
    return max((sum(text.widths) * style.size for text in texts), default=0.0)
