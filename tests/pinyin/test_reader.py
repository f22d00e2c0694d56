"""Sentences are read as people read them, and every guess says that it is one."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.papers.pinyin_syllables import is_hanzi
from db.fields.text import Language
from desktop.pinyin.reader import Because, Read, Reader
from tests.printing.samples import a_document


def syllables(text: str, reader: Reader | None = None) -> str:
    """Return the syllables of a text, words parted by a stroke."""
    words = (reader or Reader()).words(text)
    return " / ".join(" ".join(read.syllable for read in word.reads) for word in words)


def read_of(text: str, char: str, reader: Reader | None = None) -> Read:
    """Return how a character of a text is read, at its first place."""
    reads = [read for word in (reader or Reader()).words(text) for read in word.reads]
    return next(read for read in reads if read.char == char)


SENTENCES = {
    "银行行长很重视": "yin2 hang2 hang2 zhang3 / hen3 / zhong4 shi4",
    "头发很长": "tou2 fa5 / hen3 / chang2",
    "他长大了": "ta1 / zhang3 da4 le5",
    "重庆": "chong2 qing4",
    "会计": "kuai4 ji4",
    "电子厂": "dian4 zi3 chang3",
    "桌子": "zhuo1 zi5",
    "组长": "zu3 zhang3",
    "我得去": "wo3 / dei3 / qu4",
    "她很高兴地说": "ta1 / hen3 / gao1 xing4 de5 / shuo1",
    "她还了钱": "ta1 / huan2 le5 / qian2",
    "不是一个人": "bu4 shi4 / yi1 ge4 / ren2",
    "为期三年": "wei2 qi1 / san1 nian2",
    "妈妈": "ma1 ma5",
    "还有": "hai2 you3",
    "干得了": "gan4 de5 liao3",
    "被录用为分拣员": "bei4 / lu4 yong4 / wei2 / fen1 jian3 yuan2",
    "都匀市煎茶镇长安村": "du1 yun2 shi4 / jian1 cha2 zhen4 / chang2 an1 / cun1",
    "吕女士": "lv3 / nv3 shi4",
}


@pytest.mark.parametrize(("text", "meant"), SENTENCES.items(), ids=SENTENCES)
def test_a_sentence_is_divided_and_read(text: str, meant: str) -> None:
    assert syllables(text) == meant


JOINS = {
    "我的书": ("我的", "书"),
    "去过没有": ("去过", "没有"),
    "他们来了": ("他们", "来了"),
    "看着书": ("看着", "书"),
    "不去": ("不去",),
    "不一定去": ("不", "一定", "去"),
    "过马路": ("过", "马路"),
}


@pytest.mark.parametrize(("text", "words"), JOINS.items(), ids=JOINS)
def test_particles_are_written_with_the_word_they_belong_to(
    text: str, words: tuple[str, ...]
) -> None:
    assert tuple(word.text for word in Reader().words(text)) == words


@pytest.mark.parametrize("pinyin", ["shan xiao", "shàn xiǎo", "shan4 xiao3", "SHÀN XIǍO"])
def test_the_pinyin_of_a_name_is_taken_however_it_is_typed(pinyin: str) -> None:
    reader = Reader([("单晓", pinyin)], ["单晓"])
    assert syllables("单晓", reader) == "shan4 xiao3"
    assert read_of("单晓", "单", reader).because is Because.NAME


@pytest.mark.parametrize("pinyin", ["", "shan", "shan xiao ming", "hello world", "123", "单晓"])
def test_pinyin_that_does_not_fit_a_name_is_no_hindrance(pinyin: str) -> None:
    reader = Reader([("单晓", pinyin)], ["单晓"])
    assert syllables("单晓", reader) == "shan4 xiao3"
    assert read_of("单晓", "单", reader).because is Because.SURNAME


SURNAMES = {
    "仇先生": "qiu2 / xian1 sheng5",
    "解小姐": "xie4 / xiao3 jie3",
    "单老师": "shan4 / lao3 shi1",
}


@pytest.mark.parametrize(("text", "meant"), SURNAMES.items(), ids=SURNAMES)
def test_a_surname_before_a_title_has_its_own_reading(text: str, meant: str) -> None:
    assert syllables(text) == meant


def test_pinyin_without_tones_gets_the_tone_of_the_surname() -> None:
    reader = Reader([("任远", "ren yuan")], ["任远"])
    assert syllables("任远", reader) == "ren2 yuan3"


NAMES = {
    "任重": "ren2 chong2",
    "单·小红": "shan4 /  / xiao3 hong2",
    "尉迟乐": "yu4 chi2 le4",
    "查长青": "zha1 chang2 qing1",
}


@pytest.mark.parametrize(("name", "meant"), NAMES.items(), ids=NAMES)
def test_a_name_without_pinyin_is_read_by_its_surname(name: str, meant: str) -> None:
    assert syllables(name, Reader(names=[name])) == meant


def test_a_rare_character_gets_the_likely_tone_of_the_letters_given() -> None:
    reader = Reader([("欧阳𬱖", "ou yang wei")], ["欧阳𬱖"])
    assert syllables("欧阳𬱖", reader) == "ou1 yang2 wei3"


def test_a_name_in_two_parts_keeps_its_dot_and_its_words() -> None:
    name = "买买提·阿不都热合曼"
    reader = Reader([(name, "mai mai ti a bu du re he man")], [name])
    words = reader.words(f"{name}来了")
    assert [word.text for word in words] == ["买买提", "·", "阿不都热合曼", "来了"]
    assert syllables("阿不都热合曼", reader) != ""
    assert words[2].reads[1].syllable == "bu4"


def test_a_remembered_reading_goes_before_the_dictionary() -> None:
    reader = Reader([("重安江", "chong2 an1 jiang1"), ("行", "hang2")])
    assert syllables("重安江", reader) == "chong2 an1 jiang1"
    assert read_of("重安江", "重", reader).because is Because.REMEMBERED
    assert read_of("这一行", "行", reader).syllable == "hang2"
    assert read_of("他行", "行", reader).because is Because.REMEMBERED


def test_of_two_readings_the_first_counts() -> None:
    reader = Reader([("重安", "chong2 an1"), ("重安", "zhong4 an1")])
    assert syllables("重安", reader) == "chong2 an1"


def test_a_document_brings_its_names_and_readings() -> None:
    document = a_document(
        language=Language.ZH, whole_words=("单晓",), readings=(("单晓", "shan xiao"),)
    )
    assert syllables("单晓", Reader.of(document)) == "shan4 xiao3"


def test_one_document_does_not_change_how_another_is_read() -> None:
    before = syllables("长安重安")
    Reader([("长安", "zhang3 an5"), ("安重", "an4 chong2")], ["安重"]).words("长安重安")
    assert syllables("长安重安") == before


def test_other_readings_are_kept_and_nobody_is_asked_about_obscure_ones() -> None:
    row = read_of("他在这一行", "行")
    assert "xing2" in row.others
    assert row.syllable not in row.others
    assert read_of("他在", "他").others == ()


def test_a_guess_says_that_it_is_one() -> None:
    assert read_of("长", "长").because is Because.USUAL
    assert read_of("长", "长").because.is_guess
    assert not read_of("银行", "行").because.is_guess
    assert read_of("不", "不").because is Because.DICTIONARY_TONE
    assert read_of("他", "他").because is Because.ONLY


def test_a_character_without_a_reading_is_there_without_one() -> None:
    strange = read_of("a𰀀b", "𰀀")
    assert (strange.syllable, strange.because) == ("", Because.UNKNOWN)


@given(
    st.text(alphabet=st.characters(), max_size=60) | st.text("长行的不了A1 ·。，", max_size=40)
)
def test_words_put_together_are_the_text(text: str) -> None:
    reader = Reader([("长行", "chang2 xing2")], ["行长·的", "A长行"])
    words = reader.words(text)
    assert "".join(word.text for word in words) == text
    for word in words:
        if word.reads:
            assert "".join(read.char for read in word.reads) == word.text
        else:
            assert not any(map(is_hanzi, word.text))


def test_the_dictionaries_are_not_loaded_before_the_first_text() -> None:
    told = (
        "import sys, desktop.braille, desktop.pinyin.reader as reader\n"
        "reader.Reader([('长', 'chang2')], ['长'])\n"
        "print('pypinyin' in sys.modules, 'rjieba' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_nobody_has_to_look_at_each_function_word_but_at_words_read_in_two_ways() -> None:
    reads = {read.char: read for word in Reader().words("我和他还。") for read in word.reads}

    assert reads["和"].syllable == "he2"
    assert not reads["和"].because.is_guess
    assert reads["还"].because.is_guess


OF_NOTES = {
    "她调到县城上班": ("调", "diao4"),
    "工作内容有调整": ("调", "tiao2"),
    "公司教她电脑": ("教", "jiao1"),
    "对学校的教学满意": ("教", "jiao4"),
    "在车间转一圈": ("转", "zhuan4"),
    "请您数一数": ("数", "shu3"),
    "中意的工作": ("中", "zhong4"),
    "住在朝阳社区": ("朝", "chao2"),
}


@pytest.mark.parametrize(("sentence", "meant"), OF_NOTES.items(), ids=OF_NOTES)
def test_words_of_case_notes_are_read_as_people_say_them(
    sentence: str, meant: tuple[str, str]
) -> None:
    reads = [read for word in Reader().words(sentence) for read in word.reads]
    assert next(r.syllable for r in reads if r.char == meant[0]) == meant[1]
