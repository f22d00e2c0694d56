"""Where a line may end: marks, dates, numbers and names."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.printing.line_breaking import (
    NEVER_FIRST,
    NEVER_LAST,
    allowed_breaks,
    break_lines,
)
from tests.printing.samples import LONG_NOTE, case_summary

SIZE = 11.0


def widths(text: str) -> list[float]:
    return [SIZE if char >= "\u2e80" or char in "“”‘’—…·" else SIZE * 0.55 for char in text]


def lines(text: str, room: float, whole_words: tuple[str, ...] = ()) -> list[str]:
    broken = break_lines(text, widths(text), room, whole_words=whole_words)
    return [text[start:end] for start, end in broken]


def sample_texts() -> list[str]:
    paragraphs = [block.text for block in case_summary().blocks if hasattr(block, "text")]
    return [*paragraphs, LONG_NOTE, LONG_NOTE * 3]


def test_no_line_begins_or_ends_with_the_wrong_mark_at_any_width():
    chance = random.Random(20261120)  # noqa: S311 - a repeatable choice of widths, no secret
    counted = 0
    for text in sample_texts():
        for _ in range(60):
            room = chance.uniform(8 * SIZE, 45 * SIZE)
            found = lines(text, room)
            counted += len(found)
            assert "".join(found) == text
            assert not [line for line in found[1:] if line[0] in NEVER_FIRST]
            assert not [line for line in found[:-1] if line.rstrip()[-1] in NEVER_LAST]
            assert all(sum(widths(line.rstrip())) <= room + 1e-6 for line in found)
    assert counted > 3000


@pytest.mark.parametrize(
    "kept",
    [
        *("2026-12-31", "2026年9月8日", "98.5%", "6,800 元", "0571-8512 3476", "刘 洋"),
        *("24 小", "NVDA", "“读", "9:00–11:30", "第3", "12月5日", "……", "——"),
    ],
)
def test_dates_numbers_and_marks_stay_whole_at_every_width(kept):
    text = f"甲乙丙丁戊己庚辛{kept}子丑寅卯辰巳午未申酉"
    for room in range(9 * 11, 30 * 11, 3):
        assert any(kept in line for line in lines(text, float(room)))


@pytest.mark.parametrize("name", ["买买提·阿不都热合曼", "欧阳𬱖", "王 小明"])
def test_a_given_name_stays_whole_wherever_it_fits(name):
    text = f"今天由{name}负责接待，{name}记录，下周再由{name}回访。"
    for room in range(len(name) * 11 + 22, 400, 5):
        joined = lines(text, float(room), (name,))
        assert sum(line.count(name) for line in joined) == 3


def test_a_word_wider_than_the_line_is_cut_and_nothing_is_lost():
    address = "https://example.org/" + "a" * 90
    found = lines(f"见{address}。", 120.0)
    assert "".join(found) == f"见{address}。"
    assert all(sum(widths(line)) <= 120 for line in found)


def test_english_breaks_at_blanks_only():
    text = "The worker doesn’t want night shifts, and her employer agreed on 2026-07-14."
    found = lines(text, 90.0)
    assert all(line.endswith(" ") for line in found[:-1])
    assert any("doesn’t" in line for line in found)


@given(
    st.text(alphabet="甲，。“”（）「」 a1-.·—…第年月日\u3000\u00a0\u0301𠮷", max_size=80),
    st.floats(min_value=1, max_value=300),
)
def test_whatever_the_text_the_lines_are_the_text(text, room):
    found = break_lines(text, widths(text), room)
    assert "".join(text[a:b] for a, b in found) == text
    assert all(a < b for a, b in found) or not text


def test_the_rule_can_fail_when_the_marks_are_forgotten():
    text = "甲，乙"
    assert 1 not in allowed_breaks(text)
    assert allowed_breaks(text.replace("，", "丙")) == [1, 2]


def test_a_number_partly_hidden_stays_whole_at_every_width():
    text = "甲乙丙丁戊己庚辛5206＊＊＊＊＊＊＊＊＊＊0039子丑寅卯辰巳午未申酉"
    kept = "5206＊＊＊＊＊＊＊＊＊＊0039"
    for room in range(15 * 11, 30 * 11, 3):
        assert any(kept in line for line in lines(text, float(room)))
