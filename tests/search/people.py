"""The invented people of these tests, and what finding them means, said without an index."""

import re
from uuid import UUID

from db.search.normalise import text_key, words
from db.search.person import PersonRow
from db.search.readings import readings
from db.search.tokens import LETTERS_INDEXED
from tests.benchmarks.people import people, with_check_digit

_NAMES = {
    "欧阳𬱖": ("520102", "大寨坝村3组"),
    "买买提·阿不都热合曼": ("520102", "河湾村"),
    "单晓": ("520103", "老塘村"),
    "仇英": ("520103", "老塘村"),
    "覃老三": ("520221", "青岩村一组"),
    "解放": ("520221", "青岩村二组"),
    "刘兰芳": ("520102", "上坡村"),
    "牛男芳": ("520102", "上坡村"),
    "张晓明": ("520102", "龙井村"),
    "臧小明": ("520102", "龙井村"),
    "胡英": ("520103", "白关村"),
    "傅英": ("520103", "白关村"),
    "吕绿": ("520103", "白关村"),
    "王小张": ("520102", "高冲村"),
    "王Anna": ("520102", "高冲村"),
    "冉龙飞": ("520103", "高冲村"),
}


def invented(
    name: str, county: str = "520102", village: str = "河湾村", no: int = 1
) -> PersonRow:
    """Return a person with a valid invented identity number."""
    id_number = with_check_digit(f"{county}19790{no % 9 + 1}1{no % 9}{no:03}")
    return PersonRow(
        row_id=UUID(int=10**9 + no).bytes,
        name=name,
        id_number=id_number,
        certificate_number=f"{id_number}44",
        phone=f"13800{no:03}{(no * 37) % 1000:03}",
        county=county,
        village=village,
        category="4",
        status="open",
    )


SPECIAL = [
    invented(name, county, village, no)
    for no, (name, (county, village)) in enumerate(_NAMES.items(), 1)
]
CROWD = [*people(400, seed=11), *SPECIAL]


def _is_mixture(reading: tuple[str, ...], word: str) -> bool:
    """Say whether a word is mixed parts of these syllables, the last cut short."""
    if not reading or not word:
        return not word
    first, *others = reading
    return (
        first.startswith(word)
        or (word.startswith(first) and _is_mixture(tuple(others), word[len(first) :]))
        or (word[0] == first[0] and _is_mixture(tuple(others), word[1:]))
    )


def matches(person: PersonRow, query: str) -> bool:
    """Say whether a person matches, by looking at the person alone."""
    return all(_has(person, word) for word in words(query))


def _has(person: PersonRow, word: str) -> bool:
    name, village = text_key(person.name or ""), text_key(person.village or "")
    text = word in name or word in village
    if any(c.isdigit() for c in word):
        numbers = (person.id_number, person.certificate_number, person.phone)
        return any(word in (number or "").lower() for number in numbers) or (
            text and len(word) <= 4
        )
    if not re.fullmatch("[a-z]+", word):
        return text
    if text and len(word) <= 4:
        return True
    for reading in readings(person.name or "", person.pinyin):
        if word in "".join(syllable[0] for syllable in reading):
            return True
        for place in range(len(reading)):
            rest = reading[place:]
            if "".join(rest).startswith(word[:LETTERS_INDEXED]) or _is_mixture(rest, word):
                return True
    return any(name[i:].startswith(word) for i, c in enumerate(name) if c.isascii())
