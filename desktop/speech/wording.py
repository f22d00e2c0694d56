"""Text as it is said: nothing is left that a voice would read wrongly or skip."""

from functools import lru_cache
from typing import TYPE_CHECKING

from db.fields.text import Language
from desktop.speech.chinese_wording import chinese
from desktop.speech.english_wording import english
from desktop.speech.numerals import digits_en, digits_zh
from desktop.speech.syllables import in_pinyin
from desktop.speech.symbols import narrowed

if TYPE_CHECKING:
    from desktop.pinyin.reader import Reader

_REMEMBERED = 4096
"""Labels and headings come again and again."""


@lru_cache(maxsize=_REMEMBERED)
def _worded(text: str, language: Language) -> str:
    return chinese(text) if language is Language.ZH else english(text)


def spoken(text: str, language: Language, reader: "Reader | None" = None) -> str:
    """Return a text as it is said, in words alone: no digit is left, and no sign but pauses.

    Numbers, dates, times, money, telephones, identity and case numbers, masked numbers,
    addresses of the network, units, abbreviations and signs become words. Line breaks stay.

    Args:
        text: As it is written.
        language: The language it is said in; characters of the other one are kept.
        reader: Gives Chinese characters as pinyin instead, for voices that need it.
    """
    said = _worded(text, language)
    return said if reader is None else in_pinyin(said, reader)


def spelled(text: str, language: Language) -> str:
    """Return a code as it is dictated: each letter and digit by itself, signs left out."""
    one = digits_zh if language is Language.ZH else digits_en
    signs = (sign for sign in narrowed(text) if sign.isalnum())
    return " ".join(one(sign) if sign.isdigit() else sign.upper() for sign in signs)
