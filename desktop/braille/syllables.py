"""One syllable in Braille, and when its tone is left out.

GF 0019-2018 leaves out, for each initial, the tone that is most frequent with it, keeps it in
some syllables that would be taken for another word, and shortens six words to one cell or two.
The lists were read in two independent sources that agree (the table zhcn-cbs of liblouis and
the rule data of brailix), as the printed standard could not be had.
"""

from dataclasses import dataclass
from typing import NamedTuple

from desktop.braille.cells import FINALS, INITIALS, TONES, cells
from desktop.pinyin.word import Read

_WITHOUT_FINAL = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))

_OMITTED = {
    "f": "1",
    **dict.fromkeys(("p", "m", "t", "n", "h", "q", "ch", "r", "c"), "2"),
    **dict.fromkeys(("b", "d", "l", "g", "k", "j", "x", "zh", "sh", "z", "s", ""), "4"),
}
"""By initial, the tone that is not written."""

_KEPT = frozenset(
    ("tou2", "le4", "zi4", "e1", "e2", "e3", "e4", "yi4", "er4", "wo4", "ye4", "you4")
)
"""Written although their initial leaves this tone out."""

_OMITTED_TOO = frozenset(("wo3", "ye3", "you3", "yi1", "er2", "o1", "o2", "o3", "o4"))
"""Not written although syllables without an initial leave out the fourth tone only."""

_TONE_KEPT_IN = {"再": "zai4", "问": "wen4"}
"""Characters whose tone is always written, to be told from others of the same cells."""

_SHORT = {
    ("的", "de5"): cells("145"),
    ("么", "me5"): cells("134"),
    ("你", "ni3"): cells("1345"),
    ("他", "ta1"): cells("2345"),
    ("她", "ta1"): cells("2345-1"),
    ("它", "ta1"): cells("4-2345"),
}
_LONG_AT_A_BORDER = {
    ("他", "ta1"): cells("2345-35"),
    ("它", "ta1"): cells("4-2345-35"),
}
"""How these are spelled before a syllable without an initial; they stay free of their tone."""

_FULL_FINALS = {"iu": "iou", "ui": "uei", "un": "uen", "ue": "ve"}
_Y = {
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iou", "yan": "ian", "yin": "in",
    "yang": "iang", "ying": "ing", "yong": "iong", "yu": "v", "yue": "ve", "yuan": "van",
    "yun": "vn", "yo": "iou",
}  # fmt: skip
_W = {
    "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai", "wei": "uei", "wan": "uan", "wen": "uen",
    "wang": "uang", "weng": "ueng",
}  # fmt: skip


class Sounds(NamedTuple):
    """The parts of a syllable: initial and final as Braille has them, and the tone."""

    initial: str
    final: str
    tone: str


@dataclass(frozen=True, slots=True)
class Spelled:
    """The cells of one syllable.

    Attributes:
        cells: Its cells.
        begins_word: It cannot be written together with the syllable before it.
    """

    cells: str
    begins_word: bool = False


def sounds_of(syllable: str) -> Sounds:
    """Return the parts of a syllable such as ``zhang3``; the finals in full form."""
    letters, tone = syllable[:-1], syllable[-1]
    if letters in _Y or letters in _W:
        return Sounds("", _Y.get(letters) or _W[letters], tone)
    initial = letters[:2] if letters[:2] in INITIALS else letters[:1]
    if initial not in INITIALS:
        return Sounds("", letters, tone)
    final = letters[len(initial) :]
    if initial in "jqx" and final.startswith("u"):
        final = "v" + final[1:]
    final = _FULL_FINALS.get(final, final)
    if initial in _WITHOUT_FINAL and final == "i":
        final = ""
    return Sounds(initial, final, tone)


def leaves_out_tone(syllable: str, after: Sounds | None = None) -> bool:
    """Say whether the tone of a syllable is not written.

    Args:
        syllable: Letters and tone digit.
        after: The sounds of the next syllable of the same word.
    """
    sounds = sounds_of(syllable)
    if sounds.tone not in TONES:
        return True
    # zhi before a syllable without an initial would be taken for one syllable: 十月, 只有.
    if not sounds.final and after is not None and not after.initial:
        return False
    if syllable in _KEPT:
        return False
    return syllable in _OMITTED_TOO or _OMITTED[sounds.initial] == sounds.tone


def spell(reads: tuple[Read, ...]) -> list[Spelled]:
    """Return the cells of each syllable of a word whose characters all have readings."""
    spelled: list[Spelled] = []
    bare = False
    for at, read in enumerate(reads):
        sounds = sounds_of(read.syllable)
        after = sounds_of(reads[at + 1].syllable) if at + 1 < len(reads) else None
        # A neutral zi5 has no mark that could part it from a syllable without an initial.
        begins_word = bare and not sounds.initial
        written = _written(reads, at, sounds, after)
        spelled.append(Spelled(written, begins_word))
        bare = not sounds.final and sounds.tone not in TONES
    return spelled


def _written(reads: tuple[Read, ...], at: int, sounds: Sounds, after: Sounds | None) -> str:
    read = reads[at]
    known = (read.char, read.syllable)
    before_a_vowel = after is not None and not after.initial
    if known in _SHORT and (read.char == "她" or not before_a_vowel):
        return _SHORT[known]
    if known in _LONG_AT_A_BORDER:
        return _LONG_AT_A_BORDER[known]
    written = INITIALS.get(sounds.initial, "") + (FINALS[sounds.final] if sounds.final else "")
    kept = _TONE_KEPT_IN.get(read.char) == read.syllable or _is_way(reads, at)
    if kept or not leaves_out_tone(read.syllable, after):
        written += TONES[sounds.tone]
    return written


def _is_way(reads: tuple[Read, ...], at: int) -> bool:
    """Say whether this is the 道 of 地道, which keeps its tone (GF 0019-2018)."""
    return (
        at > 0
        and (reads[at].char, reads[at].syllable) == ("道", "dao4")
        and reads[at - 1].char == "地"
    )
