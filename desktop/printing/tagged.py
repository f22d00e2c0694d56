"""A PDF that says what each piece of it is: structure tree and marked content (PDF/UA-1).

The tree is grown while a document is set, in reading order; drawing adds only where on
which page an element was painted. So the order of reading never depends on layout.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from desktop.printing import fonts

PROGRAM: Final = "Yiyi"


class Role(StrEnum):
    """What an element is; the value is its standard structure type (ISO 32000-1, 14.8.4)."""

    DOCUMENT = "Document"
    PART = "Part"
    TITLE = "H1"
    SECTION = "H2"
    SUBSECTION = "H3"
    SUBSUBSECTION = "H4"
    PARAGRAPH = "P"
    FIGURE = "Figure"
    TABLE = "Table"
    CAPTION = "Caption"
    ROW = "TR"
    HEADER_CELL = "TH"
    CELL = "TD"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"


class Decoration(StrEnum):
    """Marks that carry no content; the value is the property list of the artifact."""

    LAYOUT = "<</Type/Layout>>"
    HEADER = "<</Type/Pagination/Subtype/Header>>"
    FOOTER = "<</Type/Pagination/Subtype/Footer>>"


@dataclass(frozen=True, slots=True)
class Mark:
    """One painted piece of an element: page counted from 0, and its number on that page."""

    page: int
    number: int


class Element:
    """A node of the structure tree.

    Attributes:
        role: What it is.
        children: Elements and marks in reading order.
        alternative: What is said instead of a picture.
        attributes: Entries of its attribute dictionary, such as the scope of a heading cell.
        language: BCP 47 tag where it differs from the whole file's, or ``""``.
    """

    def __init__(
        self,
        role: Role,
        *,
        alternative: str = "",
        attributes: dict[str, object] | None = None,
    ) -> None:
        self.role = role
        self.alternative = alternative
        self.attributes = attributes
        self.language = ""
        self.children: list[Element | Mark] = []

    def add(
        self,
        role: Role,
        *,
        alternative: str = "",
        attributes: dict[str, object] | None = None,
    ) -> "Element":
        """Append a child and return it."""
        child = Element(role, alternative=alternative, attributes=attributes)
        self.children.append(child)
        return child


def heading_cell_of(scope: str) -> dict[str, object]:
    """Return the attributes of a heading cell: ``Column`` or ``Row``."""
    return {"O": PDFName("Table"), "Scope": PDFName(scope)}


def numbering(style: str) -> dict[str, object]:
    """Return the attributes of a list: ``Decimal`` or ``Disc``."""
    return {"O": PDFName("List"), "ListNumbering": PDFName(style)}


def placed_at(left: float, bottom: float, right: float, top: float) -> dict[str, object]:
    """Return the attributes of a figure that fills this box of the page, in points."""
    box = PDFArray([round(value, 2) for value in (left, bottom, right, top)])
    return {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file says of itself. ``language`` is a BCP 47 tag."""

    title: str
    author: str
    language: str
    made_on: date


