"""Whatever people paste, it becomes Braille, in time, and nothing is lost silently."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.domain.papers.pinyin_syllables import is_hanzi
from db.fields.text import Language
from desktop.braille import braille_of_text, brf, pef, translate, unicode_text
from desktop.braille.back import agrees, sounds_back
from desktop.braille.cells import is_braille
from desktop.braille.files import read_brf, read_unicode_text
from desktop.braille.writing_out import written_out
from desktop.pinyin.reader import Reader
from tests.builders import TODAY
from tests.printing.samples import LONG_NOTE

READER = Reader([("长安", "chang an")], ["长安", "欧阳𬱖", "买买提·阿不都"])
ODD = (
    "\x00\x07\u200b\ufeff\ud800\udfff\U0010ffff\u202e\u0301"
    "＊*〔〕\"'“”（）·—…～-_/\\@#%^&|~`<>{}[]$℃①Ⅳ㎡"
)
CHINESE = (
    "的一是不了在人有我他她它你么这个长行重地得着过们子爱而安十月只有事业问再道二儿问，。？！"
)
LATIN = "aAbzZ019. ,:;-+/@\n\t　"
TEXTS = (
    st.text(max_size=60)
    | st.text(ODD + CHINESE + LATIN, max_size=80)
    | st.text(CHINESE, max_size=60)
)
_MANY = settings(max_examples=150, deadline=None)


@_MANY
@given(TEXTS, st.integers(20, 60), st.integers(10, 40), st.sampled_from(Language))
@example("\ud800" * 50 + "长" * 200 + "a" * 200, 20, 10, Language.ZH)
def test_any_text_becomes_pages_that_can_be_embossed(
    text: str, width: int, height: int, language: Language
) -> None:
    pages = braille_of_text(text, READER, language, width=width, height=height)
    assert all(len(page) <= height for page in pages.pages)
    assert all(len(line.cells) <= width for line in pages.lines)
    assert all(is_braille(cell) for line in pages.lines for cell in line.cells)
    data = brf(pages)
    assert data.isascii()
    assert read_brf(data) == pages.pages
    assert read_unicode_text(unicode_text(pages)) == pages.pages
    assert pef(pages, text[:20], TODAY, language)
    assert sum(map(len, pages.running)) == 0 or len(pages.lines) > 1


@_MANY
@given(st.text(CHINESE, max_size=60))
@example("他爱她，你爱它。十月只有儿子而我")
def test_each_syllable_of_any_chinese_is_read_back(text: str) -> None:
    meant = [r for word in READER.words(written_out(text)) for r in word.reads]
    found = sounds_back(translate(text, READER).cells)
    assert len(meant) == len(found)
    assert all(map(agrees, meant, found))


@_MANY
@given(TEXTS)
def test_every_character_without_a_reading_is_told(text: str) -> None:
    unread = [
        read.char
        for word in READER.words(written_out(text))
        for read in word.reads
        if not read.syllable
    ]
    told = translate(text, READER).unknown
    assert set(unread) <= set(told)
    assert not any(is_hanzi(sign) for sign in told if sign not in unread)


@_MANY
@given(TEXTS)
def test_the_same_text_gives_the_same_braille(text: str) -> None:
    reader = Reader([("长安", "chang an")], ["长安", "欧阳𬱖", "买买提·阿不都"])
    assert translate(text, READER) == translate(text, reader)


LONG = {
    "notes": LONG_NOTE,
    "one word": "的",
    "hyphens": "1-",
    "times": "1:",
    "stars": "*＊",
    "addresses": "a.",
    "quotes": "\"'",
    "codes": "\ud800",
    "commas": "1,",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_time_grows_with_the_length(text: str) -> None:
    """Four times the text takes less than nine times as long: it would be sixteen times."""

    def seconds(characters: int) -> float:
        long = text * (characters // len(text))
        best = 10.0
        for _ in range(2):
            start = time.process_time()
            braille_of_text(long, READER)
            best = min(best, time.process_time() - start)
        return best

    translate("好", READER)
    short, long = seconds(2_000), seconds(8_000)
    assert long < 9 * short + 0.05
