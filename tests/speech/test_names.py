"""A name is heard as Braille writes it."""

from db.fields.text import Language
from desktop.pinyin.reader import Reader
from desktop.speech.booth import Casting

NAME = "买买提·阿不都热合曼"


def test_a_name_with_a_dot_is_read_alike_by_voice_and_in_braille() -> None:
    heard = Casting(language=Language.ZH, names=(NAME,)).reader()
    written = Reader(names=[NAME])

    def syllables(reader: Reader, text: str) -> list[str]:
        return [read.syllable for word in reader.words(text) for read in word.reads]

    assert syllables(heard, NAME.replace("·", "")) == syllables(written, NAME)
