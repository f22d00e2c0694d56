"""The fonts on paper: which one has a character, and what stands there when none has.

Noto Sans SC holds both obligatory levels of GB 18030-2022. What it lacks comes from the
Hanazono fonts: signs such as ☑, and the rare characters of Unicode's extensions B to F that
occur in names (level 3). The rare ones are read, packed, into memory when the first of them
is met, so printing works from a folder that nobody may write to.

reportlab keeps fonts for the whole process and one font may not serve two documents at the
same time: hold ``PRESS`` while a document is made.
"""

import io
import lzma
import struct
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

import resources
from db.fields.problem import Problem
from db.fields.text import Text

REGULAR: Final = "Yiyi-Regular"
BOLD: Final = "Yiyi-Bold"

PRESS: Final = threading.RLock()
"""Held while a document is laid out and drawn."""

_WESTERN_MARKS: Final = {REGULAR: "Yiyi-Marks", BOLD: "Yiyi-Marks-Bold"}
"""Noto's own narrow quotation marks and dots; its usual ones are a Han character wide."""

_NARROW_IN_ENGLISH: Final = frozenset("‘’“”…")
_SYMBOLS: Final = "Yiyi-Symbols"
_RARE: Final = "Yiyi-Rare"
_FILE_BY_FACE: Final = {
    REGULAR: "NotoSansSC-Regular.ttf",
    BOLD: "NotoSansSC-Bold.ttf",
    _WESTERN_MARKS[REGULAR]: "NotoSansSC-WesternMarks-Regular.ttf",
    _WESTERN_MARKS[BOLD]: "NotoSansSC-WesternMarks-Bold.ttf",
    _SYMBOLS: "HanaMinA-Symbols.ttf",
    _RARE: "HanaMinB-ExtBF.ttf.xz",
}
_FIRST_RARE: Final = 0x20000
_NEVER_DRAWN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories without a picture: controls, formats, private use, halves of pairs."""

_UNSEEN: Final = frozenset({"Cc", "Cf"})
"""Categories that are no characters to a reader: controls, marks of direction, zero widths."""

_VARIANT_MARKS: Final = frozenset(
    (*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0)))
)
"""Variation selectors: they choose among shapes of the character before, and have none."""

_NO_FONT_FILE: Final = Text(
    "打印用的字体文件“{name}”不见了或已损坏，现在不能打印。请重新安装一一；您的资料不受影响。",
    "The font file {name}, needed for printing, is missing or damaged, so nothing can be "
    "printed now. Install Yiyi again; your records are not affected.",
)
_BROKEN_FONT: Final = (
    OSError,
    TTFError,
    lzma.LZMAError,
    EOFError,
    struct.error,
    ValueError,
    LookupError,
)
"""What reading a font that is missing, cut off or changed may end in."""

_BLANKS: Final = str.maketrans({"\t": " "})
_LINE_BREAKS: Final = {
    ord(mark): "\n" for mark in ("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
}
_PER_BLOCK: Final = 100
"""A bfchar block holds at most 100 entries (Adobe Technical Note 5014)."""


@dataclass(frozen=True, slots=True)
class SetText:
    """A text made ready for paper.

    Attributes:
        text: What is drawn. A character that no font has has become ``〔U+XXXX〕``. Controls,
            marks of direction and of no width are left out: they have no picture, and in the
            file they could turn round or hide what is read from it.
        faces: The font of each character.
        widths: The width of each character as a fraction of the font size.
        replaced: The characters that were replaced, in order.
    """

    text: str
    faces: Sequence[str]
    widths: Sequence[float]
    replaced: tuple[str, ...]


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` that show something, whatever ends them."""
    return [line for line in text.translate(_LINE_BREAKS).split("\n") if _shows(line)]


def set_text(text: str, face: str, *, english: bool = False) -> SetText:
    """Choose the font of each character of one line or paragraph. Hold ``PRESS``.

    In ``english`` text quotation marks are as narrow as the letters.
    """
    case = _type_case()
    text = text.translate(_BLANKS)
    width = case.widths(face)
    narrow = _NARROW_IN_ENGLISH if english else frozenset()
    if case.plain.issuperset(text) and narrow.isdisjoint(text):
        return SetText(text, (face,) * len(text), [width[char] for char in text], ())
    shown: list[str] = []
    faces: list[str] = []
    replaced: list[str] = []
    for character in text:
        if _is_unseen(character):
            continue
        wanted = _WESTERN_MARKS[face] if character in narrow else face
        found = case.face_of(character, wanted)
        if found is None:
            replaced.append(character)
            visible = f"〔U+{ord(character):04X}〕"
            shown.extend(visible)
            faces.extend([face] * len(visible))
        else:
            shown.append(character)
            faces.append(found)
    widths = [case.widths(one)[char] for one, char in zip(faces, shown, strict=True)]
    return SetText("".join(shown), faces, widths, tuple(replaced))


