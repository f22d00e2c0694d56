"""Remember how a word is read, for Braille and for voices."""

import unicodedata
from dataclasses import replace

from db.domain.ids import PronunciationId
from db.domain.journal.change import Action, Receipt
from db.domain.papers.pinyin_syllables import checked_reading
from db.domain.papers.pronunciation import Pronunciation
from db.fields.field import Line, field_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store

_WRITTEN = field_of(Pronunciation, "written").kind
_LONGEST = _WRITTEN.max_chars if isinstance(_WRITTEN, Line) else 0
_TOO_LONG = Text(
    "“{written}”太长。请写一个词，最多 {limit} 个字。",
    "“{written}” is too long. Give one word of at most {limit} characters.",
)


def remember_reading(store: Store, written: str, pinyin: str) -> Receipt:
    """Remember the reading of a word; an older one for the same word is replaced.

    Args:
        store: The record.
        written: The word as documents have it.
        pinyin: One syllable for each character, tones as marks or digits.

    Raises:
        Problem: The word is not Chinese or too long, or the pinyin does not fit it.
    """
    written = unicodedata.normalize("NFC", written).strip()
    reading = checked_reading(written, pinyin)
    if len(written) > _LONGEST:
        raise Problem(_TOO_LONG, field="written", written=written, limit=_LONGEST)
    with store.unit_of_work(Action.REMEMBER_READING, written) as work:
        words = work[Pronunciation]
        known = words.where(written=written)
        if known:
            words.save(replace(known[0], pinyin=reading))
        else:
            new_id = PronunciationId(store.new_id())
            words.add(Pronunciation(id=new_id, written=written, pinyin=reading))
        # Two laptops may each have remembered the word.
        for other in known[1:]:
            words.remove(other.id)
        return work.commit()


def forget_reading(store: Store, reading_id: PronunciationId) -> Receipt:
    """Forget one remembered reading; the dictionary decides again.

    Raises:
        Problem: It is gone already.
    """
    with store.reading() as reading:
        written = reading[Pronunciation].get(reading_id).written
    with store.unit_of_work(Action.REMEMBER_READING, written) as work:
        work[Pronunciation].remove(reading_id)
        return work.commit()


def remembered(reading: Reading) -> tuple[Pronunciation, ...]:
    """Return every remembered reading, in the order of the words."""
    return tuple(sorted(reading[Pronunciation].every(), key=lambda one: one.written))
