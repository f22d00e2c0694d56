"""The tokens a person is found by. Tokens are all the index knows; it holds no text.

The first letter says what a token is about:

===  ==========================================================================================
x    whole name; whole pinyin            q    all initials
s    beginning of name or pinyin         j    beginning of the initials
n    inside the name or pinyin           i    inside the initials
z    pinyin with letters that sound alike taken for each other, where that differs
m    a character and the initial next to it: 张x, x晓
v    inside township or village
d    one to six characters of a number   t    last four of identity number or phone
¦    a filter, alone or joined with others
===  ==========================================================================================
"""

from collections.abc import Iterator
from functools import lru_cache

from db.search.normalise import text_key
from db.search.person import Facet, Filters, PersonRow
from db.search.readings import Reading, readings
from db.search.syllables import fold

SCHEME = 1
"""Raised with every change of the tokens; an index of another scheme is built anew."""

TEXT_GRAM = 4
"""Longest piece of a name, of initials or of a village that is a token of its own."""

LETTERS_INDEXED = 30
"""Letters of pinyin compared; what is typed beyond is not looked at."""

NUMBER_GRAM = 6
"""Longest piece of a number that is a token of its own."""

TAIL = 4

FILTER_MARK = "¦"
"""Never part of a word: it is no letter."""

_FILTER_LETTERS = {
    Facet.COUNTY: "c",
    Facet.CATEGORY: "k",
    Facet.STATUS: "s",
    Facet.STAGE: "g",
    Facet.TOWNSHIP: "w",
    Facet.COUNSELLOR: "u",
}
_JOINED_FILTERS = (
    (Facet.COUNTY, Facet.CATEGORY, Facet.STATUS),
    (Facet.COUNTY, Facet.STATUS),
    (Facet.COUNTY, Facet.CATEGORY),
    (Facet.CATEGORY, Facet.STATUS),
)  # wide ones first: meeting of long lists is what costs time


def tokens(person: PersonRow) -> str:
    """Return the tokens of one person, parted by blanks."""
    township = person.township or ""
    parts = [
        _of_name(person.name or "", person.pinyin),
        _of_place(township if not township.isascii() else ""),
        _of_place(person.village or ""),
        " ".join(_of_numbers(person)),
        " ".join(_of_facets(person)),
    ]
    return " ".join(filter(None, parts))


def number_keys(person: PersonRow) -> list[str]:
    """Return the numbers of a person as keys, without those inside another."""
    found: list[str] = []
    for number in (person.certificate_number, person.id_number, person.phone):
        key = _ascii(text_key(number or ""))
        if key and not any(key in longer for longer in found):
            found.append(key)
    return found


def place_keys(person: PersonRow) -> tuple[str, str]:
    """Return township and village as keys; a township given as a code is no text."""
    township = person.township or ""
    return text_key("" if township.isascii() else township), text_key(person.village or "")


def filter_tokens(filters: Filters) -> list[str]:
    """Return the fewest tokens that hold the filters."""
    given = filters.given()
    found = []
    for joined in _JOINED_FILTERS:
        if all(facet in given for facet in joined):
            found.append(_filter_token([(facet, given.pop(facet)) for facet in joined]))
    return found + [_filter_token([pair]) for pair in given.items()]


def pieces(text: str, longest: int) -> Iterator[str]:
    """Yield every run of one to ``longest`` characters."""
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + longest) + 1):
            yield text[start:end]


def _ascii(key: str) -> str:
    return "".join(character for character in key if character.isascii())


@lru_cache(maxsize=65536)
def _of_name(name: str, corrected: str | None) -> str:
    key = text_key(name)
    found: set[str] = set()
    if key:
        found.add(f"x{key}")
        found.update(f"s{key[:end]}" for end in range(1, min(TEXT_GRAM, len(key)) + 1))
        found.update(f"n{piece}" for piece in pieces(key[1:], TEXT_GRAM))
        found.update(_of_latin(key))
    for reading in readings(name, corrected):
        found |= _of_reading(reading)
        found.update(_of_neighbours(key, reading))
    return " ".join(found)


def _of_latin(key: str) -> Iterator[str]:
    """Yield what finds a Latin name by any of its letters on."""
    for start, character in enumerate(key):
        if character.isascii():
            run = key[start : start + LETTERS_INDEXED]
            run = run[: next((i for i, c in enumerate(run) if not c.isascii()), len(run))]
            yield from (f"n{run[:end]}" for end in range(1, len(run) + 1))


@lru_cache(maxsize=65536)
def _of_reading(reading: Reading) -> frozenset[str]:
    letters = "".join(reading)
    initials = "".join(syllable[0] for syllable in reading)
    plain = {f"s{letters[:end]}" for end in range(1, min(LETTERS_INDEXED, len(letters)) + 1)}
    found = {f"x{letters[:LETTERS_INDEXED]}", f"q{initials}"}
    found.update(f"j{initials[:end]}" for end in range(1, min(TEXT_GRAM, len(initials)) + 1))
    found.update(f"i{piece}" for piece in pieces(initials[1:], TEXT_GRAM))
    folded = [fold(syllable) for syllable in reading]
    unlike: set[str] = set()
    for place in range(len(reading)):
        tail, alike = "".join(reading[place:]), "".join(folded[place:])
        if place:
            plain.update(
                f"n{tail[:end]}" for end in range(1, min(LETTERS_INDEXED, len(tail)) + 1)
            )
        mark = "n" if place else "s"
        for end in range(1, min(LETTERS_INDEXED, len(alike)) + 1):
            if mark + alike[:end] not in plain:
                unlike.add(f"z{alike[:end]}")
    return frozenset(found | plain | unlike)


def _of_neighbours(key: str, reading: Reading) -> Iterator[str]:
    if len(key) != len(reading):
        return  # a character without a reading, or Latin letters: neighbours are unknown
    for place in range(len(key) - 1):
        yield f"m{key[place]}{reading[place + 1][0]}"
        yield f"m{reading[place][0]}{key[place + 1]}"


@lru_cache(maxsize=16384)
def _of_place(place: str) -> str:
    return " ".join({f"v{piece}" for piece in pieces(text_key(place), TEXT_GRAM)})


def _of_numbers(person: PersonRow) -> set[str]:
    found: set[str] = set()
    for key in number_keys(person):
        found.update(
            f"d{key[start : start + length]}"
            for length in range(1, NUMBER_GRAM + 1)
            for start in range(len(key) - length + 1)
        )
    for number in (person.id_number, person.phone):
        if number and len(key := _ascii(text_key(number))) >= TAIL:
            found.add(f"t{key[-TAIL:]}")
    return found


def _of_facets(person: PersonRow) -> list[str]:
    given = {
        facet: value for facet in Facet if (value := getattr(person, facet.value)) is not None
    }
    found = [_filter_token([pair]) for pair in given.items()]
    for joined in _JOINED_FILTERS:
        if all(facet in given for facet in joined):
            found.append(_filter_token([(facet, given[facet]) for facet in joined]))
    return found


def _filter_token(pairs: list[tuple[Facet, str]]) -> str:
    return "".join(
        FILTER_MARK + _FILTER_LETTERS[facet] + _spelt(value) for facet, value in pairs
    )


@lru_cache(maxsize=8192)
def _spelt(value: str) -> str:
    """Return a filter value as part of a token: as it is, or after ``¬`` in hexadecimal."""
    plain = value and all(c.isdecimal() or "a" <= c <= "z" for c in value if c.isascii())
    if plain and value.isalnum():
        return value
    return "¬" + value.encode("utf-8", "surrogatepass").hex()
