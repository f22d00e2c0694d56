"""The syllables of pinyin, and which of them sound alike to people of the south-west.

Letters are plain: no tones, ``v`` for ü.
"""

from functools import lru_cache

from db.domain.papers.pinyin_syllables import PLAIN_SYLLABLES

SYLLABLES = PLAIN_SYLLABLES | {"lue", "nue", "lyu", "nyu"}
BEGINNINGS = frozenset(s[:i] for s in SYLLABLES for i in range(1, len(s) + 1))
LONGEST_SYLLABLE = 6
_F_FOR_HU = {
    "hu": "fu", "hua": "fa", "huan": "fan", "huang": "fang", "hui": "fei", "hun": "fen",
}  # fmt: skip
_FLAT = {"zh": "z", "ch": "c", "sh": "s"}
_READINGS_OF_LETTERS = 4


@lru_cache(maxsize=4096)
def fold(syllable: str) -> str:
    """Return the form that stands for every syllable easily taken for this one.

    n = l, zh ch sh = z c s, ing eng = in en, f = hu (fu hu, fa hua, fei hui …), ü = u: the
    mergers usual in Guizhou speech. The f and hu merger is that of the counties that lack one
    of the two. ``an`` and ``ang`` are kept apart, as Guizhou speech keeps them.
    """
    folded = _F_FOR_HU.get(syllable, syllable)
    folded = folded.replace("lyu", "lu").replace("nyu", "nu").replace("v", "u")
    if folded.endswith(("ing", "eng")):
        folded = folded[:-1]
    return _fold_initial(folded)


def _fold_initial(letters: str) -> str:
    if letters[:2] in _FLAT:
        return _FLAT[letters[:2]] + letters[2:]
    return "l" + letters[1:] if letters.startswith("n") else letters


@lru_cache(maxsize=1024)
def folds_of(letters: str) -> tuple[str, ...]:
    """Return the folded forms of typed letters, at most four; the end may be unfinished.

    Empty when the letters are not pinyin (initials, say) or hold no whole syllable yet.
    """
    if not any(letters[:i] in SYLLABLES for i in range(2, LONGEST_SYLLABLE + 1)):
        return ()
    return _folds(letters, {})


def _folds(letters: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not letters:
        return ("",)
    if letters in known:
        return known[letters]
    found: dict[str, None] = {}
    for length in range(min(LONGEST_SYLLABLE, len(letters)), 0, -1):
        head, rest = letters[:length], letters[length:]
        if head in SYLLABLES:
            found.update(dict.fromkeys(fold(head) + tail for tail in _folds(rest, known)))
        if not rest and head in BEGINNINGS:
            found[_fold_initial(head).replace("v", "u")] = None
    known[letters] = tuple(found)[:_READINGS_OF_LETTERS]
    return known[letters]


def last_initials(letters: str) -> tuple[str, ...]:
    """Return the initial letter the last syllable of typed letters may have.

    ``zhang`` may be one syllable (z) or initials whose last is g.
    """
    found = {letters[-1]}
    for length in range(1, min(LONGEST_SYLLABLE, len(letters)) + 1):
        if letters[-length:] in SYLLABLES:
            found.add(letters[-length])
    return tuple(sorted(found))
