"""A character is read aloud as it is felt in Braille: one reading for both."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.fields.text import Language
from desktop.braille import translate
from desktop.braille.back import agrees, sounds_back
from desktop.pinyin.because import Because
from desktop.pinyin.reader import Reader
from desktop.pinyin.word import Read
from desktop.speech.booth import Casting
from desktop.speech.wording import spoken
from tests.forms_same.documents import NAMES, texts

SYLLABLE = re.compile("[a-z]+[1-5]")
Readings = tuple[tuple[str, str], ...]

GIVEN = (
    ("单晓", "shan4 xiao3"),
    ("乐山", "yue4 shan1"),
    ("茶叶厂", "cha2 ye4 chang3"),
    ("买买提·阿不都热合曼", "mai3 mai3 ti2 a1 bu4 du1 re4 he2 man4"),
)


def voiced(text: str, readings: Readings = GIVEN) -> list[str]:
    """Return the syllables a voice gets for a text without digits or letters."""
    reader = Casting(language=Language.ZH, readings=readings, names=NAMES).reader()
    return SYLLABLE.findall(spoken(text, Language.ZH, reader))


def reads_alike(heard: list[str], text: str, readings: Readings = GIVEN) -> bool:
    """Tell whether the cells of a text give the syllables that were heard."""
    meant = [Read(char="", syllable=one, because=Because.REMEMBERED) for one in heard]
    felt = sounds_back(translate(text, Reader(readings, NAMES)).cells)
    return len(meant) == len(felt) and all(map(agrees, meant, felt))


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(NAMES), text=texts())
def test_a_text_is_read_alike_by_the_voice_and_in_braille(name, text):
    said = re.sub("[0-9A-Za-z%.]+", "", f"{name}，{text}")

    assert reads_alike(voiced(said), said)


@pytest.mark.parametrize(("word", "pinyin"), GIVEN)
def test_a_reading_that_was_chosen_is_heard_and_felt(word, pinyin):
    heard = voiced(f"给{word}。")

    assert heard[1:] == pinyin.split()
    assert reads_alike(heard, f"给{word}。")


def test_another_reading_for_one_of_them_is_noticed():
    wrong = (("单晓", "dan1 xiao3"),)

    assert not reads_alike(voiced("单晓"), "单晓", wrong)
    assert not reads_alike(voiced("单晓", wrong), "单晓")
