"""Which voice speaks: chosen among what an engine lists, and asked of this computer."""

import subprocess
import sys

import pytest

from db.fields.problem import Problem
from db.fields.text import Language
from desktop.speech.voices import (
    ESPEAK,
    NO_CHINESE,
    NO_ENGINE,
    NO_ENGLISH,
    SAPI5,
    Offered,
    choose,
)

ZH, EN = Language.ZH, Language.EN
PINYIN = Offered(id="sit/cmn-latn-pinyin", name="Chinese (latin as Pinyin)", languages=("cmn",))
MISREADING = Offered(id="sit/cmn", name="Chinese (latin as English)", languages=("cmn",))
AMERICAN = Offered(id="gmw/en-us", name="English (America)", languages=("en-us",))
SCOTTISH = Offered(id="gmw/en-gb-scotland", name="Scotland", languages=("en-gb-scotland",))
HUIHUI = Offered(id=r"HKEY\TTS_MS_ZH-CN_HUIHUI_11.0", name="Microsoft Huihui Desktop")
HANHAN = Offered(id=r"HKEY\TTS_MS_ZH-TW_HANHAN_11.0", name="Microsoft Hanhan Desktop")
TRACY = Offered(
    id=r"HKEY\TTS_MS_ZH-HK_TRACY_11.0", name="Microsoft Tracy", languages=("zh-HK",)
)
ZIRA = Offered(id=r"HKEY\TTS_MS_EN-US_ZIRA_11.0", name="Microsoft Zira Desktop")


def test_espeak_reads_chinese_from_pinyin_and_latin_words_in_english() -> None:
    voice = choose(ESPEAK, [AMERICAN, MISREADING, PINYIN], ZH)
    assert (voice.id, voice.other_id, voice.takes_pinyin) == (PINYIN.id, AMERICAN.id, True)
    assert voice.id_for(ZH) == PINYIN.id
    assert voice.id_for(EN) == AMERICAN.id


def test_the_voice_that_misreads_characters_is_never_taken() -> None:
    with pytest.raises(Problem) as refused:
        choose(ESPEAK, [AMERICAN, MISREADING], ZH)
    assert refused.value.text is NO_CHINESE


def test_any_english_voice_is_better_than_none() -> None:
    assert choose(ESPEAK, [PINYIN, SCOTTISH], EN).id == SCOTTISH.id


@pytest.mark.parametrize(
    "chinese",
    [
        HUIHUI,
        Offered(id="x", name="y", languages=("zh-CN",)),
        Offered(id="x", name="y", languages=("zh_CN",)),
        Offered(id="x", name="Microsoft Huihui"),
    ],
)
def test_windows_voices_are_found_by_language_or_by_name(chinese: Offered) -> None:
    voice = choose(SAPI5, [ZIRA, TRACY, chinese], ZH)
    assert (voice.id, voice.takes_pinyin, voice.other_id) == (chinese.id, False, "")


def test_the_language_counts_more_than_the_name() -> None:
    told = Offered(id="x", name="y", languages=("zh-CN",))
    assert choose(SAPI5, [HUIHUI, told], ZH).id == "x"


def test_mandarin_of_taiwan_is_taken_when_there_is_no_other_and_cantonese_is_not() -> None:
    assert choose(SAPI5, [TRACY, HANHAN], ZH).id == HANHAN.id
    with pytest.raises(Problem):
        choose(SAPI5, [TRACY, ZIRA], ZH)


def test_an_english_voice_of_windows_leaves_names_to_the_chinese_one() -> None:
    voice = choose(SAPI5, [HUIHUI, ZIRA], EN)
    assert (voice.id, voice.other_id) == (ZIRA.id, HUIHUI.id)


def test_no_voice_says_how_to_get_one() -> None:
    with pytest.raises(Problem) as refused:
        choose(SAPI5, [HUIHUI], EN)
    assert refused.value.text is NO_ENGLISH
    for text in (NO_ENGINE, NO_CHINESE, NO_ENGLISH):
        for language in Language:
            said = text.to(language)
            assert "espeak-ng" in said
            assert "Windows" in said


WITHOUT_LIBRARY = """
import sys
from db.fields.problem import Problem
from db.fields.text import Language
sys.modules["pyttsx3.drivers._espeak"] = None
from desktop.speech.voices import voice_for
try:
    voice_for(Language.ZH)
except Problem as problem:
    print(problem.message(Language.EN))
"""


def test_a_computer_without_the_library_is_told_what_to_install() -> None:
    done = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", WITHOUT_LIBRARY], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == NO_ENGINE.en
