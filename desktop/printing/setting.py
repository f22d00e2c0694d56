"""From what a document says to boxes on paper, with the structure tree grown beside them."""

from collections.abc import Sequence
from typing import Final, assert_never

from db.domain.papers.document import (
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
    item_label,
)
from desktop.printing import fonts
from desktop.printing.chart import set_chart
from desktop.printing.code_grid import CodeGrid
from desktop.printing.facts import label_width_of, set_facts
from desktop.printing.flow import Box, Label, TextBox
from desktop.printing.masthead import set_masthead
from desktop.printing.page import Sheet
from desktop.printing.pictured import set_pictured
from desktop.printing.signatures import set_signatures
from desktop.printing.table_setting import set_table
from desktop.printing.tagged import Element, Role, numbering
from desktop.printing.typesetter import Typesetter, natural

_HEADING_ROLES: Final = (Role.SECTION, Role.SUBSECTION, Role.SUBSUBSECTION)
_CODE_COLUMNS: Final = 4


def boxes_of(
    document: Document, sheet: Sheet, root: Element, bookmark: str = ""
) -> Sequence[Box]:
    """Return what is to be placed on pages, in reading order; the tree grows below ``root``.

    ``bookmark`` names the document in the outline, if its title does not.
    """
    setter = _Setter(document, sheet, root)
    set_masthead(setter.typesetter, document, bookmark)
    for block in document.blocks:
        setter.set_block(block)
    return setter.typesetter.boxes


class _Setter:
    """Sets the blocks of one document."""

    def __init__(self, document: Document, sheet: Sheet, root: Element) -> None:
        self.typesetter = Typesetter(sheet, document.language, root, document.whole_words)
        self._styles = sheet.styles
        self._heading_depth = 0
        self._label_width = label_width_of(self.typesetter, document.blocks)

    def set_block(self, block: Block) -> None:
        setter = self.typesetter
        match block:
            case Heading(level=level, text=text):
                self._set_heading(level, text)
            case Paragraph(text=text):
                setter.paragraphs(text, self._styles.body)
            case Facts(rows=rows, caption=caption):
                set_facts(setter, rows, caption, label_width=self._label_width, panel=False)
            case Contact(rows=rows):
                set_facts(setter, rows, "", label_width=self._label_width, panel=True)
            case Table():
                set_table(setter, block)
            case Items(items=items, ordered=ordered):
                self._set_items(items, ordered=ordered)
            case Code(label=label, groups=groups):
                self._set_code(label, groups)
            case Chart():
                set_chart(setter, block, self._label_width)
            case Signatures():
                set_signatures(setter, block)
            case Pictured():
                set_pictured(setter, block)
            case _:
                assert_never(block)

    def _set_heading(self, level: int, text: str) -> None:
        # A level left out would break the order of headings (ISO 14289-1, 7.4.2).
        level = min(level, self._heading_depth + 1)
        style = self._styles.headings[level - 1]
        role = _HEADING_ROLES[level - 1]
        if self.typesetter.paragraphs(text, style, role, bookmark=("", level)):
            self._heading_depth = level

    def _set_items(self, items: Sequence[str], *, ordered: bool) -> None:
        setter, style = self.typesetter, self._styles.item
        said = [
            (index, lines)
            for index, text in enumerate(items)
            if (lines := setter.texts(text, style))
        ]
        if not said:
            return
        kind = "Decimal" if ordered else "Disc"
        whole = setter.root.add(Role.LIST, attributes=numbering(kind))
        for index, lines in said:
            item = whole.add(Role.ITEM)
            label: Label | None = Label(
                item.add(Role.LABEL),
                fonts.set_text(item_label(index, ordered=ordered), fonts.BOLD),
                setter.sheet.ink.accent,
            )
            body = item.add(Role.ITEM_BODY)
            for line in lines:
                element = body if len(lines) == 1 else body.add(Role.PARAGRAPH)
                broken = setter.broken(line, style, setter.sheet.text_width)
                setter.boxes.append(TextBox(style, broken, element, label=label))
                label = None

    def _set_code(self, label: str, groups: Sequence[str]) -> None:
        setter, styles, sheet = self.typesetter, self._styles, self.typesetter.sheet
        setter.paragraphs(label, styles.caption)
        if not groups:
            return
        whole = setter.root.add(Role.LIST, attributes=numbering("Decimal"))
        columns, width = self._code_columns(groups)
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
                    setter.broken(setter.set_text(text, style), style, width),
                    item.add(role),
                )
                for text, style, role in pair
            )
            cells.append((label_box, body_box))
        setter.boxes.append(
            CodeGrid(cells, columns, sheet.size, width=sheet.text_width, ink=sheet.ink)
        )

    def _code_columns(self, groups: Sequence[str]) -> tuple[int, float]:
        """Return how many groups stand side by side without being broken, and their room."""
        setter, sheet, style = self.typesetter, self.typesetter.sheet, self._styles.code
        wanted = max(natural(setter.texts(group, style), style) for group in groups)
        for columns in range(_CODE_COLUMNS, 0, -1):
            width = CodeGrid.inner_width(sheet.text_width, columns, sheet.size)
            if wanted <= width:
                break
        return columns, width
