"""Rules that reword a text from left to right; what one rule said is not read again."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from db.fields.text import Language
from desktop.speech.symbols import sign_said

AMOUNT: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)"
"""A number with or without commas and a decimal point."""

_PLAIN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
"""Hanzi are said as they are; every rule begins with something else."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said instead of what a pattern finds; ``None`` leaves it to later rules."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]


def rule(pattern: str, say: Callable[[re.Match[str]], str | None]) -> Rule:
    """Return a rule. Digits and letters of its pattern are the ASCII ones alone."""
    return Rule(re.compile(pattern, re.ASCII), say)


def reword(text: str, rules: Sequence[Rule], language: Language) -> str:
    """Return a text as it is said. At each place the first rule that applies is taken."""
    said: list[str] = []
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        if plain is not None:
            said.append(plain[0])
            at = plain.end()
            continue
        for each in rules:
            found = each.pattern.match(text, at)
            words = each.say(found) if found is not None and found.end() > at else None
            if found is not None and words is not None:
                said.append(words)
                at = found.end()
                break
        else:
            said.append(sign_said(text[at], language))
            at += 1
    return "".join(said)


def before(found: re.Match[str]) -> str:
    """Return the last character before what was found that is not blank, or nothing."""
    return found.string[: found.start()].rstrip()[-1:]
