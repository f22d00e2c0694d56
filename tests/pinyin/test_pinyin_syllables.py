"""Pinyin is understood however people write it, and what is wrong is told."""

import pytest

from db.domain.papers.pinyin_syllables import (
    checked_reading,
    is_hanzi,
    syllable_of,
    syllables_of,
)
from db.fields.problem import Problem
from db.fields.text import Language

WAYS = {
    "zhong4": "zhong4", "zhòng": "zhong4", "ZHÒNG": "zhong4", "lǜ": "lv4", "lü4": "lv4",
    "lu:4": "lv4", "lyu4": "lv4", "nüè": "nve4", "nue4": "nve4", "ju2": "ju2", "jü2": "ju2",
    "de": "de", "de0": "de5", "de5": "de5", "ê̄": "ê1",
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), WAYS.items(), ids=WAYS)
def test_a_syllable_is_read_from_marks_and_digits(written: str, meant: str) -> None:
    syllable = syllable_of(written)
    assert (str(syllable), syllable.is_known) == (
        meant.replace("ê", "e\u0302"),
        "ê" not in meant,
    )


@pytest.mark.parametrize(
    "pinyin", ["chong2 an1 jiang1", "chóng ān jiāng", "chong2an1jiang1", "Chóng·Ān-Jiāng"]
)
def test_a_reading_is_kept_in_one_way(pinyin: str) -> None:
    assert checked_reading("重安江", pinyin) == "chong2 an1 jiang1"
    assert len(syllables_of(pinyin)) == 3


WRONG = {
    ("重安江", "chong2 an1"): "2 个音节",
    ("重安江", "chong2 an1 jiang1 he2"): "4 个音节",
    ("重安江", "chong an jiang"): "“chong”没有声调",
    ("重安江", "chong2 an1 jiong9"): "“jiong9”不是",
    ("重安江", "chong2 an1 qqq1"): "“qqq1”不是",
    ("重安江", ""): "0 个音节",
    ("", "an1"): "请写要注音的词",
    ("ABC", "ei1 bi1 xi1"): "不是汉字",
}


@pytest.mark.parametrize(("given", "said"), WRONG.items(), ids=str)
def test_a_reading_that_does_not_fit_is_told(given: tuple[str, str], said: str) -> None:
    with pytest.raises(Problem) as caught:
        checked_reading(*given)
    assert said in caught.value.message(Language.ZH)
    assert caught.value.message(Language.EN)


def test_han_characters_of_every_block_are_known_as_such() -> None:
    assert all(map(is_hanzi, "一㛃𬱖𠮷〇\U00031350豈"))
    assert not any(map(is_hanzi, "a1·，。 ⠓ア"))
