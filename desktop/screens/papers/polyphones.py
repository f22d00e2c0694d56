"""Characters with several readings: where they stand, and how their word could be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.domain.papers.document import Document
from desktop.braille.translated import Choice
from desktop.pinyin.because import Because
from desktop.pinyin.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Polyphone:
    """One character with several readings, at one place of a document.

    Attributes:
        number: Its place among all of the document, from 1.
        context: The words around it.
        word: The word it belongs to, which is what is remembered.
        syllables: How that word is read now, one for each character.
        at: Where in the word it stands.
        others: The other readings of the character.
        because: Why it is read so.
    """

    number: int
    char: str
    context: str
    word: str
    syllables: tuple[str, ...]
    at: int
    others: tuple[str, ...]
    because: Because

    @property
    def syllable(self) -> str:
        """How the character is read now."""
        return self.syllables[self.at]

    def pinyins(self) -> list[str]:
        """Return every reading of the word, the one in use first."""
        found = []
        for one in (self.syllable, *self.others):
            syllables = list(self.syllables)
            syllables[self.at] = one
            found.append(" ".join(syllables))
        return found


def polyphones(document: Document, choices: Iterable[Choice]) -> list[Polyphone]:
    """Return the characters with several readings, those to be checked first."""
    reader = Reader.of(document)
    found = [_polyphone(number, each, reader) for number, each in enumerate(choices, start=1)]
    return sorted(found, key=lambda each: (not each.because.is_guess, each.number))


def _polyphone(number: int, choice: Choice, reader: Reader) -> Polyphone:
    word, at = choice.word, _place(choice)
    reads = [read for part in reader.words(word) for read in part.reads]
    syllables = [read.syllable for read in reads]
    if len(syllables) != len(word) or not 0 <= at < len(word):
        # A word with other signs in it: the character stands for itself.
        word, at, syllables = choice.char, 0, [choice.chosen]
    syllables[at] = choice.chosen
    return Polyphone(
        number=number,
        char=choice.char,
        context=f"{choice.before}{choice.char}{choice.after}".strip(),
        word=word,
        syllables=tuple(syllables),
        at=at,
        others=choice.others,
        because=choice.because,
    )


def _place(choice: Choice) -> int:
    """Return where in its word the character stands; a word may have it twice."""
    word, before, after = choice.word, choice.before, choice.after
    for at, char in enumerate(word):
        ahead, behind = word[:at], word[at + 1 :]
        if char == choice.char and (
            (before.endswith(ahead) or ahead.endswith(before))
            and (after.startswith(behind) or behind.startswith(after))
        ):
            return at
    return word.find(choice.char)
