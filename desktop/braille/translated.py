"""What a text has become in Braille, and what a person should look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.braille.cells import BLANK
from desktop.pinyin.because import Because


@dataclass(frozen=True, slots=True, kw_only=True)
class BrailleWord:
    """Cells that stay together on a line.

    Attributes:
        cells: The cells, without blanks.
        text: What they stand for in print, with a blank behind it where print has one.
        glued: Whether no blank parts it from the word before on the same line.
        borders: Where the cells may be parted when they are longer than a line: at borders of
            syllables, of digits and of letters.
    """

    cells: str
    text: str
    borders: tuple[int, ...] = ()
    glued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One character that can be read in several ways.

    Attributes:
        char: The character.
        word: The word it stands in; the thing to remember a reading for.
        before: A few characters before it.
        after: A few behind it.
        chosen: Its reading, e.g. ``hang2``.
        others: The other readings.
        because: Why this one was chosen.
    """

    char: str
    word: str
    before: str
    after: str
    chosen: str
    others: tuple[str, ...]
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A text in Braille.

    Attributes:
        words: Its words in order.
        choices: Every character that can be read in several ways, in order.
        unknown: Signs that have no reading and no cells of their own, in order, each once;
            they are in the Braille by their code.
    """

    words: tuple[BrailleWord, ...]
    choices: tuple[Choice, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def cells(self) -> str:
        """The words on one line, with blanks between where they are not glued."""
        parts = ((word.cells if word.glued else BLANK + word.cells) for word in self.words)
        return "".join(parts).removeprefix(BLANK)


def each_once(signs: Iterable[str]) -> tuple[str, ...]:
    """Return the signs in order without repeating any."""
    return tuple(dict.fromkeys(signs))
