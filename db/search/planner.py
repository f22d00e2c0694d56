"""From what was typed to what the index is asked. Every input is safe; none of it is an error.

Each word gives up to four expressions, each wider than the one before: exact, start, anywhere,
similar. Words are joined by AND. No expression holds anything but quoted tokens.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from db.search.mixtures import Mixture, mixtures_of
from db.search.normalise import text_key, words
from db.search.person import Filters, PersonRow, Tier
from db.search.syllables import folds_of, last_initials
from db.search.tokens import (
    LETTERS_INDEXED,
    NUMBER_GRAM,
    TAIL,
    TEXT_GRAM,
    filter_tokens,
    number_keys,
    place_keys,
)

MOST_WORDS = 12
"""More words than this are a pasted text, not a search; nothing is found by them."""

LONGEST_WORD = 64

_WELL_COVERED = 11
"""Numbers up to a telephone number are asked for by every piece, longer ones by some."""

_LETTERS = re.compile(r"[a-z]+")
_NUMBER = re.compile(
    r"(?=.*[0-9])[0-9xb]+"
)  # x ends identity numbers, b marks renewed certificates
_RUNS = re.compile(r"[a-z]+|[0-9]+(?:x(?![a-z]))?|[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the index is asked for one query.

    Attributes:
        match: Every person that matches; ``None`` for an empty query, which all match.
        exact: The best of them, ``None`` when there is no such thing for this query.
        start: Those that begin so, exact ones among them.
        similar: Those that sound alike, with or without some of ``match`` among them.
        verify: Long words the tokens only hint at; each match is held against them.
        hopeless: Nothing can match: too many words or too long ones.
    """

    match: str | None = None
    exact: str | None = None
    start: str | None = None
    similar: str | None = None
    verify: tuple[str, ...] = ()
    hopeless: bool = False

    def within(self, tier: Tier) -> str | None:
        """Return the expression of one tier, which those of better tiers may answer too."""
        return (self.exact, self.start, self.match, self.similar)[tier]

    def of_tier(self, tier: Tier) -> str | None:
        """Return the expression of one tier without those of better tiers."""
        expressions = (self.exact, self.start, self.match, self.similar)
        wanted = self.within(tier)
        if wanted is None:
            return None
        better = next((e for e in reversed(expressions[:tier]) if e is not None), None)
        return wanted if better is None else f"({wanted}) NOT ({better})"

    def accepts(self, person: PersonRow) -> bool:
        """Say whether the long words really are in this person's name, place or numbers."""
        return all(_holds(person, word) for word in self.verify)


