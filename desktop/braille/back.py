"""Read Braille back: cells to syllables, numbers, letters and signs.

It knows the tables and the grammar of ``desktop.braille``, not the text, and so proves that a
reader can tell what was written. What a cell leaves open stays open: a tone that is not written
is ``""``.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.braille.cells import (
    BLANK,
    DECIMAL,
    DIGITS,
    FINALS,
    HYPHEN,
    INITIALS,
    LETTERS,
    NUMBER,
    TONES,
    cells,
)
from desktop.braille.signs import ACCENTS, CLOSING, OF_ADDRESSES
from desktop.braille.syllables import leaves_out_tone, sounds_of
from desktop.pinyin.word import Read


@dataclass(frozen=True, slots=True)
class Sound:
    """One syllable as the cells give it; ``tone`` is empty when none is written."""

    initial: str
    final: str
    tone: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A number, a run of letters, or a punctuation mark, as print has it."""

    text: str


Item = Sound | Sign

_LETTER_OF = {cell: letter for letter, cell in LETTERS.items()}
_DIGIT_OF = {cell: digit for digit, cell in DIGITS.items()}
_TONE_OF = {cell: tone for tone, cell in TONES.items()}
_FINAL_OF = {cell: final for final, cell in FINALS.items() if final not in ("o", "ueng")}
_PALATAL = {"g": "j", "k": "q", "h": "x"}
_INITIAL_OF = {
    cell: initial for initial, cell in INITIALS.items() if initial not in _PALATAL.values()
}
_AFTER_PALATALS = frozenset(
    ("i", "ia", "iao", "ie", "iou", "ian", "in", "iang", "ing", "iong", "v", "ve", "van", "vn")
)
_LABIALS = frozenset("bpmf")
_SHORT = {"d": Sound("d", "e", ""), "m": Sound("m", "e", ""), "n": Sound("n", "i", "3")}
_HE = Sound("t", "a", "1")
_BARE = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))

_MARKS = {
    cells(dots): sign
    for dots, sign in (
        ("5-23", "。"), ("5-36", "《"), ("5-5-5", "…"), ("5-34", "/"),
        ("5-35", "*"), ("5-235", "+"), ("5-2356", "="), ("5-236", "×"), ("5-3", "？"),
        ("5", "，"),
        ("56-2", "！"), ("56-3", "（"), ("56-23", "】"), ("56", "；"),
        ("6-23", "）"), ("6-36", "—"), ("6-3", "·"), ("6-2", "〉"),
        ("4-13456", "¥"), ("4-234", "$"), ("4-12346", "&"), ("4-126", "<"), ("4-345", ">"),
        ("4-235-36", "±"), ("4", "、"),
        ("45-45", "’"), ("45", "”"), ("46-356-356", "‰"), ("46-356", "%"),
        ("36-36-36", "_"), ("36-2", "》"),
    )
}  # fmt: skip
_LONGEST_MARK = 3
_AT_THE_START = {"？": "〈", "】": "【", "’": "‘", "”": "“"}
"""Marks whose cells open when nothing stands before them."""
_OPENING = frozenset("“‘（【《〈")
_ENDING = frozenset("。？！")
_END_OF_TITLE = CLOSING["〉"]
_ADDRESS_SIGNS = {cell: sign for sign, cell in OF_ADDRESSES.items()}
_ACCENT_OF = {cell: accent for accent, cell in ACCENTS.items()}


def back(written: str) -> tuple[Item, ...]:
    """Return what cells say; a blank only parts words.

    Raises:
        ValueError: The cells are not Chinese Braille as ``translate`` writes it.
    """
    found: list[Item] = []
    opened: set[str] = set()
    for word in written.replace(" ", BLANK).split(BLANK):
        found += _Reading(word, opened).items()
    return tuple(found)


def sounds_back(written: str) -> tuple[Sound, ...]:
    """Return the syllables alone."""
    return tuple(item for item in back(written) if isinstance(item, Sound))


