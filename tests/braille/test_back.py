"""What is written can be told from the cells alone, and a mistake cannot hide."""

import random

import pytest

from desktop.braille import translate
from desktop.braille.back import Sign, Sound, agrees, back, sounds_back
from desktop.braille.writing_out import written_out
from desktop.pinyin.dictionary import readings_of
from desktop.pinyin.reader import Because, Read, Reader
from tests.printing.samples import LONG_NOTE

READER = Reader()
_CHARACTERS = [chr(code) for code in range(0x4E00, 0x9FA6)]
_NUMBER_SIGN = "鞥"
"""eng1 has the cell of the number sign: no reader could tell it alone."""


def reads_of(text: str) -> list[Read]:
    return [
        read for word in READER.words(written_out(text)) for read in word.reads if read.syllable
    ]


def is_read_back(text: str) -> bool:
    """Say whether each syllable of a text is found again."""
    meant, found = reads_of(text), sounds_back(translate(text, READER).cells)
    return len(meant) == len(found) and all(map(agrees, meant, found))


def test_every_character_is_read_back() -> None:
    for start in range(0, len(_CHARACTERS), 400):
        text = "".join(_CHARACTERS[start : start + 400]).replace(_NUMBER_SIGN, "")
        assert is_read_back(text), text


def test_sentences_are_read_back() -> None:
    for text in (
        LONG_NOTE,
        "他爱它，她问你：“十月只有一次？”！",
        "地道的儿子啊。《再问》【一】",
    ):
        assert is_read_back(text)


def test_random_rows_of_common_characters_are_read_back() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    common = (
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着"
    )
    for _ in range(300):
        assert is_read_back("".join(chance.choices(common + "爱而安儿五音要，。“”（）", k=30)))


SAID = {
    "他说：“好，它呢？”": "他 ： “ ， 它 ？ ”",
    "2026-08-15，3.5小时，98.5%": "2026 8 15 ， 3.5 ， 98.5 %",
    "NVDA（v2026.2）《书》〈题〉": "NVDA （ v 2026 . 2 ） 《 》 〈 〉",
    "https://a.org/x?y=1。": "https : / / a . org / x ? y = 1 。",
    "0571-8512；DRC-2026-01873：": "0571 - 8512 ； DRC - 2026 - 01873 ：",
    "好。“好！”。（好？）【好】！": "。 “ ！ ” 。 （ ？ ） 【 】 ！",
    "3年 3n 3个 3–5": "3 3 n 3 3 - 5",
    "甲、é……＊": "、 é … *",
    "（a）、b；c：": "（ a ） 、 b ； c ：",
}


@pytest.mark.parametrize(("text", "signs"), SAID.items(), ids=SAID)
def test_numbers_letters_and_signs_are_read_back(text: str, signs: str) -> None:
    wanted = [sign for sign in signs.split() if sign not in "他它"]
    found = [
        item.text for item in back(translate(text, READER).cells) if isinstance(item, Sign)
    ]
    assert found == wanted
    assert is_read_back(text)


def test_the_sounds_that_share_a_cell_are_told_apart() -> None:
    assert sounds_back("⠛⠡⠛⠲⠅⠬⠅⠥⠓⠑⠓⠢") == (
        Sound("j", "ing", ""), Sound("g", "ong", ""), Sound("q", "v", ""),
        Sound("k", "u", ""), Sound("x", "ie", ""), Sound("h", "e", ""),
    )  # fmt: skip


def test_a_wrong_tone_is_noticed() -> None:
    def read(char: str, syllable: str) -> Read:
        return Read(char=char, syllable=syllable, because=Because.WORD)

    assert agrees(read("银", "yin2"), Sound("", "in", "2"))
    for wrong in ("1", "3", "4", ""):
        assert not agrees(read("银", "yin2"), Sound("", "in", wrong))
    assert agrees(read("在", "zai4"), Sound("z", "ai", ""))
    assert not agrees(read("在", "zai3"), Sound("z", "ai", ""))
    assert not agrees(read("在", "zai4"), Sound("c", "ai", ""))
    assert not agrees(read("在", "zai4"), Sound("z", "an", ""))


def test_each_written_tone_of_every_syllable_is_told() -> None:
    seen = {reading for char in _CHARACTERS[::7] for reading in readings_of(char)}
    assert len(seen) > 1000
    for syllable in sorted(seen - {"eng1"}):
        reader = Reader([("好", syllable)])
        (found,) = sounds_back(translate("好", reader).cells)
        meant = Read(char="好", syllable=syllable, because=Because.REMEMBERED)
        assert agrees(meant, found), syllable
        if found.tone:
            other = "1" if found.tone != "1" else "2"
            assert not agrees(meant, Sound(found.initial, found.final, other))


def test_cells_that_are_no_braille_of_ours_are_refused() -> None:
    with pytest.raises(ValueError, match="no sound"):
        back("⠁⠁")
