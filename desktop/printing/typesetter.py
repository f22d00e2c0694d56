"""What every part of a document is set with: its sheet, its language, its tree, its boxes."""

from collections.abc import Sequence

from db.fields.text import Language, Text
from desktop.printing import fonts
from desktop.printing.flow import Box, Line, TextBox, lines_for
from desktop.printing.line_breaking import longest_unit
from desktop.printing.page import Sheet
from desktop.printing.styles import Style
from desktop.printing.table import Cell
from desktop.printing.tagged import Element, Role

Piece = tuple[fonts.SetText, Element]
"""A paragraph and the element it is the text of."""


class Typesetter:
    """Sets texts for one sheet and gathers what was set.

    Attributes:
        sheet: The paper.
        language: Of all texts.
        root: The element everything is added to.
        boxes: What is to be placed on pages, in reading order.
        whole_words: What is not broken over two lines wherever it fits on one.
    """

    def __init__(
        self, sheet: Sheet, language: Language, root: Element, whole_words: Sequence[str]
    ) -> None:
        self.sheet = sheet
        self.language = language
        self.root = root
        self.boxes: list[Box] = []
        self.whole_words = tuple(word for word in whole_words if word)

    def say(self, text: Text, **values: object) -> str:
        """Return a sentence of our own in the document's language."""
        return text.to(self.language, **values)

    def paragraphs(
        self,
        text: str,
        style: Style,
        role: Role = Role.PARAGRAPH,
        *,
        bookmark: tuple[str, int] | None = None,
        indent: float = 0.0,
    ) -> bool:
        """Set each line of ``text`` that shows something; tell whether there was any.

        Args:
            text: What is said.
            style: How it looks.
            role: What it is; anything but a paragraph is set as one, without line breaks.
            bookmark: Its words in the outline, or ``""`` for its own, and its level there.
            indent: Points kept free at the right.
        """
        lines = fonts.lines_of(text)
        if role is not Role.PARAGRAPH:
            lines = [" ".join(lines)] if lines else []
        for line in lines:
            set_text = self.set_text(line, style)
            marked = (bookmark[0] or set_text.text, bookmark[1]) if bookmark else None
            broken = self.broken(set_text, style, self.sheet.text_width - indent)
            self.boxes.append(TextBox(style, broken, self.root.add(role), bookmark=marked))
        return bool(lines)

    def begin_table(self, caption: str, role: Role = Role.TABLE) -> Element:
        """Add a table, or what stands for one, with its caption if there is one."""
        table = self.root.add(role)
        self.caption(caption, table)
        return table

    def caption(self, caption: str, table: Element) -> None:
        """Set the caption of a table, if it says anything."""
        lines = fonts.lines_of(caption)
        if lines:
            style = self.sheet.styles.caption
            set_text = self.set_text(" ".join(lines), style)
            broken = self.broken(set_text, style, self.sheet.text_width)
            self.boxes.append(TextBox(style, broken, table.add(Role.CAPTION)))

    def pieces(self, text: str, style: Style, element: Element) -> list[Piece]:
        """Return the paragraphs of a cell: the element itself holds the only one."""
        texts = self.texts(text, style)
        if len(texts) == 1:
            return [(texts[0], element)]
        return [(each, element.add(Role.PARAGRAPH)) for each in texts]

    def cell(self, pieces: Sequence[Piece], style: Style, width: float) -> Cell:
        """Return paragraphs set to a width."""
        return tuple(
            TextBox(style, self.broken(text, style, width), element) for text, element in pieces
        )

    def texts(self, text: str, style: Style) -> list[fonts.SetText]:
        """Return the lines of ``text``, ready to be broken."""
        return [self.set_text(line, style) for line in fonts.lines_of(text)]

    def set_text(self, text: str, style: Style) -> fonts.SetText:
        """Return one line, ready to be broken."""
        return fonts.set_text(text, style.face, english=self.language is Language.EN)

    def broken(self, text: fonts.SetText, style: Style, width: float) -> list[Line]:
        """Return the lines of a paragraph ``width`` points wide."""
        return lines_for(text, style, width, self.whole_words)

    def longest_unit(self, texts: Sequence[fonts.SetText], style: Style) -> float:
        """Return the width in points of the widest piece that may not be broken."""
        return max(
            (
                longest_unit(text.text, text.widths, self.whole_words) * style.size
                for text in texts
            ),
            default=0.0,
        )


def natural(texts: Sequence[fonts.SetText], style: Style) -> float:
    """Return the width of the longest of ``texts`` on one line, in points."""
    return max((sum(text.widths) * style.size for text in texts), default=0.0)
