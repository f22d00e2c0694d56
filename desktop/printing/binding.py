"""Set documents drawn one after another into one file with one structure tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.domain.papers.document import Document
from db.fields.text import Language
from desktop.printing import page
from desktop.printing.colours import Colours
from desktop.printing.flow import Placed, paginate
from desktop.printing.page import Sheet
from desktop.printing.setting import boxes_of
from desktop.printing.tagged import About, Element, TaggedCanvas

TAG_BY_LANGUAGE: Final = {Language.ZH: "zh-CN", Language.EN: "en"}
"""BCP 47 tags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A document set on its pages."""

    sheet: Sheet
    pages: Sequence[Sequence[Placed]]


def part_of(
    document: Document, root: Element, *, size: float, colours: Colours, bookmark: str = ""
) -> Part:
    """Set a document; the tree grows below ``root``. Hold ``fonts.PRESS``."""
    sheet = Sheet(size, colours, document.footer, document.language)
    boxes = boxes_of(document, sheet, root, bookmark)
    return Part(sheet=sheet, pages=paginate(boxes, sheet.text_height))


def bind(parts: Sequence[Part], about: About, root: Element, *, own_sheets: bool) -> bytes:
    """Return the file with all parts, each with page numbers of its own.

    With ``own_sheets`` an empty page follows a part with an odd number of pages unless it is
    the last, so that no part begins on the back of another when both sides are printed.
    """
    canvas = TaggedCanvas(about, root, (page.WIDTH, page.HEIGHT))
    for number, part in enumerate(parts, start=1):
        for at, placed in enumerate(part.pages, start=1):
            _draw_page(canvas, part, at, placed)
        if own_sheets and len(part.pages) % 2 and number < len(parts):
            canvas.end_page()
    return canvas.finish()


def _draw_page(canvas: TaggedCanvas, part: Part, number: int, placed: Sequence[Placed]) -> None:
    sheet = part.sheet
    if sheet.ink.paper is not None:
        with canvas.decoration() as paper:
            paper.setFillColor(sheet.ink.paper)
            paper.rect(0, 0, page.WIDTH, page.HEIGHT, stroke=0, fill=1)
    for item in placed:
        item.box.draw(canvas, sheet.side, page.HEIGHT - sheet.top - item.down)
    sheet.footer.draw(canvas, number, len(part.pages))
    canvas.end_page()
