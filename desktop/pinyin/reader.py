"""Read Chinese text: divide it into words and give every character its syllable."""

import re
from collections.abc import Iterable, Iterator

from db.domain.papers.document import Document
from db.domain.papers.pinyin_syllables import Syllable, is_hanzi, syllables_of
from desktop.pinyin.because import Because
from desktop.pinyin.dictionary import Tagged, divided
from desktop.pinyin.division import joins_left
from desktop.pinyin.names import read_name, surname_before_title
from desktop.pinyin.reading_words import read_word
from desktop.pinyin.word import Read, Word, read_as_written

__all__ = ["Because", "Read", "Reader", "Word"]

_RUN = re.compile(
    r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af\uf900-\ufaff〇]+"
    r"|[A-Za-z]+|[0-9]+|\s+|.",
    re.DOTALL,
)
_LONGEST_PERSON = 4
"""Characters of a name that is one word; a longer one without ``·`` is a firm or a place."""


class Reader:
    """Reads texts of one document. The same text always gives the same words.

    A name or a remembered word is a word wherever it stands. Its pinyin may lack tones, or be
    unusable, as people type it: then the dictionary decides what it can.
    """

    def __init__(
        self, readings: Iterable[tuple[str, str]] = (), names: Iterable[str] = ()
    ) -> None:
        self._names = frozenset(filter(None, names))
        # Of two readings of one word the first counts: callers put the surest first.
        self._given: dict[str, tuple[Syllable, ...]] = {}
        for word, pinyin in readings:
            if word:
                self._given.setdefault(word, _usable(word, pinyin))
        wholes = {word for word in (*self._given, *self._names) if sum(map(is_hanzi, word)) > 1}
        longest_first = sorted(wholes, key=lambda word: (-len(word), word))
        self._wholes = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    @classmethod
    def of(cls, document: Document) -> "Reader":
        """Return a reader that knows the names and readings of a document."""
        return cls(document.readings, document.whole_words)

    def words(self, text: str) -> list[Word]:
        """Return the words of a text in order; put together they are the text again."""
        found: list[Word] = []
        at = 0
        for whole in self._wholes.finditer(text):
            found += self._unmarked(text[at : whole.start()], whole[0])
            found += self._whole(whole[0])
            at = whole.end()
        return [*found, *self._unmarked(text[at:], "")]

    def _unmarked(self, text: str, after: str) -> Iterator[Word]:
        """Yield the words of a text that holds no name and no remembered word."""
        before = ""
        for match in _RUN.finditer(text):
            run = match[0]
            if is_hanzi(run[0]):
                following = text[match.end() : match.end() + 1] or after[:1]
                yield from self._run(run, before[-1:], following)
            else:
                yield Word(text=run)
            before = run

    def _whole(self, written: str) -> Iterator[Word]:
        """Yield a name or remembered word, parted where other signs stand (买买提·阿不都)."""
        given = self._given.get(written, ())
        signs = "".join(filter(is_hanzi, written))
        if written in self._names or not given:
            reads = read_name(written, given)
        else:
            reads = [
                read_as_written(sign, one, Because.REMEMBERED)
                for sign, one in zip(signs, given, strict=True)
            ]
        at = 0
        for match in _RUN.finditer(written):
            run = match[0]
            if not is_hanzi(run[0]):
                yield Word(text=run)
            elif run == written and len(run) > _LONGEST_PERSON:
                for word in self._run(run, "", ""):
                    end = at + len(word.text)
                    yield Word(text=word.text, reads=tuple(reads[at:end])) if given else word
                    at = end
            else:
                yield Word(text=run, reads=tuple(reads[at : at + len(run)]))
                at += len(run)

    def _run(self, run: str, before: str, after: str) -> Iterator[Word]:
        """Yield the words of a run of Chinese characters.

        Args:
            run: The characters.
            before: The sign before the run, or ``""``.
            after: The sign behind it, or ``""``.
        """
        tokens = divided(run)
        around = [_outside(before), *tokens, _outside(after)]
        read = [
            self._token(token, around[at], around[at + 2]) for at, token in enumerate(tokens)
        ]
        text, last = "", None
        reads: list[Read] = []
        for token, choices in zip(tokens, read, strict=True):
            said = tuple(choice.syllable for choice in choices)
            if text and not joins_left(token, last, said):
                yield Word(text=text, reads=tuple(reads))
                text, reads = "", []
            text += token[0]
            reads += choices
            last = token
        yield Word(text=text, reads=tuple(reads))

    def _token(self, token: Tagged, before: Tagged | None, after: Tagged | None) -> list[Read]:
        word = token[0]
        if len(word) == 1 and self._given.get(word):
            return [read_as_written(word, self._given[word][0], Because.REMEMBERED)]
        surname = surname_before_title(word, after[0] if after else "")
        return surname or read_word(token, before, after)


def _usable(word: str, pinyin: str) -> tuple[Syllable, ...]:
    """Return the syllables somebody typed for a word, or nothing when they do not fit it."""
    given = syllables_of(pinyin)
    fits = len(given) == sum(map(is_hanzi, word)) and all(one.is_known for one in given)
    return given if fits else ()


def _outside(sign: str) -> Tagged | None:
    """Return what stands beside a run as a word of its own: a digit counts as a number."""
    if not sign:
        return None
    return (sign, "m" if sign.isascii() and sign.isdigit() else "x")