class TaggedCanvas:
    """A reportlab canvas on which nothing is painted without saying what it is."""

    def __init__(self, about: About, root: Element, page_size: tuple[float, float]) -> None:
        fonts.load()
        self.canvas = Canvas(
            io.BytesIO(),
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=about.language,
            # Otherwise Helvetica, which is not embedded, is named on every page.
            initialFontName=fonts.REGULAR,
        )
        self.canvas.setTitle(about.title)
        self.canvas.setAuthor(about.author)
        self.canvas.setCreator(PROGRAM)
        self.canvas.setProducer(PROGRAM)
        self.canvas.setSubject("")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        stamp = self.canvas._doc._timeStamp
        stamp.YMDhms = (about.made_on.year, about.made_on.month, about.made_on.day, 0, 0, 0)
        stamp.dhh = stamp.dmm = 0
        self._about = about
        self._root = root
        self._elements_by_page: list[list[Element]] = [[]]
        self._inside = False
        self._bookmarks = 0
        self._bookmark_level = -1

    @contextmanager
    def element(self, element: Element) -> Iterator[Any]:
        """Paint a piece of ``element`` on the canvas that is given."""
        on_page = self._elements_by_page[-1]
        element.children.append(Mark(len(self._elements_by_page) - 1, len(on_page)))
        with self._marked(f"/{element.role} <</MCID {len(on_page)}>> BDC"):
            on_page.append(element)
            yield self.canvas

    @contextmanager
    def decoration(self, kind: Decoration = Decoration.LAYOUT) -> Iterator[Any]:
        """Paint something that says nothing: a rule, a tint, a repeated heading."""
        with self._marked(f"/Artifact {kind} BDC"):
            yield self.canvas

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add a heading to the outline beside the pages; 0 is the title.

        Without the heading it would belong to, it takes that one's place: an outline has no
        gaps.
        """
        level = self._bookmark_level = min(level, self._bookmark_level + 1)
        self._bookmarks += 1
        key = f"h{self._bookmarks}"
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self.canvas.addOutlineEntry(title, key, level)

    def end_page(self) -> None:
        """Finish the page and begin the next."""
        number = len(self._elements_by_page)
        self.canvas.showPage()
        page = self.canvas._doc.idToObject[f"Page{number}"]
        page.__class__ = _TaggedPage
        page.StructParents = number - 1
        page.Tabs = PDFName("S")
        self._elements_by_page.append([])

    def finish(self) -> bytes:
        """Return the whole file; ``end_page`` has been called for its last page."""
        self._write_tree()
        data: bytes = self.canvas._doc.GetPDFData(self.canvas)
        return data

    @contextmanager
    def _marked(self, opening: str) -> Iterator[None]:
        if self._inside:
            raise RuntimeError("marked content inside marked content")
        self._inside = True
        self.canvas._code.append(opening)
        yield
        self.canvas._code.append("EMC")
        self._inside = False

    def _write_tree(self) -> None:
        document = self.canvas._doc
        names: dict[int, str] = {}
        _name(self._root, names)
        _write_element(document, self._root, "Structure", names)
        numbers: list[object] = []
        for page, elements in enumerate(self._elements_by_page[:-1]):
            references = [PDFObjectReference(names[id(element)]) for element in elements]
            numbers += [page, PDFArray(references)]
        document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}), "ParentTree")
        tree = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFArray([PDFObjectReference(names[id(self._root)])]),
            "ParentTree": PDFObjectReference("ParentTree"),
            "ParentTreeNextKey": len(self._elements_by_page) - 1,
        }
        document.Reference(PDFDictionary(tree), "Structure")
        catalog = document.Catalog
        catalog.StructTreeRoot = PDFObjectReference("Structure")
        # As text: reportlab would write the name /true, which is no boolean.
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Metadata = pdfdoc.XMP(creator=lambda _document: _metadata(self._about))


class _TaggedPage(pdfdoc.PDFPage):  # type: ignore[misc]  # reportlab has no types
    """A page that knows its number in the structure tree and its tab order."""

    __NoDefault__: Sequence[str] = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


def _name(element: Element, names: dict[int, str]) -> None:
    names[id(element)] = f"Element{len(names) + 1}"
    for child in element.children:
        if isinstance(child, Element):
            _name(child, names)


def _write_element(document: Any, element: Element, parent: str, names: dict[int, str]) -> None:
    marks = [child for child in element.children if isinstance(child, Mark)]
    page = marks[0].page if marks else None
    entries: dict[str, object] = {
        "Type": PDFName("StructElem"),
        "S": PDFName(element.role),
        "P": PDFObjectReference(parent),
    }
    kids: list[object] = []
    for child in element.children:
        if isinstance(child, Element):
            kids.append(PDFObjectReference(names[id(child)]))
        elif child.page == page:
            kids.append(child.number)
        else:
            elsewhere = {
                "Type": PDFName("MCR"),
                "Pg": PDFObjectReference(f"Page{child.page + 1}"),
                "MCID": child.number,
            }
            kids.append(PDFDictionary(elsewhere))
    if kids:
        entries["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
    if page is not None:
        entries["Pg"] = PDFObjectReference(f"Page{page + 1}")
    if element.alternative:
        entries["Alt"] = PDFString(element.alternative)
    if element.language:
        entries["Lang"] = PDFString(element.language)
    if element.attributes:
        entries["A"] = PDFDictionary(element.attributes)
    document.Reference(PDFDictionary(entries), names[id(element)])
    for child in element.children:
        if isinstance(child, Element):
            _write_element(document, child, names[id(element)], names)


_METADATA: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
"""XMP packet; ``pdfuaid:part`` is the claim to follow PDF/UA-1 (ISO 14289-1, 5)."""


def _metadata(about: About) -> bytes:
    return _METADATA.format(
        title=escape(about.title),
        author=escape(about.author),
        language=about.language,
        program=PROGRAM,
        day=about.made_on.isoformat(),
    ).encode()
