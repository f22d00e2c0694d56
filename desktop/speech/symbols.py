"""Signs and units as they are said, and characters that are not said at all."""

import re
import unicodedata
from typing import Final

from db.fields.text import Language, Text

PAUSE: Final = Text("，", ", ")
NO_GLYPH: Final = Text("一个没有字体的字", "a character without a font")
BLANK: Final = Text("空白，待填写", "blank, to be filled in")
_SIGN: Final = Text("符号", "sign")

_SAID: Final = {
    "〇": Text("零", " zero "),
    "²": Text("平方", " squared "),
    "³": Text("立方", " cubed "),
    "→": Text("到", " to "),
    "➜": Text("到", " to "),
    "←": Text("来自", " from "),
    "↔": Text("往来", " to and from "),
    "↑": Text("上升", " up "),
    "↓": Text("下降", " down "),
    "+": Text("加", " plus "),
    "±": Text("正负", " plus or minus "),
    "×": Text("乘", " times "),
    "÷": Text("除以", " divided by "),
    "=": Text("等于", " equals "),
    "≠": Text("不等于", " is not "),
    "≈": Text("约等于", " about "),
    "<": Text("小于", " less than "),
    ">": Text("大于", " more than "),
    "≤": Text("小于等于", " at most "),
    "≥": Text("大于等于", " at least "),
    "−": Text("减", " minus "),
    "%": Text("百分号", " percent "),
    "‰": Text("千分号", " per mille "),
    "°": Text("度", " degrees "),
    "℃": Text("摄氏度", " degrees Celsius "),
    "℉": Text("华氏度", " degrees Fahrenheit "),
    "&": Text("和", " and "),
    "@": Text("艾特", " at "),
    "#": Text("井号", " hash "),
    "№": Text("编号", " number "),
    "§": Text("节", " section "),
    "*": Text("星号", " star "),
    "¥": Text("人民币符号", " yuan "),
    "$": Text("美元", " dollar "),
    "€": Text("欧元", " euro "),
    "£": Text("英镑", " pound "),
    "©": Text("版权所有", " copyright "),
    "®": Text("注册商标", " registered "),
    "™": Text("商标", " trade mark "),
    "℡": Text("电话", " telephone "),
    "☎": Text("电话", " telephone "),
    "㎡": Text("平方米", " square metres "),
    "㎥": Text("立方米", " cubic metres "),
    "㎏": Text("千克", " kilograms "),
    "㎎": Text("毫克", " milligrams "),
    "㎝": Text("厘米", " centimetres "),
    "㎜": Text("毫米", " millimetres "),
    "㎞": Text("千米", " kilometres "),
    "□": Text("空框", " empty box "),
    "☐": Text("空框", " empty box "),
    "☑": Text("已勾选", " ticked "),
    "☒": Text("已打叉", " crossed "),
    "✓": Text("对勾", " tick "),
    "✔": Text("对勾", " tick "),
    "√": Text("对勾", " tick "),
    "✗": Text("叉", " cross "),
    "✘": Text("叉", " cross "),
}

_PAUSED: Final = frozenset(
    "/\\|¦‖∥•●○◆◇■▲△▼▽★☆※►▶◀◄–—―…‥~^`_()[]{}〔〕【】〖〗「」『』《》〈〉（）\t-"
)
"""A short pause says them: brackets, bullets, dashes, slashes."""

_SILENT: Final = frozenset("·‧・∙⋅\"'“”‘’„‟´﹏")
"""Between the parts of a name, and around words: heard as nothing."""

_KEPT: Final = frozenset("，。！？；：、,.!?;:")

_UNITS: Final = {
    "kg": Text("千克", "kilograms"),
    "g": Text("克", "grams"),
    "mg": Text("毫克", "milligrams"),
    "km": Text("千米", "kilometres"),
    "m": Text("米", "metres"),
    "cm": Text("厘米", "centimetres"),
    "mm": Text("毫米", "millimetres"),
    "m2": Text("平方米", "square metres"),
    "m²": Text("平方米", "square metres"),
    "m3": Text("立方米", "cubic metres"),
    "m³": Text("立方米", "cubic metres"),
    "ml": Text("毫升", "millilitres"),
    "mL": Text("毫升", "millilitres"),
    "L": Text("升", "litres"),
    "h": Text("小时", "hours"),
    "min": Text("分钟", "minutes"),
    "s": Text("秒", "seconds"),
    "dB": Text("分贝", "decibels"),
    "kW": Text("千瓦", "kilowatts"),
    "km/h": Text("千米每小时", "kilometres an hour"),
    "pt": Text("磅", "points"),
}
UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
"""A pattern of all units, the longest first."""

_WIDE: Final = str.maketrans(
    {
        **{
            chr(0xFF01 + at): chr(0x21 + at)
            for at in range(94)
            if chr(0x21 + at) not in ",.!?;:()*"
        },
        "．": ".",
        "　": " ",
        "￥": "¥",
        "﹣": "-",
        "‐": "-",
        "‑": "-",
        "‒": "-",
    }
)
"""Wide letters, digits and signs as narrow ones. ``＊`` stays: it hides, ``*`` may not."""


def narrowed(text: str) -> str:
    """Return the text with one way to write each letter, digit and sign, and no controls.

    Digits of other scripts become ASCII ones; ``½`` and ``Ⅱ`` become digits and a slash.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_one(character) for character in text.translate(_WIDE))


def _one(character: str) -> str:
    if character < "\x7f" and (character >= " " or character in "\n\t"):
        return character
    match unicodedata.category(character):
        case "Cc" | "Zs" | "Zl" | "Zp":
            return "\n" if character in "\x0b\x0c\x85\u2028\u2029" else " "
        case "Cf" | "Cs" | "Co" | "Cn" | "Mn" | "Me":
            return ""
        case "Nd":
            return str(unicodedata.decimal(character))
        case "No" | "Nl" if not _is_hanzi_number(character):
            return _number_sign(character)
        case _:
            return character


def _is_hanzi_number(character: str) -> bool:
    return character in "〇〡〢〣〤〥〦〧〨〩〸〹〺"


def _number_sign(character: str) -> str:
    """Return ``①`` as 1, ``½`` as 1/2; powers of a unit are left to the rule of units."""
    if character in "²³":
        return character
    plain = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
    if any(sign.isdigit() for sign in plain):
        kept = "".join(sign for sign in plain if sign in "0123456789/")
        # A number in a circle or in brackets begins a point of a list.
        begins = unicodedata.decomposition(character).startswith(("<circle>", "<compat>"))
        return f" {kept}， " if begins else f" {kept} "
    value = unicodedata.numeric(character, -1.0)
    return f" {int(value)} " if value >= 0 and value.is_integer() else ""


def sign_said(character: str, language: Language) -> str:
    """Return how one sign is said: a word, a pause, nothing, or itself when it is text."""
    if character in _SAID:
        return _SAID[character].to(language)
    if character in _PAUSED:
        return PAUSE.to(language)
    if character in _SILENT:
        return ""
    if character in _KEPT or character.isspace() or character.isalpha():
        return character
    if character in "²³":
        return {"²": Text("平方", " squared "), "³": Text("立方", " cubed ")}[character].to(
            language
        )
    # Parts of a character, marks of a script, private signs: nothing anybody could say.
    return (
        _SIGN.to(language) if unicodedata.category(character)[0] == "S" else PAUSE.to(language)
    )


def unit_said(unit: str, language: Language) -> str:
    """Return a unit of ``UNIT`` in words."""
    return _UNITS[unit].to(language)
