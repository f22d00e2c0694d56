"""Hide the middle of numbers in everything that leaves the record in words."""

import re
from pathlib import Path

from db.fields.problem import Problem
from db.fields.showing import masked
from db.fields.text import Language, Text

_IDENTITY = r"[1-8]\d{14}(?:\d{2}[\dXx](?:\d{2}(?:[Bb]\d{0,2})?)?)?"
"""An identity number of either generation, or a certificate number with its re-issue mark."""
_MOBILE = r"1[3-9]\d{9}"
_NUMBERS = re.compile(rf"(?<![0-9A-Za-z])(?:{_IDENTITY}|{_MOBILE})(?![0-9A-Za-z])", re.ASCII)


def hidden(words: str) -> str:
    """Return the words with the middle of every identity number and mobile number hidden."""
    return _NUMBERS.sub(lambda found: masked(found[0]), words)


def sentence_of(problem: Problem, language: Language) -> str:
    """Return what a problem says, with numbers that somebody typed hidden.

    Names of files stay as they are: they have to be found again.
    """
    values = {
        name: value if isinstance(value, Path | int) else hidden(_words(value, language))
        for name, value in problem.values.items()
    }
    return problem.text.to(language, **values) if values else hidden(problem.message(language))


def _words(value: object, language: Language) -> str:
    return value.to(language) if isinstance(value, Text) else str(value)
