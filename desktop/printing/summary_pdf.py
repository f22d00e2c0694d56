"""A document as a tagged PDF for the printer, the archive and the screen reader."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.domain.document import Document, texts_of
from db.domain.whole_file import write_whole
from db.fields.text import Language
from desktop.printing import fonts, page
from desktop.printing.flow import paginate
from desktop.printing.setting import Setter
from desktop.printing.tagged import About, TaggedCanvas

NORMAL_SIZE: Final = 11.0
"""Points of running text on ordinary print."""

_TAG_BY_LANGUAGE: Final = {Language.ZH: "zh-CN", Language.EN: "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReceipt:
    """What was written.

    Attributes:
        path: The file.
        pages: Its pages.
        bytes: Its length.
        sha256: Hexadecimal digits of its SHA-256.
        replaced_characters: Characters no font has, drawn as ``〔U+XXXX〕``, once each.
    """

    path: Path
    pages: int
    bytes: int
    sha256: str
    replaced_characters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished file that is not written yet; fields as in ``PdfReceipt``."""

    data: bytes
    pages: int
    replaced_characters: tuple[str, ...]


def unprintable(document: Document) -> tuple[str, ...]:
    """Return, before anything is drawn, the characters that would be ``〔U+XXXX〕``."""
    return fonts.missing(texts_of(document))


def write_pdf(document: Document, path: Path, *, size: float = NORMAL_SIZE) -> PdfReceipt:
    """Write the document to ``path``, whole or not at all.

    The same document gives the same bytes: the dates inside are the day it was made.

    Args:
        document: What to print, in one language.
        path: The file to write or replace.
        size: Points of running text; everything else follows it.

    Raises:
        Problem: The place is full, read-only or missing.
    """
    made = make_pdf(document, size=size)
    written = write_whole(path, [made.data])
    return PdfReceipt(
        path=path,
        pages=made.pages,
        bytes=written.size_bytes,
        sha256=written.sha256,
        replaced_characters=made.replaced_characters,
    )


def make_pdf(document: Document, *, size: float = NORMAL_SIZE) -> Pdf:
    """Return the file's bytes, for a preview. Safe to call from several threads."""
    with fonts.PRESS:
        setter = Setter(document, size)
        pages = paginate(setter.boxes, page.TEXT_HEIGHT)
        about = About(
            title=fonts.visible(f"{document.title} {document.case_number}"),
            author=fonts.visible(document.organisation),
            language=_TAG_BY_LANGUAGE[document.language],
            made_on=document.made_on,
        )
        footer = page.Footer(text=document.footer, size=size, language=document.language)
        canvas = TaggedCanvas(about, setter.root, (page.WIDTH, page.HEIGHT))
        for number, placed in enumerate(pages, start=1):
            for item in placed:
                item.box.draw(canvas, page.SIDE, page.HEIGHT - page.TOP - item.down)
            footer.draw(canvas, number, len(pages))
            canvas.end_page()
        data = canvas.finish()
    return Pdf(data=data, pages=len(pages), replaced_characters=unprintable(document))
