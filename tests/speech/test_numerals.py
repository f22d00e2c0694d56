"""Numbers in words, in both languages."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.speech.numerals import (
    cardinal_en,
    cardinal_zh,
    number_en,
    number_zh,
    ordinal_en,
    year_en,
)

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}


def value_of_chinese(said: str) -> int:
    """Read a Chinese number: written apart from the code it judges."""
    for sign, unit in (("亿", 10**8), ("万", 10**4)):
        if sign in said:
            head, _, tail = said.rpartition(sign)
            return value_of_chinese(head) * unit + (value_of_chinese(tail) if tail else 0)
    total, digit = 0, 0
    for sign in said:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"),
        (110, "一百一十"), (1005, "一千零五"), (1050, "一千零五十"), (6800, "六千八百"),
        (10_000, "一万"), (10_010, "一万零一十"), (100_200, "十万零二百"),
        (101_000, "十万一千"), (1_300_000, "一百三十万"), (100_002_000, "一亿零二千"),
        (100_000_010, "一亿零一十"), (1_234_500_000_000, "一万二千三百四十五亿"),
        (10**12, "一万亿"),
    ],
)  # fmt: skip
def test_a_whole_number_is_said_as_people_say_it(number: int, said: str) -> None:
    assert cardinal_zh(number) == said


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1))
def test_every_number_can_be_understood_again(number: int) -> None:
    assert value_of_chinese(cardinal_zh(number)) == number


def test_a_place_that_is_passed_over_is_said_once() -> None:
    for number in range(0, 120_000, 7):
        said = cardinal_zh(number)
        assert "零零" not in said
        assert not said.endswith("零") or number == 0


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("3.5", "三点五", "three point five"),
        ("3,000.50", "三千点五零", "three thousand point five zero"),
        ("007", "零零七", "zero zero seven"),
        ("100200", "十万零二百", "one hundred thousand two hundred"),
        ("1234", "一千二百三十四", "one thousand two hundred and thirty-four"),
        ("1005", "一千零五", "one thousand and five"),
        ("1" * 20, "幺" * 20, " ".join(["one"] * 20)),
    ],
)
def test_a_written_number_becomes_words(written: str, chinese: str, english: str) -> None:
    assert number_zh(written) == chinese
    assert number_en(written) == english


@settings(deadline=None)
@given(st.integers(0, 10**18 - 1))
def test_english_numbers_are_words_alone(number: int) -> None:
    assert re.fullmatch(r"[a-z]+([ -][a-z]+)*", cardinal_en(number))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "first"), (2, "second"), (3, "third"), (5, "fifth"), (8, "eighth"), (9, "ninth"),
        (11, "eleventh"), (12, "twelfth"), (20, "twentieth"), (21, "twenty-first"),
        (23, "twenty-third"), (30, "thirtieth"), (31, "thirty-first"),
        (112, "one hundred and twelfth"), (100, "one hundredth"),
    ],
)  # fmt: skip
def test_ordinals(number: int, said: str) -> None:
    assert ordinal_en(number) == said


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2026", "twenty twenty-six"), ("2000", "two thousand"),
        ("2005", "two thousand and five"),
        ("1998", "nineteen ninety-eight"), ("1900", "nineteen hundred"),
        ("1905", "nineteen oh five"), ("2010", "twenty ten"),
    ],
)  # fmt: skip
def test_years(year: str, said: str) -> None:
    assert year_en(year) == said