EVERYONE = Plan()
_NOBODY = Plan(hopeless=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """The expressions of one word; ``start`` holds ``exact``, ``anywhere`` holds ``start``."""

    anywhere: str
    exact: str | None = None
    start: str | None = None
    similar: str | None = None
    verify: bool = False


@lru_cache(maxsize=256)
def plan(typed: str) -> Plan:
    """Return what to ask the index for what was typed."""
    if len(typed) > MOST_WORDS * LONGEST_WORD * 2:
        return _NOBODY
    typed_words = list(dict.fromkeys(words(typed)))
    if not typed_words:
        return EVERYONE
    if len(typed_words) > MOST_WORDS or max(map(len, typed_words)) > LONGEST_WORD:
        return _NOBODY
    asked = [_word(word) for word in typed_words]
    match = _all(word.anywhere for word in asked)
    exact = start = None
    if len(asked) == 1:
        exact, start = asked[0].exact, asked[0].start
    elif all(_LETTERS.fullmatch(word) for word in typed_words):
        # "zhang xiaoming" is the whole of zhangxiaoming, if both words are found as well.
        exact = _all([_token("x", "".join(typed_words)[:LETTERS_INDEXED]), match])
    if len(asked) > 1 and all(word.start for word in asked):
        start = _all(word.start for word in asked if word.start)
        start = _either([exact, start]) if exact else start
    long_words = (w for w, word in zip(typed_words, asked, strict=True) if word.verify)
    return Plan(
        match=match,
        exact=exact,
        start=start,
        similar=_alike(asked),
        verify=tuple(long_words),
    )


def narrowed(expression: str | None, filters: Filters) -> str | None:
    """Return the expression with the filters added; ``None`` when neither asks for anything."""
    held = [f'"{token}"' for token in filter_tokens(filters)]
    if expression is not None:
        held.insert(0, f"({expression})")
    return " AND ".join(held) or None


def _alike(asked: list[_Word]) -> str | None:
    """Return those that sound alike in at least one word, by as few long lists as can be."""
    alike = [word for word in asked if word.similar]
    if len(alike) > 1:
        return _all(_wide(word) for word in asked)
    return _all(word.similar or word.anywhere for word in asked) if alike else None


def _wide(word: _Word) -> str:
    return f"{word.anywhere} OR {word.similar}" if word.similar else word.anywhere


def _word(word: str) -> _Word:
    if _NUMBER.fullmatch(word):
        return _number(word)
    if _LETTERS.fullmatch(word):
        return _letters(word)
    runs = _RUNS.findall(word)
    return _text(word) if len(runs) == 1 else _mixed(word, runs)


def _text(word: str) -> _Word:
    if len(word) <= TEXT_GRAM:
        return _Word(
            anywhere=_any("snv", word), exact=_token("x", word), start=_token("s", word)
        )
    first, *others = _grams(word)
    inside = [_token("n", gram) for gram in others]
    name = _all([_any("sn", first), *inside])
    place = _all(_token("v", gram) for gram in (first, *others))
    return _Word(
        anywhere=f"{name} OR {place}",
        exact=_token("x", word),
        start=_all([_token("s", first), *inside]),
        verify=True,
    )


def _letters(word: str) -> _Word:
    pinyin = word[:LETTERS_INDEXED]
    exact = [_token("x", pinyin), _token("q", word)]
    start = [_token("s", pinyin)]
    anywhere = [_any("sn", pinyin)]
    if len(word) <= TEXT_GRAM:
        anywhere.append(_token("v", word))
        if len(word) > 1:  # one letter begins a syllable exactly when it is an initial
            start.append(_token("j", word))
            anywhere.append(_any("ji", word))
    else:
        first, *others = _grams(word)
        start += exact
        anywhere.append(_all([_any("ji", first), *(_token("i", gram) for gram in others)]))
    anywhere += _mixtures(word)
    alike = []
    for folded in folds_of(pinyin):
        marks = "z" if folded == pinyin else "zsn"
        alike.append(_any(marks, folded[:LETTERS_INDEXED]))
    return _Word(
        anywhere=_either(anywhere),
        exact=_either(exact),
        start=_either(start),
        similar=_either(alike) if alike else None,
    )


def _mixtures(letters: str) -> list[str]:
    """Return what finds ran龙飞 by ranlf.

    The pieces of a mixture must all be in the name. In names of four syllables and more they
    may, rarely, be apart from each other.
    """
    mixtures = mixtures_of(letters)
    expressions = _by_runs(mixtures.whole, "ji", "sn")
    if mixtures.heads and mixtures.tails:
        heads = _either(_by_runs(mixtures.heads, "ji", "sn"))
        tails = _either(_by_runs(mixtures.tails, "i", "n"))
        expressions.append(_all([heads, tails]))
    return expressions


def _by_runs(mixtures: Iterable[Mixture], of_initials: str, leading: str) -> list[str]:
    """Return an expression for each sequence of runs, with the initials that go with it."""
    initials: dict[tuple[str, ...], list[str]] = {}
    for one in mixtures:
        runs = [_any("n", run[:LETTERS_INDEXED]) for run in one.runs]
        if one.leads:
            runs[0] = _any(leading, one.runs[0][:LETTERS_INDEXED])
        initials.setdefault(tuple(runs), []).append(_any(of_initials, one.initials))
    return [_all([" OR ".join(each), *runs]) for runs, each in initials.items()]


def _grams(word: str) -> list[str]:
    return [word[i : i + TEXT_GRAM] for i in range(len(word) - TEXT_GRAM + 1)]


def _number(word: str) -> _Word:
    if len(word) <= NUMBER_GRAM:
        anywhere = _token("d", word)
        if len(word) <= TEXT_GRAM:
            anywhere += " OR " + _any("snv", word)
        return _Word(anywhere=anywhere, start=_token("t", word) if len(word) == TAIL else None)
    return _Word(anywhere=_all(_token("d", gram) for gram in _spread(word)), verify=True)


def _spread(number: str) -> list[str]:
    """Return pieces that cover a long number, the last first: they tell most persons apart."""
    last = len(number) - NUMBER_GRAM
    step = 1 if len(number) <= _WELL_COVERED else NUMBER_GRAM - 1
    starts = sorted({last, *range(last, -1, -step), 0}, reverse=True)
    return [number[start : start + NUMBER_GRAM] for start in starts]


def _mixed(word: str, runs: list[str]) -> _Word:
    """Read 张xm, zhang小, 张1237 as neighbours; 3组 and A区 as text as well."""
    parts = [_word(run) for run in runs]
    neighbours = []
    for left, right in pairwise(runs):
        if _LETTERS.fullmatch(right) and not left.isascii():
            neighbours.append(_token("m", left[-1] + right[0]))
        elif _LETTERS.fullmatch(left) and not right.isascii():
            neighbours.append(_either(_token("m", i + right[0]) for i in last_initials(left)))
    in_order = _all([*(part.anywhere for part in parts), *neighbours])
    # As text its pieces overlap, so that they all but prove the whole; none is held against it.
    anywhere = f"{in_order} OR {_text(word).anywhere}"
    if word.isascii():  # numbers of other papers hold other letters: H1234567
        anywhere += f" OR {_number(word).anywhere}"
    similar = None
    if any(part.similar for part in parts):
        similar = _all(map(_wide, parts))
    return _Word(anywhere=anywhere, similar=similar)


def _token(mark: str, rest: str) -> str:
    return f'"{mark}{rest}"'


def _any(marks: str, rest: str) -> str:
    return " OR ".join(_token(mark, rest) for mark in marks)


def _all(expressions: Iterable[str]) -> str:
    return " AND ".join(f"({expression})" for expression in expressions)


def _either(expressions: Iterable[str]) -> str:
    return " OR ".join(f"({expression})" for expression in expressions)


def _holds(person: PersonRow, word: str) -> bool:
    if _NUMBER.fullmatch(word):
        return any(word in key for key in number_keys(person))
    return word in text_key(person.name or "") or any(word in key for key in place_keys(person))
