"""Places of Guizhou: province, prefectures, counties, townships, and what they were called.

Six-digit codes are GB/T 2260, nine-digit codes the statistical office's townships. Identity
numbers keep the county code of the year they were issued, so abolished codes live on.
"""

from functools import lru_cache

from db.fields.codes import CodeEntry, code_list, term_of
from db.fields.text import Text

PROVINCE = "520000"
"""Guizhou, the province this version serves (GB/T 2260)."""

_COUNTY_DIGITS = 6
_TOWNSHIP_DIGITS = 9


def division_name(code: str) -> Text:
    """Return the name of a place, present or former; an unknown code is its own name."""
    for name in ("divisions", "townships", "divisions_legacy"):
        places = code_list(name)
        if code in places:
            return places.label(code)
    return code_list("divisions").label(code)


def full_division_name(code: str) -> Text:
    """Return the name with the places it lies in, without the province: 铜仁市德江县煎茶镇."""
    chain = [code]
    while (parent := parent_of(chain[-1])) is not None and parent != PROVINCE:
        chain.append(parent)
    # English names already say the next higher place.
    return Text(
        "".join(division_name(each).zh for each in reversed(chain)), division_name(code).en
    )


def current_division(code: str) -> str | None:
    """Return the county of today for a county code of any year, ``None`` when it is not known.

    Where an old place was divided, the answer is the part that kept its seat; it is a hint for
    the person at the form, never proof of where somebody lives.
    """
    if code in code_list("divisions"):
        return code
    former = code_list("divisions_legacy").find(code)
    return former.extra["current_code"] if former is not None else None


def parent_of(code: str) -> str | None:
    """Return the code of the place ``code`` lies in; ``None`` at the top and when unknown."""
    for name in ("divisions", "townships"):
        entry = code_list(name).find(code)
        if entry is not None:
            return entry.extra["parent"] or None
    return None


def county_of(code: str) -> str | None:
    """Return the county of a township or county code, ``None`` for anything else."""
    if len(code) == _TOWNSHIP_DIGITS:
        return parent_of(code)
    entry = code_list("divisions").find(code)
    return code if entry is not None and entry.extra["level"] == "3" else None


def counties() -> tuple[CodeEntry, ...]:
    """Return the counties in the order of their codes."""
    return tuple(entry for entry in code_list("divisions") if entry.extra["level"] == "3")


@lru_cache(maxsize=128)
def townships_of(county: str) -> tuple[CodeEntry, ...]:
    """Return the townships and subdistricts of a county in the order of their codes."""
    return tuple(entry for entry in code_list("townships") if entry.extra["parent"] == county)


def lies_in(code: str, area: str) -> bool:
    """Say whether the place ``code`` is ``area`` or lies in it."""
    place: str | None = current_division(code) or code
    while place is not None:
        if place == area:
            return True
        place = parent_of(place)
    return False


@lru_cache(maxsize=4096)
def match_division(text: str) -> CodeEntry | None:
    """Return the prefecture or county a person means: 德江, 铜仁市德江县, 遵义县, 520626.

    A leading province or prefecture is passed over; a former name gives the place of today.
    A name that several places bore is not guessed at.
    """
    divisions = code_list("divisions")
    for words in _without_higher_places(text):
        entry = divisions.match(words)
        if entry is not None:
            return entry
        today = _former_names().get(term_of(words)) or current_division(words.strip())
        if today is not None:
            return divisions.find(today)
    return None


@lru_cache(maxsize=16384)
def match_township(text: str, county: str) -> CodeEntry | None:
    """Return the township of ``county`` a person means: 煎茶, 煎茶镇, 德江县煎茶镇, Jiancha."""
    term = term_of(text)
    if len(text.strip()) == _TOWNSHIP_DIGITS:
        by_code = code_list("townships").find(text.strip())
        if by_code is not None and by_code.extra["parent"] == county:
            return by_code
    place = division_name(county).zh
    entry = code_list("divisions").find(county)
    higher = (place, entry.extra["short_zh"] if entry is not None else place)
    for head in ("", *higher):
        words = _after(term, term_of(head))
        found = {
            each.code: each
            for each in townships_of(county)
            if words in _township_terms(each.code)
        }
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def _after(term: str, head: str) -> str:
    """Return what follows ``head`` in an address; the whole when it does not begin so."""
    _, found, rest = term.rpartition(head) if head else ("", "", term)
    return rest if found and rest else term


@lru_cache(maxsize=4096)
def _township_terms(code: str) -> frozenset[str]:
    entry = code_list("townships").find(code)
    if entry is None:
        return frozenset()
    english = entry.label.en.partition(",")[0]
    words = {entry.label.zh, english, english.split(" ")[0], *entry.synonyms}
    words.update(entry.label.zh.removesuffix(ending) for ending in ("街道", "镇", "乡"))
    words.update(f"{short}{ending}" for short in entry.synonyms for ending in ("乡", "镇"))
    return frozenset(term_of(word) for word in words)


def _without_higher_places(text: str) -> tuple[str, ...]:
    """Return ``text`` and what is left of it without province and prefecture in front."""
    words = [text]
    rest = term_of(text)
    higher = [entry for entry in code_list("divisions") if entry.extra["level"] in {"1", "2"}]
    for entry in higher:
        for name in (entry.label.zh, entry.extra["short_zh"]):
            if rest.startswith(name) and len(rest) > len(name) + 1:
                rest = rest.removeprefix(name)
                words.append(rest)
                break
    return tuple(words)


@lru_cache(maxsize=1)
def _former_names() -> dict[str, str | None]:
    """Return the county of today for every former name; ``None`` where it would be a guess."""
    today: dict[str, str | None] = {}
    for entry in code_list("divisions_legacy"):
        for name in (entry.label.zh, *entry.synonyms):
            code = entry.extra["current_code"]
            term = term_of(name)
            today[term] = code if today.get(term, code) == code else None
    return today