def agrees(read: Read, sound: Sound) -> bool:
    """Say whether a syllable read back is the one that was meant.

    An unwritten tone agrees with the tone this syllable leaves out and with the neutral one.
    """
    meant = sounds_of(read.syllable)
    same = meant.initial == sound.initial and FINALS.get(meant.final) == FINALS.get(sound.final)
    if not same:
        return False
    if sound.tone:
        return meant.tone == sound.tone
    return leaves_out_tone(read.syllable) or sound == Sound("t", "a", "")


class _Reading:
    """Reads the cells of one word from left to right."""

    def __init__(self, word: str, opened: set[str]) -> None:
        self._word, self._at, self._opened = word, 0, opened
        self._ended = False
        self._in_letters = self._in_number = False

    def items(self) -> Iterator[Item]:
        """Yield what the word says."""
        begins = True
        while self._at < len(self._word):
            for read in (self._number, self._letters, self._mark, self._syllable):
                item = read(begins=begins)
                if item is not None:
                    break
            else:
                raise ValueError(f"no sound and no sign: {self._word[self._at :]}")
            if item != Sign(""):
                yield item
            mark = item.text if isinstance(item, Sign) else ""
            self._ended = mark in _ENDING and mark != ""
            begins = self._ended or (mark in _OPENING and mark != "")

    def _faced(self, mark: str, *, begins: bool) -> str:
        """Return a mark the way it faces: opening at the beginning, closing otherwise."""
        opening = _AT_THE_START.get(mark)
        if opening is None:
            return mark
        if self._ended:
            # No blank follows the end of a sentence, so a quotation may begin or end here.
            begins = mark not in self._opened and (
                mark != "？" or _END_OF_TITLE in self._word[self._at :]
            )
        self._opened.add(mark) if begins else self._opened.discard(mark)
        return opening if begins else mark

    def _next(self, count: int = 1) -> str:
        return self._word[self._at : self._at + count]

    def _taken(self, cells_read: int, item: Item) -> Item:
        self._at += cells_read
        self._in_letters = self._in_number = False
        return item

    def _number(self, *, begins: bool) -> Sign | None:
        del begins
        if self._next() != NUMBER:
            return None
        at, text = self._at + 1, ""
        while at < len(self._word):
            cell = self._word[at]
            if cell in _DIGIT_OF:
                text += _DIGIT_OF[cell]
            elif cell == DECIMAL and self._word[at + 1 : at + 2] in (*_DIGIT_OF,):
                text += "."
            else:
                break
            at += 1
        self._at, self._in_number, self._in_letters = at, True, False
        return Sign(text)

    def _letters(self, *, begins: bool) -> Sign | None:
        del begins
        rest = self._word[self._at :]
        accent = self._accent(rest)
        if accent is not None:
            return accent
        prefix = len(rest) - len(rest.lstrip("⠠"))
        if prefix in (1, 2) and rest[prefix : prefix + 1] in (*_LETTER_OF,):
            length = self._run(rest, prefix) if prefix > 1 else 1
            return self._letter_run(rest, prefix, length, upper=True)
        if rest[0] == "⠰" and rest[1:2] in (*_LETTER_OF,):
            return self._letter_run(rest, 1, self._run(rest, 1), upper=False)
        if self._in_letters and rest[0] in _LETTER_OF:
            return self._letter_run(rest, 0, self._run(rest, 0), upper=False)
        if self._in_letters or self._in_number:
            return self._address_sign(rest)
        return None

    def _accent(self, rest: str) -> Sign | None:
        prefix = 1 if rest[0] in "⠠⠰" else 0
        for length in (2, 1):
            mark = _ACCENT_OF.get(rest[prefix : prefix + length])
            letter = _LETTER_OF.get(rest[prefix + length : prefix + length + 1])
            if prefix and mark and letter:
                self._at += prefix + length + 1
                self._in_letters = True
                shown = letter.upper() if rest[0] == "⠠" else letter
                return Sign(unicodedata.normalize("NFC", shown + mark))
        return None

    def _run(self, rest: str, start: int) -> int:
        end = start
        while end < len(rest) and rest[end] in _LETTER_OF:
            end += 1
        return end - start

    def _letter_run(self, rest: str, prefix: int, length: int, *, upper: bool) -> Sign:
        letters = "".join(_LETTER_OF[cell] for cell in rest[prefix : prefix + length])
        self._at += prefix + length
        self._in_letters, self._in_number = True, False
        return Sign(letters.upper() if upper else letters)

    def _address_sign(self, rest: str) -> Sign | None:
        """Return a sign inside an address: one that letters or digits follow in this word."""
        for length in (2, 1):
            sign = _ADDRESS_SIGNS.get(rest[:length])
            follows = rest[length:]
            if sign is None or not follows:
                continue
            if self._leads_on(follows):
                self._at += length
                return Sign(sign)
        return None

    def _leads_on(self, follows: str) -> bool:
        """Say whether letters, digits or further signs of an address come next."""
        if follows[0] == NUMBER or (self._in_letters and follows[0] in _LETTER_OF):
            return True
        signed = follows.lstrip("⠠⠰")
        if signed != follows and signed[:1] in (*_LETTER_OF,):
            return True
        return self._in_letters and any(
            follows[:length] in _ADDRESS_SIGNS and self._leads_on(follows[length:] or "⠀")
            for length in (1, 2)
        )

    def _mark(self, *, begins: bool) -> Sign | None:
        if (
            self._next() == HYPHEN
            and self._next(2) != HYPHEN + "⠂"
            and self._next(3) != HYPHEN * 3
        ):
            return self._hyphen()
        if self._next(2) == "⠈⠞":
            return None
        for length in range(_LONGEST_MARK, 0, -1):
            text = _MARKS.get(self._next(length))
            if text is not None and len(self._next(length)) == length:
                self._taken(length, Sign(text))
                return Sign(self._faced(text, begins=begins))
        return None

    def _hyphen(self) -> Sign:
        """Return a colon at the end of a word, nothing between a number and its measure."""
        rest = self._word[self._at + 1 :]
        was_number, was_letters = self._in_number, self._in_letters
        closes = not rest or all(cell in "⠘⠠⠰⠆" for cell in rest)
        self._taken(1, Sign(""))
        if closes:
            return Sign("：")
        if was_number and rest[0] not in (NUMBER, "⠠", "⠰"):
            return Sign("")
        self._in_letters = was_letters
        return Sign("-")

    def _syllable(self, *, begins: bool) -> Sound | None:
        del begins
        if self._next(2) == "⠈⠞":
            full = self._next(3) == "⠈⠞⠔"
            self._taken(3 if full else 2, Sign(""))
            return Sound("t", "a", "") if full else _HE
        initial = _INITIAL_OF.get(self._next(), "")
        rest = self._word[self._at + (1 if initial else 0) :]
        final = _FINAL_OF.get(rest[:1], "")
        if not initial and not final:
            return None
        tone = _TONE_OF.get(rest[len(final) > 0 :][:1], "")
        length = sum(map(bool, (initial, final, tone)))
        if initial == "t" and not final and tone in ("", "1"):
            sound = _HE
        elif not final and not tone and initial in _SHORT:
            sound = _SHORT[initial]
        elif not final and initial not in _BARE:
            return None
        else:
            sound = _resolved(initial, final, tone)
        self._taken(length, sound)
        return sound


def _resolved(initial: str, final: str, tone: str) -> Sound:
    """Return the syllable with the sounds that share a cell told apart."""
    if final in _AFTER_PALATALS:
        initial = _PALATAL.get(initial, initial)
    if final == "e" and (initial in _LABIALS or (not initial and not tone)):
        final = "o"
    if final == "ong" and not initial:
        final = "ueng"
    return Sound(initial, final, tone)
