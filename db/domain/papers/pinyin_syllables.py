"""The syllables of pinyin: which there are, and how people write their tones.

Inside the program a syllable is plain letters, ``v`` for ü, and a digit: ``lv4``, ``de5``.
People also write ``lǜ``, ``lü4``, ``lu:4`` or, when they do not know the tone, ``lv``.
"""

import re
import unicodedata
from typing import NamedTuple

from db.fields.problem import Problem
from db.fields.text import Text

NEUTRAL = "5"
"""The digit of a syllable without a tone of its own."""

_FINALS = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i iao ie ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i iao ie ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i iao ie iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia iao ie iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i iao ie ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ia iao ie iu ian in iang ing u uo uan un v ve",
    "l": "a o e ai ei ao ou an ang eng ong i ia iao ie iu ian in iang ing u uo uan un v ve",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia iao ie iu ian in iang ing iong u ue uan un",
    "q": "i ia iao ie iu ian in iang ing iong u ue uan un",
    "x": "i ia iao ie iu ian in iang ing iong u ue uan un",
    "zh": "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "ch": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "sh": "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang",
    "r": "e ao ou an en ang eng ong i u ua uo ui uan un",
    "z": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "c": "a e ai ao ou an en ang eng ong i u uo ui uan un",
    "s": "a e ai ao ou an en ang eng ong i u uo ui uan un",
    "y": "a o e ao ou an ang ong i in ing u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
PLAIN_SYLLABLES = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split()
)
"""Every syllable without its tone."""

_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_DIAERESIS = "\u0308"
_BETWEEN = re.compile(r"[\s·'’\-]+")
_WITH_DIGITS = re.compile(r"[a-z]+[0-5]?")

_COUNT = Text(
    "“{written}”有 {characters} 个字，拼音有 {syllables} 个音节。每个字请写一个音节。",
    "“{written}” has {characters} characters and the pinyin {syllables} syllables. Write one "
    "syllable for each character, with blanks between.",
)
_NOT_PINYIN = Text(
    "“{syllable}”不是拼音音节。请照 zhong4 这样写，ü 可以写成 v。",
    "“{syllable}” is not a syllable of pinyin. Write it like zhong4; v stands for ü.",
)
_NO_TONE = Text(
    "“{syllable}”没有声调。请在后面写 1 到 4，轻声写 5。",
    "“{syllable}” has no tone. Write 1 to 4 behind it, 5 for a neutral tone.",
)
_NO_WORD = Text("请写要注音的词。", "Write the word whose reading is meant.")
_NOT_CHINESE = Text(
    "“{written}”里有不是汉字的内容。只有汉字需要注音。",
    "“{written}” holds something that is not a Chinese character; only those have readings.",
)


class Syllable(NamedTuple):
    """One syllable as it was written: plain letters, and the tone or ``""``."""

    letters: str
    tone: str

    @property
    def is_known(self) -> bool:
        """Whether Chinese has a syllable of these letters."""
        return self.letters in PLAIN_SYLLABLES

    def __str__(self) -> str:
        """Return it as it is kept, e.g. ``zhong4``."""
        return self.letters + self.tone


def is_hanzi(character: str) -> bool:
    """Say whether a character is read as a syllable: any Han ideograph, and 〇."""
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF  # noqa: PLR2004 - blocks of Unicode
        or 0x3400 <= code <= 0x4DBF  # noqa: PLR2004
        or 0x20000 <= code <= 0x323AF  # noqa: PLR2004
        or 0xF900 <= code <= 0xFAFF  # noqa: PLR2004
        or character == "〇"
    )


def syllable_of(written: str) -> Syllable:
    """Return one syllable from any way of writing it; its letters may be no pinyin at all."""
    letters, tone = "", ""
    for sign in unicodedata.normalize("NFD", written.strip().casefold().replace("u:", "ü")):
        if sign in _MARKS:
            tone = _MARKS[sign]
        elif sign == _DIAERESIS:
            letters = letters[:-1] + "v"
        elif sign.isascii() and sign.isdigit():
            tone = NEUTRAL if sign in "05" else sign
        else:
            letters += sign
    return Syllable(_usual(letters.replace("ɡ", "g")), tone)


def syllables_of(pinyin: str) -> tuple[Syllable, ...]:
    """Return the syllables of a reading, parted by blanks, ``·``, apostrophes or digits."""
    found: list[Syllable] = []
    for part in filter(None, _BETWEEN.split(pinyin.strip())):
        pieces = _WITH_DIGITS.findall(part.casefold())
        whole = len(pieces) > 1 and "".join(pieces) == part.casefold()
        found += map(syllable_of, pieces if whole else [part])
    return tuple(found)


def checked_reading(written: str, pinyin: str) -> str:
    """Return the pinyin of a word as it is kept: ``chong2 an1 jiang1``.

    Raises:
        Problem: The word is not Chinese characters, or there is not one known syllable with
            its tone for each of them.
    """
    characters = [sign for sign in written if sign != "·" and not sign.isspace()]
    if not characters:
        raise Problem(_NO_WORD, field="written")
    if not all(map(is_hanzi, characters)):
        raise Problem(_NOT_CHINESE, field="written", written=written)
    syllables = syllables_of(pinyin)
    for syllable in syllables:
        if not syllable.is_known or syllable.tone > NEUTRAL:
            raise Problem(_NOT_PINYIN, field="pinyin", syllable=str(syllable))
        if not syllable.tone:
            raise Problem(_NO_TONE, field="pinyin", syllable=str(syllable))
    if len(syllables) != len(characters):
        raise Problem(
            _COUNT,
            field="pinyin",
            written=written,
            characters=len(characters),
            syllables=len(syllables),
        )
    return " ".join(map(str, syllables))


def _usual(letters: str) -> str:
    """Return the usual spelling: ``lyu`` is lv, ``lue`` is lve, ``jv`` is ju."""
    if letters in ("lyu", "nyu"):
        return f"{letters[0]}v"
    if letters in ("lue", "nue"):
        return f"{letters[0]}ve"
    if letters[:1] in ("j", "q", "x", "y") and letters[1:2] == "v":
        return f"{letters[0]}u{letters[2:]}"
    return letters
