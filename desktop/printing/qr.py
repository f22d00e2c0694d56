"""The square code that finds a case again when a signed page comes back.

It holds the case number alone, never a name or an identity number: whoever picks up a lost
page learns nothing from it.
"""

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from db.fields.text import Language, Text

QUIET_ZONE = 4
"""White modules around the code (ISO/IEC 18004)."""

_ALT = Text(
    "二维码，内容为案号 {number}。交回签字页时扫描它，就能找到这份个案。",
    "Square code holding case number {number}. Scan it when a signed page comes back, "
    "to find the case.",
)


def content(case_number: str) -> str:
    """Return what the square code of a case says."""
    return f"YIYI:{case_number}"


def alternative(case_number: str, language: Language) -> str:
    """Return what is said to a reader who does not see the square code."""
    return _ALT.to(language, number=case_number)


def bars(case_number: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return the side in modules without quiet zone, and its dark bars.

    A bar is row from the top, first module, number of modules: few long bars print without
    the hairlines that squares side by side show. Error correction is level M (15 %).
    """
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(content(case_number))
    code.make()
    found: list[tuple[int, int, int]] = []
    for number, row in enumerate(code.modules):
        start = None
        for place, dark in enumerate([*row, False]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                found.append((number, start, place - start))
                start = None
    return len(code.modules), tuple(found)
