"""Current national Common Braille (国家通用盲文, GF 0019-2018): text to cells and back."""

from desktop.braille.doubts import DOUBTS
from desktop.braille.files import brf, pef, unicode_text
from desktop.braille.pages import BraillePages, braille_of, braille_of_text
from desktop.braille.translated import Translated
from desktop.braille.translating import translate

__all__ = [
    "DOUBTS",
    "BraillePages",
    "Translated",
    "braille_of",
    "braille_of_text",
    "brf",
    "pef",
    "translate",
    "unicode_text",
]
