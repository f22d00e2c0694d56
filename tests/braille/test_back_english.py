"""English Braille is read back letter by letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.fields.text import Language
from desktop.braille import translate
from desktop.braille.back_english import back_english
from desktop.pinyin.reader import Reader

READER = Reader()
TEXTS = (
    "The “Case summary” of Ms Pan: 3.5 hours, 1,000 yuan (80%)!",
    "NVDA 2026.2 works; see https://a.example.org/x?y=1&z=2 or a.b@example.org.",
    "Case 520626-2026-ABCDEF, McDonald, 3a and 3k, iPhone6, don't ask why?",
    "On 2026-08-15 at 9:30 – in Café Noël – [U+31350] *",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_is_read_back(text: str) -> None:
    assert back_english(translate(text, READER, Language.EN).cells) == text


@settings(max_examples=80, deadline=None)
@given(st.lists(st.from_regex(r"[A-Za-z0-9]{1,8}[,;.!)]?", fullmatch=True), min_size=1))
def test_any_words_are_read_back(words: list[str]) -> None:
    text = " ".join(words)
    assert back_english(translate(text, READER, Language.EN).cells) == text


def test_what_is_no_english_braille_is_refused() -> None:
    with pytest.raises(ValueError, match="no letter"):
        back_english("⠳")
