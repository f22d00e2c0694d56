"""How a word is read aloud and in Braille, where the usual reading would be wrong."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from db.domain.ids import PronunciationId
from db.fields.field import Field, Line
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronunciation:
    """One word and its reading, remembered for every document and every voice."""

    TABLE: ClassVar[str] = "pronunciation"
    NOUN: ClassVar[Text] = Text("读音", "Reading")

    id: PronunciationId
    written: Annotated[
        str,
        Field(
            Text("词", "Word"),
            Line(40),
            help=Text("照文书里写的，例如 重安江。", "As it is written in documents."),
            in_summary=True,
        ),
    ]
    pinyin: Annotated[
        str,
        Field(
            Text("拼音", "Pinyin"),
            Line(200),
            help=Text(
                "每个字一个音节，声调写在后面，轻声写 5，例如 chong2 an1 jiang1。",
                "One syllable a character, the tone behind it, 5 for a neutral tone, e.g. "
                "chong2 an1 jiang1.",
            ),
            in_summary=True,
        ),
    ]
