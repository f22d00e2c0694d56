"""Reads a finished PDF back by its structure.

Written against the format, not against our writer: the text of an element is what its marks
show through each font's own table of characters.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

_PAINTING = {
    *("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"),
    "INLINE IMAGE",
}
_ENTRY = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Node:
    """An element: its type, its own text, and the elements in it."""

    kind: str
    text: str = ""
    pages: set[int] = field(default_factory=set)
    children: list["Node"] = field(default_factory=list)
    alternative: str = ""

    def walk(self) -> list["Node"]:
        return [self, *(node for child in self.children for node in child.walk())]

    def all_text(self) -> str:
        return "".join(node.text for node in self.walk())


@dataclass
class Reading:
    """What was read, and every way in which the file contradicts itself."""

    root: Node
    faults: list[str]

    def texts(self) -> list[tuple[str, str]]:
        return [(node.kind, node.text) for node in self.root.walk() if node.text]


def read(path: Path) -> Reading:
    with pikepdf.open(path) as pdf:
        return _Reader(pdf).read()


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.page_by_id = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.faults: list[str] = []
        self.tables: dict[tuple[int, int], dict[int, str]] = {}
        self.marks = [self._marks(number, page) for number, page in enumerate(pdf.pages)]
        self.tree = pdf.Root.StructTreeRoot
        numbers = self.tree.ParentTree.Nums
        self.parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        self.seen: set[tuple[int, int]] = set()

    def read(self) -> Reading:
        root = self._node(self.tree.K[0])
        every = {(page, mark) for page, marks in enumerate(self.marks) for mark in marks}
        self.faults += [f"mark {mark} belongs to no element" for mark in every - self.seen]
        if any("\ufffd" in node.text for node in root.walk()):
            self.faults.append("text that no table explains")
        return Reading(root, self.faults)

    def _node(self, element: pikepdf.Dictionary) -> Node:
        node = Node(str(element.S)[1:], alternative=str(element.get("/Alt", "")))
        if node.kind == "Figure" and not node.alternative:
            self.faults.append("a figure without words")
        if node.kind == "Figure" and "/K" not in element:
            self.faults.append("a figure that is nowhere")
        kids = element.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
                if kid.P.objgen != element.objgen:
                    self.faults.append("a child names another parent")
                node.children.append(self._node(kid))
                continue
            on = kid.Pg if isinstance(kid, pikepdf.Dictionary) else element.Pg
            number = int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(kid)
            self._take(node, element, self.page_by_id[on.objgen], number)
        return node

    def _take(self, node: Node, element: pikepdf.Dictionary, page: int, number: int) -> None:
        if (page, number) in self.seen or number not in self.marks[page]:
            self.faults.append(f"mark {number} of page {page} is missing or used twice")
            return
        self.seen.add((page, number))
        kind, text = self.marks[page][number]
        if kind != node.kind:
            self.faults.append(f"a mark says {kind}, its element {node.kind}")
        if self.parents[page][number].objgen != element.objgen:
            self.faults.append("the parent tree names another element")
        node.text += text
        node.pages.add(page)

    def _table(self, page: pikepdf.Page, name: str) -> dict[int, str]:
        font = page.Resources.Font[name]
        if font.objgen not in self.tables:
            if not is_embedded(font):
                self.faults.append(f"font {name} is not in the file")
            self.tables[font.objgen] = characters(font) if "/ToUnicode" in font else {}
        return self.tables[font.objgen]

    def _marks(self, number: int, page: pikepdf.Page) -> dict[int, tuple[str, str]]:
        if int(page.get("/StructParents", -1)) != number:
            self.faults.append("a page without its number in the tree")
        found: dict[int, tuple[str, str]] = {}
        open_marks: list[int | None] = []
        kinds: list[str] = []
        table: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                props = operands[1] if name == "BDC" else {}
                mark = int(props["/MCID"]) if "/MCID" in props else None
                kinds.append(str(operands[0])[1:])
                open_marks.append(mark)
                if mark is not None:
                    found[mark] = (kinds[-1], "")
            elif name == "EMC":
                open_marks.pop()
                kinds.pop()
            elif name == "Tf":
                table = self._table(page, str(operands[0]))
            if name in _PAINTING and not open_marks:
                self.faults.append(f"{name} paints outside marked content")
            if name == "Tj" and open_marks and open_marks[-1] is not None:
                text = "".join(table.get(byte, "\ufffd") for byte in bytes(operands[0]))
                kind, before = found[open_marks[-1]]
                found[open_marks[-1]] = (kind, before + text)
        return found


def is_embedded(font: pikepdf.Dictionary) -> bool:
    return "/FontDescriptor" in font and "/FontFile2" in font.FontDescriptor


def characters(font: pikepdf.Dictionary) -> dict[int, str]:
    """Return what each code of an embedded font stands for, by the font's own table."""
    source = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"(\d+) beginbfchar(.*?)endbfchar", source, re.DOTALL):
        entries = _ENTRY.findall(block[1])
        assert len(entries) == int(block[0]) <= 100
        found |= {int(a, 16): bytes.fromhex(b).decode("utf-16-be") for a, b in entries}
    return found
