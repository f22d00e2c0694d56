"""A text divided into sentences: what a voice says in one breath, and pauses after."""

import re
from dataclasses import dataclass
from typing import Final

from db.fields.text import Language, Text
from desktop.speech.wording import spoken

COLON: Final = Text("：", ": ")

_ENDS: Final = {
    Language.ZH: re.compile(r"(?<=[。！？!?])[”’」』）)]*(?=[^。！？!?”’」』）)])|\n+"),
    Language.EN: re.compile(
        r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)(?<!\betc)"
        r"[.!?]+[\"'”’)]*\s+(?=[^a-z])|[。！？]+|\n+"
    ),
}
_LONGEST: Final = 240
"""Characters. Whoever writes without full stops is heard in pieces that can be paused after."""

_NEAR: Final = 120
_GOOD_CUT: Final = re.compile(r"[，、；：,;:]\s*|\s+")
_FAIR_CUT: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: as it is written, for the eye, and as it is said."""

    shown: str
    said: str


def sentences_of(text: str, language: Language) -> tuple[Sentence, ...]:
    """Divide a text. What would be silent, such as a line of dashes, is left out.

    The sentences' ``said``, taken together, say the whole text.
    """
    found: list[Sentence] = []
    for piece in pieces_of(text, language):
        said = spoken(piece, language)
        if any(character.isalnum() for character in said):
            found.append(Sentence(shown=piece, said=said))
    return tuple(found)


def pieces_of(text: str, language: Language) -> tuple[str, ...]:
    """Cut a text after each sentence, and a sentence that is too long where it hurts least."""
    pieces: list[str] = []
    at = 0
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    for end in _ENDS[language].finditer(whole):
        pieces += _short(whole[at : end.end()])
        at = end.end()
    pieces += _short(whole[at:])
    return tuple(piece for each in pieces if (piece := each.strip()))


def _short(piece: str) -> list[str]:
    pieces: list[str] = []
    while len(piece) > _LONGEST:
        window = piece[_NEAR:_LONGEST]
        cuts = list(_GOOD_CUT.finditer(window)) or list(_FAIR_CUT.finditer(window))
        cut = _NEAR + cuts[-1].end() if cuts else _LONGEST
        pieces.append(piece[:cut])
        piece = piece[cut:]
    return [*pieces, piece]


def labelled(label: str, value: str, language: Language) -> tuple[Sentence, ...]:
    """Return what a label and its value say: the label before the first sentence of the value.

    Each is worded by itself, so that what stands beside a number cannot change how it is said.
    """
    first, *more = sentences_of(value, language) or (_EMPTY[language],)
    name, colon = spoken(label, language), COLON.to(language)
    if not name:
        return (first, *more)
    shown = f"{label}{colon}{first.shown}"
    return (Sentence(shown=shown, said=f"{name}{colon}{first.said}"), *more)


_EMPTY: Final = {
    language: Sentence(shown="", said=Text("空着", "empty").to(language))
    for language in Language
}
"""A value that is not there would be heard as if the voice had failed."""