def _shows(line: str) -> bool:
    return any(not (character.isspace() or _is_unseen(character)) for character in line)


def _is_unseen(character: str) -> bool:
    return character in _VARIANT_MARKS or unicodedata.category(character) in _UNSEEN


def visible(text: str) -> str:
    """Return ``text`` on one line as it is drawn: nothing that no font has."""
    with PRESS:
        return set_text(" ".join(lines_of(text)), REGULAR).text


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """Return, once each, the characters of ``texts`` that no font can draw."""
    found: dict[str, None] = {}
    with PRESS:
        for text in texts:
            for line in lines_of(text):
                found.update(dict.fromkeys(set_text(line, REGULAR).replaced))
    return tuple(found)


def load() -> None:
    """Read the two faces every document uses. Hold ``PRESS``; costs a tenth of a second.

    Raises:
        Problem: A font file is missing or damaged.
    """
    _type_case()


class _TypeCase:
    """The fonts in use, each read once."""

    def __init__(self) -> None:
        rl_config.useA85 = 0  # a quarter smaller: streams are bytes, not letters
        rl_config.pdfComments = 0
        self._widths: dict[str, _Widths] = {}
        self._face_by_character: dict[str, str | None] = {}
        codes = [set(self._read(face).face.charToGlyph) for face in (REGULAR, BOLD)]
        for face in _WESTERN_MARKS.values():
            self._read(face)
        self.plain = frozenset(
            chr(code)
            for code in set.intersection(*codes)
            if unicodedata.category(chr(code)) not in _NEVER_DRAWN
        )

    def face_of(self, character: str, wanted: str) -> str | None:
        """Return the face that has ``character``, the wanted one before all others."""
        if character in self.plain:
            return wanted
        if character not in self._face_by_character:
            self._face_by_character[character] = self._search(character)
        return self._face_by_character[character]

    def widths(self, face: str) -> "_Widths":
        """Return the widths of a face that has been read."""
        return self._widths[face]

    def _search(self, character: str) -> str | None:
        code = ord(character)
        if unicodedata.category(character) in _NEVER_DRAWN:
            return None
        face = _RARE if code >= _FIRST_RARE else _SYMBOLS
        if face not in self._widths:
            self._read(face)
        return face if code in pdfmetrics.getFont(face).face.charToGlyph else None

    def _read(self, face: str) -> "_Font":
        path = resources.path(f"fonts/{_FILE_BY_FACE[face]}")
        try:
            if path.suffix == ".xz":
                font = _Font(face, io.BytesIO(lzma.decompress(path.read_bytes())))
            else:
                font = _Font(face, str(path))
        except _BROKEN_FONT as error:
            raise Problem(_NO_FONT_FILE, name=path.name) from error
        pdfmetrics.registerFont(font)
        self._widths[face] = _Widths(font)
        return font


@cache
def _type_case() -> _TypeCase:
    return _TypeCase()


class _Widths(dict[str, float]):
    """Widths of characters as fractions of the font size, looked up once each."""

    def __init__(self, font: "_Font") -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, character: str) -> float:
        width: float = self._face.getCharWidth(ord(character)) / 1000
        self[character] = width
        return width


class _Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose text can be copied, searched and read aloud.

    reportlab 5.1 writes five hexadecimal digits for a character above U+FFFF, so that 𬱖
    comes back as ⳅ, and more entries in a block than the format allows.
    """

    def __init__(self, name: str, file: str | io.BytesIO) -> None:
        # All of ASCII would be embedded in every document to make its streams readable.
        # Checking its sums finds a damaged file before it spoils a document.
        super().__init__(name, file, validate=1, asciiReadable=False)
        # Glyphs past the last full entry of hmtx share its width; reportlab scales that
        # one twice when the font's em is not 1000 units, as with Hanazono's 1024.
        metrics = self.face.hmetrics
        full = int.from_bytes(self.face.get_table("hhea")[34:36], "big")
        width = metrics[full - 1][0]
        metrics[full:] = [(width, bearing) for _, bearing in metrics[full:]]

    def addObjects(self, doc: Any) -> None:
        """Add the font's subsets to ``doc``, each with a table back to the characters."""
        state = self.state.get(doc)
        subsets = [list(subset) for subset in state.subsets] if state else []
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX))
            key = "toUnicodeCMap:" + name.decode("pdfdoc")
            doc.idToObject[key].content = _to_unicode(subset)


def _to_unicode(subset: Sequence[int]) -> str:
    """Return the table from codes to UTF-16 (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for first in range(0, len(entries), _PER_BLOCK):
        block = entries[first : first + _PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += [
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)
