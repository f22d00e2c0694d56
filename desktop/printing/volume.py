"""Several documents in one file, to be printed in one go."""

from collections.abc import Sequence
from typing import Final

from db.domain.papers.document import Document, texts_of
from db.fields.text import Text
from desktop.printing import fonts
from desktop.printing.binding import TAG_BY_LANGUAGE, bind, part_of
from desktop.printing.colours import Colours
from desktop.printing.summary_pdf import NORMAL_SIZE, Pdf
from desktop.printing.tagged import About, Element, Role

_TITLE: Final = Text("{title}等 {count} 份", "{title} and others, {count} documents")
_BOOKMARK: Final = Text("{title}　{whose}", "{title}, {whose}")


def make_volume(
    documents: Sequence[Document],
    *,
    title: str = "",
    size: float = NORMAL_SIZE,
    colours: Colours = Colours.BLACK_ON_WHITE,
    own_sheets: bool = True,
) -> Pdf:
    """Return one file with several documents, for printing many at once.

    Each has a bookmark with its sections below it, page numbers of its own, and begins on a
    sheet of its own.

    Args:
        documents: In the order of printing, at least one.
        title: What the file is called, or ``""`` to call it after the first document.
        size: Points of running text.
        colours: What the paper is made for.
        own_sheets: Put an empty page where otherwise one document would begin on the back of
            another when both sides are printed: papers about two people belong on two sheets.

    Raises:
        Problem: A font file is missing or damaged.
        ValueError: There is no document.
    """
    if not documents:
        raise ValueError("a volume of no documents")
    first = documents[0]
    with fonts.PRESS:
        root = Element(Role.DOCUMENT)
        parts = []
        for document in documents:
            other = document.language is not first.language
            branch = root.add(Role.PART)
            branch.language = TAG_BY_LANGUAGE[document.language] if other else ""
            bookmark = fonts.visible(_bookmark(document))
            parts.append(
                part_of(document, branch, size=size, colours=colours, bookmark=bookmark)
            )
        called = title or _TITLE.to(first.language, title=first.title, count=len(documents))
        about = About(
            title=fonts.visible(called),
            author=fonts.visible(first.organisation),
            language=TAG_BY_LANGUAGE[first.language],
            made_on=max(document.made_on for document in documents),
        )
        data = bind(parts, about, root, own_sheets=own_sheets)
        pages = sum(len(part.pages) for part in parts)
        if own_sheets:
            pages += sum(len(part.pages) % 2 for part in parts[:-1])
        missing = fonts.missing(text for each in documents for text in texts_of(each))
    return Pdf(data=data, pages=pages, replaced_characters=missing)


def _bookmark(document: Document) -> str:
    whose = document.subtitle or document.case_number
    if not whose:
        return document.title
    return _BOOKMARK.to(document.language, title=document.title, whose=whose)
