"""Why a character is read as it is."""

from db.fields.text import Labelled, Text


class Because(Labelled):
    """The reason for a reading, surest first."""

    REMEMBERED = "remembered", Text("记住的读音", "A reading that was remembered")
    NAME = "name", Text("姓名的拼音", "The pinyin of the name")
    SURNAME = "surname", Text("姓氏的读法", "The reading as a surname")
    ONLY = "only", Text("只有这一个读音", "It has one reading only")
    WORD = "word", Text("词典里这个词的读法", "The reading of this word in the dictionary")
    FUNCTION_WORD = (
        "function_word",
        Text("虚词，单独用时这样读", "A function word, read so when it stands alone"),
    )
    DICTIONARY_TONE = (
        "dictionary_tone",
        Text("写原来的声调，不写变调", "The tone of the dictionary, not that of the sentence"),
    )
    IN_WORD = (
        "in_word",
        Text(
            "词里的字按最常用的读法", "The most usual reading, in a word of several characters"
        ),
    )
    SENTENCE = "sentence", Text("看前后的词", "From the words around it")
    IN_NAMES = "in_names", Text("名字里常用的读法，请核对", "Usual in names; please check")
    USUAL = "usual", Text("最常用的读法，请核对", "The most usual reading; please check")
    UNKNOWN = "unknown", Text("不知道怎么读", "No reading is known")

    @property
    def is_guess(self) -> bool:
        """Whether a person should look at it before it is embossed."""
        return self in (Because.SENTENCE, Because.IN_NAMES, Because.USUAL, Because.UNKNOWN)
