"""English text as it is said."""

import pytest

from db.fields.text import Language
from desktop.speech.wording import spoken

CASES = [
    ("2026-11-23", "the twenty-third of November twenty twenty-six"),
    ("Made on: 2026-11-23", "Made on: the twenty-third of November twenty twenty-six"),
    ("2026-11", "November twenty twenty-six"),
    ("in 2026", "in twenty twenty-six"),
    ("2026 yuan", "two thousand and twenty-six yuan"),
    ("2025-2026", "twenty twenty-five to twenty twenty-six"),
    ("9:05", "nine oh five"),
    ("13:00", "thirteen o'clock"),
    ("8:30-17:30", "eight thirty to seventeen thirty"),
    ("520626-2026-7K3QF", "five two zero six two six, two zero two six, seven K three Q F"),
    ("138＊＊＊＊1234", "one three eight, four in the middle hidden, one two three four"),
    ("1＊", "one, one more hidden"),
    ("13805712345", "one three eight, zero five seven one, two three four five"),
    (
        "0571-8512 3476 ext. 12",
        "zero five seven one, eight five one two, three four seven six, extension one two",
    ),
    (
        "330106199001011234",
        "three three zero one zero six, one nine nine zero zero one zero one, "
        "one two three four",
    ),
    ("3,000.50 yuan", "three thousand point five zero yuan"),
    ("¥500", "five hundred yuan"),
    ("98.5%", "ninety-eight point five percent"),
    ("on day 7, the 23rd", "on day seven, the twenty-third"),
    ("3-5 days", "three to five days"),
    ("-5 °C", "minus five degrees C"),
    ("5 kg", "five kilograms"),
    ("2/3", "two over three"),
    ("1,234,000", "one million two hundred and thirty-four thousand"),
    ("zhang@qq.com", "Z H A N G at Q Q dot com"),
    ("潘·阿妹", "潘阿妹"),
    ("A → B", "A to B"),
    ("it’s a follow-up", "it's a follow-up"),
    ("QQ and CDPF", "Q Q and C D P F"),
    ('"quoted" (text) / more.', "quoted, text, more."),
    ("＿＿＿＿", "blank, to be filled in"),
    ("〔U+20D64〕", "a character without a font"),
    ("①", "one"),
    ("-", ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), CASES)
def test_it_is_said_like_this(written: str, said: str) -> None:
    assert spoken(written, Language.EN) == said
