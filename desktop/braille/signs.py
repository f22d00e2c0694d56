"""Punctuation and other signs in Braille.

Chinese signs are those of GB/T 15720-2008 as the older tables of liblouis, and the table of
brailix in all but ``desktop.braille.doubts``, have them. Signs inside addresses and in English
text are those of Unified English Braille (2013).
"""

from desktop.braille.cells import CAPITAL, HYPHEN, cells

OPENING = {
    sign: cells(dots)
    for sign, dots in {
        "“": "45", "「": "45", "‘": "45-45", "『": "45-45", "（": "56-3", "【": "56-23",
        "〔": "56-23", "［": "56-23", "｛": "56-23", "《": "5-36", "〈": "5-3",
    }.items()
}  # fmt: skip
"""Written together with what follows."""

CLOSING = {
    sign: cells(dots)
    for sign, dots in {
        "。": "5-23", "，": "5", "、": "4", "；": "56", "？": "5-3", "！": "56-2", "：": "36",
        "”": "45", "」": "45", "’": "45-45", "』": "45-45", "）": "6-23", "】": "56-23",
        "〕": "56-23", "］": "56-23", "｝": "56-23", "》": "36-2", "〉": "6-2", "…": "5-5-5",
    }.items()
}  # fmt: skip
"""Written together with what stands before, and followed by a blank but for these three."""
ENDING_SENTENCES = frozenset("。？！")
"""Of two cells, and followed by no blank."""
PAUSES = frozenset("，、；：")
"""Of one cell, and followed by a blank but before these:"""
CLOSING_PAIRS = frozenset("”」’』）】〕］｝")

JOINING = {
    sign: cells(dots)
    for sign, dots in {"·": "6-3", "-": "36", "–": "36", "~": "36", "/": "5-34"}.items()
}  # fmt: skip
"""Written together with what stands on either side."""

STANDING = {
    sign: cells(dots)
    for sign, dots in {
        "—": "6-36", "•": "6-3", "*": "5-35", "+": "5-235", "=": "5-2356", "<": "4-126",
        ">": "4-345", "×": "5-236", "±": "4-235-36",
        "¥": "4-13456", "$": "4-234", "&": "4-12346", "_": "36-36-36",
    }.items()
}  # fmt: skip
"""Words of their own."""

PERCENT = {"%": cells("46-356"), "‰": cells("46-356-356")}
"""Written together with the number before."""

OF_ADDRESSES = {
    sign: cells(dots)
    for sign, dots in {
        ".": "256", ",": "2", ":": "25", ";": "23", "-": "36", "_": "46-36", "/": "456-34",
        "@": "4-1", "?": "236", "!": "235", "=": "5-2356", "&": "4-12346", "#": "456-1456",
        "%": "46-356", "+": "5-235", "~": "4-35", "'": "3", "*": "5-35", "$": "4-234",
        "(": "5-126", ")": "5-345",
    }.items()
}  # fmt: skip
"""Between letters and digits of an address, a file name or a case number (UEB)."""

ENGLISH = OF_ADDRESSES | {
    sign: cells(dots)
    for sign, dots in {
        "[": "46-126", "]": "46-345", "“": "236", "”": "356", "‘": "6-236", "’": "3",
        "–": "6-36", "—": "6-36", "…": "256-256-256", "·": "456-256", "•": "456-256",
        "/": "456-34", "<": "4-126", ">": "4-345", "°": "45-245", "×": "5-236", "±": "456-235",
        "¥": "4-13456", "£": "4-123", "€": "4-15", "§": "45-234", "→": "1256-135",
        "←": "1256-246", "\\": "456-16", "^": "4-26", "{": "456-126", "}": "456-345",
        "|": "456-1256", "√": "146", "□": "1246-3456-145", "☐": "1246-3456-145",
    }.items()
}  # fmt: skip
"""Signs of English text (UEB)."""

ACCENTS = {
    "\u0301": cells("45-34"), "\u0300": cells("45-16"), "\u0308": cells("45-25"),
    "\u0302": cells("45-146"), "\u0327": cells("45-12346"), "\u0303": cells("45-12456"),
    "\u030c": cells("45-346"), "\u0304": cells("4-36"), "\u030a": cells("45-1246"),
}  # fmt: skip
"""Before a letter with this combining mark (UEB)."""

SAME_AS = {
    ",": "，", ";": "；", "!": "！", "?": "？", ":": "：", "(": "（", ")": "）", "[": "［",
    "]": "］", "{": "｛", "}": "｝", ".": "。", "．": "。", "﹒": "·", "‧": "·", "・": "·",
    "•": "•", "●": "•", "○": "•", "■": "•", "◆": "•", "※": "*", "＊": "*", "★": "*", "☆": "*",
    "－": "-", "‐": "-", "\u2011": "-", "−": "-", "～": "~", "〜": "~", "―": "—", "─": "—",
    "％": "%", "／": "/", "＋": "+", "＝": "=", "＜": "<", "＞": ">", "￥": "¥", "＄": "$",
    "＆": "&", "⋯": "…", "＿": "_", "▪": "•", "«": "《", "»": "》", "＂": '"', "＇": "'",
}  # fmt: skip
"""Other ways of writing the same sign in Chinese text."""

DASH = CAPITAL + HYPHEN
