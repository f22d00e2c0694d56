"""Each rule of Braille, as cases: sounds, tones, short words, signs, numbers, letters."""

import pytest

from db.fields.text import Language
from desktop.braille import translate
from desktop.pinyin.reader import Reader
from tests.braille.examples import ENGLISH, LETTERS, NUMBERS, RULES, SIGNS, ZHCN_CBS

READER = Reader()


@pytest.mark.parametrize(("text", "cells"), ZHCN_CBS.items(), ids=ZHCN_CBS)
def test_the_cases_of_liblouis_come_out_the_same(text: str, cells: str) -> None:
    assert translate(text, READER).cells.replace("⠀", "") == cells


@pytest.mark.parametrize(
    ("text", "cells"),
    (RULES | SIGNS | NUMBERS | LETTERS).items(),
    ids=RULES | SIGNS | NUMBERS | LETTERS,
)
def test_a_rule_is_kept(text: str, cells: str) -> None:
    assert translate(text, READER).cells == cells


@pytest.mark.parametrize(("text", "cells"), ENGLISH.items(), ids=ENGLISH)
def test_english_is_spelled_letter_by_letter(text: str, cells: str) -> None:
    assert translate(text, READER, Language.EN).cells == cells


NAMES = ["爱他爱", "它爱", "你爱"]


def test_a_short_word_is_spelled_out_before_a_vowel_of_the_same_word() -> None:
    reader = Reader([(name, "") for name in NAMES], NAMES)
    assert translate("爱他爱", reader).cells == "⠪⠞⠔⠪"
    assert translate("它爱", reader).cells == "⠈⠞⠔⠪"
    assert translate("你爱", reader).cells == "⠝⠊⠄⠪"
    assert translate("你，爱", reader).cells == "⠝⠐⠀⠪"


def test_a_neutral_syllable_without_vowel_begins_a_new_word_after_it() -> None:
    reader = Reader([("儿子爱", "er2 zi5 ai4")])
    assert translate("儿子爱", reader).cells == "⠗⠵⠀⠪"


def test_what_has_no_reading_is_written_by_its_code_and_told() -> None:
    translated = translate("好\x00好𰀀α\ud800\U000f0000β", READER)
    assert translated.unknown == ("\x00", "𰀀", "α", "\ud800", "\U000f0000", "β")
    assert translated.cells.count("⠠⠥⠐⠖") == 6
    assert "⠼⠉⠚⠚⠚⠚" in translated.cells


def test_marks_that_show_nothing_are_not_reported() -> None:
    assert translate("好\u200b\ufeff\ufe0f人", READER).unknown == ()


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n"])
def test_no_text_is_no_braille(text: str) -> None:
    assert translate(text, READER).words == ()


def test_every_polyphonic_character_can_be_chosen_anew() -> None:
    choices = translate("他在银行，行长来了", READER).choices
    first = next(choice for choice in choices if choice.char == "行")
    assert (first.word, first.before, first.after) == ("银行", "他在银", "，行长来了")
    assert first.chosen == "hang2"
    assert "xing2" in first.others
    assert [choice.char for choice in choices].count("行") == 2


def test_the_word_to_remember_comes_without_its_particle() -> None:
    words = {choice.char: choice.word for choice in translate("他行的，重庆的", READER).choices}
    assert (words["行"], words["重"], words["的"]) == ("行", "重庆", "重庆的")


def test_the_print_of_the_words_is_the_text() -> None:
    text = "他说：“每周 24 小时。”用NVDA 2026.2，好吗？"
    assert "".join(word.text for word in translate(text, READER).words) == text
