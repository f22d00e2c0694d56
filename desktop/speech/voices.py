"""Which of the computer's voices speaks a language.

Linux has espeak-ng. Its voice ``sit/cmn`` reads many characters as English or as digits, so
Chinese is given as pinyin to ``sit/cmn-latn-pinyin``. Windows has SAPI 5, whose Chinese voice
reads characters itself; it is found by its language or, as older drivers leave that empty, by
its name. OneCore voices are not among those SAPI 5 lists.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from db.fields.problem import Problem
from db.fields.text import Language, Text

ESPEAK, SAPI5 = "espeak", "sapi5"
SLOWEST, FASTEST, USUAL_RATE = 80, 400, 180
"""Speed, in the words a minute of the speech engine."""

NO_ENGINE: Final = Text(
    "这台电脑上没有可用的语音。Linux 请安装软件包 espeak-ng，Windows 请在“设置、时间和语言、"
    "语言”里添加“中文（简体）”和它的“文本转语音”，然后重新打开一一。在这之前可以用印刷、"
    "大字或盲文。",
    "This computer has no voice that can be used. On Linux install the package espeak-ng; on "
    "Windows add Chinese (Simplified) with its text-to-speech under Settings, Time and "
    "language, Language; then open Yiyi again. Until then use print, large print or Braille.",
)
NO_CHINESE: Final = Text(
    "这台电脑上没有普通话语音。Windows 请在“设置、时间和语言、语言”里添加“中文（简体）”和它的"
    "“文本转语音”，Linux 请安装软件包 espeak-ng，然后重新打开一一。在这之前可以用印刷、大字或"
    "盲文。",
    "This computer has no Mandarin voice. On Windows add Chinese (Simplified) with its "
    "text-to-speech under Settings, Time and language, Language; on Linux install the package "
    "espeak-ng; then open Yiyi again. Until then use print, large print or Braille.",
)
NO_ENGLISH: Final = Text(
    "这台电脑上没有英语语音。Windows 请在“设置、时间和语言、语言”里添加“英语”和它的"
    "“文本转语音”，Linux 请安装软件包 espeak-ng，然后重新打开一一。",
    "This computer has no English voice. On Windows add English with its text-to-speech under "
    "Settings, Time and language, Language; on Linux install the package espeak-ng; then open "
    "Yiyi again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A voice as the engine lists it."""

    id: str
    name: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The voice for a language, and the one for words of the other language in its texts.

    Attributes:
        engine: ``espeak`` or ``sapi5``.
        id: What the engine knows it by.
        name: What it is called.
        language: The language it speaks.
        other_id: The voice for the other language, or ``""`` when this one reads both.
        takes_pinyin: Whether Chinese has to be given to the engine as pinyin.
    """

    engine: str
    id: str
    name: str
    language: Language
    other_id: str = ""
    takes_pinyin: bool = False

    def id_for(self, language: Language) -> str:
        """Return the voice for a part of a text."""
        return self.id if language is self.language or not self.other_id else self.other_id


_PINYIN: Final = "sit/cmn-latn-pinyin"
_ESPEAK_ENGLISH: Final = ("gmw/en-us", "gmw/en", "gmw/en-gb-x-rp")
_CHINESE_NAMES: Final = ("huihui", "yaoyao", "kangkang", "xiaoxiao", "lili", "zh-cn", "zh_cn")
_TAIWAN_NAMES: Final = ("hanhan", "yating", "zhiwei", "zh-tw", "zh_tw")
_ENGLISH_NAMES: Final = ("zira", "david", "mark", "hazel", "george", "susan", "en-us", "en-gb")


def voice_for(language: Language) -> Voice:
    """Return the voice of this computer for a language. Loads the engine into this process.

    Raises:
        Problem: There is none; it says how to get one.
    """
    from desktop.speech.engine import Engine  # noqa: PLC0415 - loads the system's library

    return Engine(language).voice


def choose(engine: str, offered: Sequence[Offered], language: Language) -> Voice:
    """Return the best voice for a language among those an engine offers.

    Raises:
        Problem: None speaks it.
    """
    chinese, english = _both(engine, offered)
    found, other = (chinese, english) if language is Language.ZH else (english, chinese)
    if found is None:
        raise Problem(NO_CHINESE if language is Language.ZH else NO_ENGLISH)
    # A Chinese voice of SAPI reads Latin words itself; nothing else reads both.
    reads_both = engine == SAPI5 and language is Language.ZH
    return Voice(
        engine=engine,
        id=found.id,
        name=found.name,
        language=language,
        other_id="" if other is None or reads_both else other.id,
        takes_pinyin=engine == ESPEAK,
    )


def _both(engine: str, offered: Sequence[Offered]) -> tuple[Offered | None, Offered | None]:
    if engine == ESPEAK:
        by_id = {voice.id.lower(): voice for voice in offered}
        english = next((by_id[key] for key in _ESPEAK_ENGLISH if key in by_id), None)
        return by_id.get(_PINYIN), english or _first(offered, _speaks("en"))
    mainland = _first(offered, _speaks("zh-cn", "zh-hans", "zh-sg"), _named(_CHINESE_NAMES))
    chinese = mainland or _first(offered, _speaks("zh-tw"), _named(_TAIWAN_NAMES))
    return chinese, _first(offered, _speaks("en"), _named(_ENGLISH_NAMES))


def _first(offered: Iterable[Offered], *tests: Callable[[Offered], bool]) -> Offered | None:
    """Return the first voice that passes the first test any voice passes."""
    voices = tuple(offered)
    return next((voice for test in tests for voice in voices if test(voice)), None)


def _speaks(*tags: str) -> Callable[[Offered], bool]:
    def test(voice: Offered) -> bool:
        told = [language.lower().replace("_", "-") for language in voice.languages]
        return any(one == tag or one.startswith(f"{tag}-") for one in told for tag in tags)

    return test


def _named(names: Iterable[str]) -> Callable[[Offered], bool]:
    words = tuple(names)
    return lambda voice: any(word in f"{voice.id} {voice.name}".lower() for word in words)
