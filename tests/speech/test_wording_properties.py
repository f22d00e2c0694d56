"""What holds for whatever is said, in either language."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.fields.text import Language
from desktop.pinyin.reader import Reader
from desktop.speech.booth import Casting
from desktop.speech.sentences import pieces_of, sentences_of
from desktop.speech.syllables import language_of, parts_by_script, parts_of, syllables_in
from desktop.speech.wording import spoken

HANZI_NUMBERS = "〇〡〢〣〤〥〦〧〨〩〸〹〺"
PIECES = st.sampled_from(
    [
        "2026-11-23", "9:05", "13805712345", "0571-85123476", "330106199001011234", "3.5",
        "6,800", "元", "%", "-", "—", "～", "/", "：", ":", "＊＊＊＊", "×", "A", "x", "kg",
        "QQ", "Excel", "@", ".com", "www.", "https://", "（", ")", "①", "½", "Ⅱ", "²", "第",
        "个", "年", "2", "0", "1", "12385", "500", " ", "\n", "\t", "·", "→", "〔U+20D64〕",
        "𬱖", "潘", "。", "٣", "१", "五", "\u200b", "\x00", "__", "¥", "+86", "No.", "#",
    ]
)  # fmt: skip
MIXTURES = st.lists(PIECES, max_size=12).map("".join)
TEXTS = MIXTURES | st.text(max_size=40) | st.text("0123456789-./:,％*＊年月日 aX", max_size=20)
LANGUAGES = st.sampled_from(Language)
READER = Reader()


def digits_in(said: str) -> list[str]:
    return [sign for sign in said if sign.isdigit() or unicodedata.category(sign)[0] == "N"]


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_no_digit_of_any_script_is_left(text: str, language: Language) -> None:
    left = digits_in(spoken(text, language))
    assert [sign for sign in left if sign not in HANZI_NUMBERS] == []


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_only_words_and_pauses_are_left(text: str, language: Language) -> None:
    for sign in spoken(text, language):
        assert sign.isalpha() or sign in "，。！？；：、,.!?;:' -\n" or sign in HANZI_NUMBERS


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_what_was_said_is_said_the_same_again(text: str, language: Language) -> None:
    said = spoken(text, language)
    again = spoken(said, language)
    assert syllables_in(again) >= syllables_in(said)
    assert digits_in(again) == digits_in(said)


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_sentences_together_say_the_whole_text(text: str, language: Language) -> None:
    pieces = pieces_of(text, language)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    said = [sentence.said for sentence in sentences_of(text, language)]
    words = [spoken(piece, language) for piece in pieces]
    assert said == [each for each in words if any(sign.isalnum() for sign in each)]


@settings(deadline=None)
@given(TEXTS)
def test_a_voice_for_pinyin_is_given_no_character(text: str) -> None:
    said = spoken(text, Language.ZH)
    for language, part in parts_of(said, READER):
        assert language in Language
        assert not [sign for sign in part if "\u3400" <= sign <= "\u9fff"]
    assert spoken(text, Language.ZH, READER) == " ".join(p for _, p in parts_of(said, READER))


def test_names_are_read_as_they_were_taught() -> None:
    reader = Reader([("重安江", "chong2 an1 jiang1")], ["单小红"])
    said = spoken("单小红在重安江，银行行长。", Language.ZH, reader)
    assert "shan4xiao3hong2" in said
    assert "chong2an1jiang1" in said
    assert "yin2hang2" in said
    assert "hang2zhang3" in said


def test_a_voice_knows_the_readings_and_names_of_its_document() -> None:
    casting = Casting(
        language=Language.ZH,
        readings=(("重安江", "zhong4 an1 jiang1"), ("仇·小妹", "qiu2 xiao3 mei4")),
        names=("单·小红",),
    )
    said = spoken("仇·小妹、单·小红住在重安江。", Language.ZH, casting.reader())
    assert said == "qiu2xiao3mei4, shan4xiao3hong2 zhu4 zai4 zhong4an1jiang1."


def test_latin_words_go_to_the_other_voice() -> None:
    parts = parts_of("用Excel表格，Q Q。", Reader())
    assert [language for language, _ in parts] == [
        Language.ZH, Language.EN, Language.ZH, Language.EN,
    ]  # fmt: skip
    assert parts[1][1] == "Excel"
    assert parts[3][1] == "Q Q."


def test_a_voice_that_reads_characters_is_given_them() -> None:
    assert parts_by_script("用Excel表格。", Language.ZH) == ((Language.ZH, "用Excel表格。"),)
    assert parts_by_script("Summary for 潘阿妹, today", Language.EN) == (
        (Language.EN, "Summary for"),
        (Language.ZH, "潘阿妹"),
        (Language.EN, ", today"),
    )


@pytest.mark.parametrize(
    ("said", "count"),
    [("你好。", 2), ("hello", 2), ("Q Q", 2), ("好 very well", 4), ("，。", 0)],
)
def test_syllables_are_counted(said: str, count: int) -> None:
    assert syllables_in(said) == count


def test_a_text_with_any_chinese_is_chinese() -> None:
    assert language_of("Hello 潘") is Language.ZH
    assert language_of("Hello, 1 2 3.") is Language.EN


def test_a_text_without_full_stops_is_cut_where_it_hurts_least() -> None:
    long = "这是很长的一句话，" * 60
    pieces = pieces_of(long, Language.ZH)
    assert all(len(piece) <= 240 for piece in pieces)
    assert all(piece.endswith("，") for piece in pieces)
    assert "".join(pieces) == long


@pytest.mark.parametrize(
    ("text", "count"),
    [("一。二！三？", 3), ("“好。”他说。", 2), ("一；二", 1), ("第一行\n第二行", 2), ("……", 0)],
)
def test_chinese_sentences(text: str, count: int) -> None:
    assert len(sentences_of(text, Language.ZH)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("One. Two! Three?", 3), ("e.g. this one. Next", 2), ("Mr. Pan came.", 1), ("3.5 kg.", 1)],
)
def test_english_sentences(text: str, count: int) -> None:
    assert len(sentences_of(text, Language.EN)) == count
