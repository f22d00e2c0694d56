"""Numbers as they are said, in Chinese and in English."""

from typing import Final

CHINESE: Final = "零一二三四五六七八九"
_IN_A_ROW: Final = str.maketrans("0123456789", "零幺二三四五六七八九")
"""One is ``幺`` where digits are read one by one, so that it is not heard as seven."""

_YEAR: Final = str.maketrans("0123456789", CHINESE)
_LONGEST: Final = 16
"""Digits; a longer number is nobody's amount and is read digit by digit."""

_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_THOUSANDS: Final = ("", " thousand", " million", " billion", " trillion", " quadrillion")
_ORDINAL_BY_WORD: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_LEAST_HUNDREDS, _LEAST_YEAR_WORDS, _MOST_YEAR_WORDS = 100, 1100, 2099


def digits_zh(digits: str) -> str:
    """Return digits read one by one, as of a telephone: ``110`` is 幺幺零."""
    return digits.translate(_IN_A_ROW)


def year_zh(digits: str) -> str:
    """Return digits read one by one as of a year: ``2011`` is 二零一一."""
    return digits.translate(_YEAR)


def number_zh(written: str) -> str:
    """Return a number in words; it may have commas and a decimal point."""
    whole, point, rest = written.replace(",", "").partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = digits_zh(whole)
    else:
        said = cardinal_zh(int(whole))
    return said + ("点" + year_zh(rest) if point else "")


def cardinal_zh(number: int) -> str:
    """Return a whole number of 0 or more below 10^16 in Chinese words."""
    if number == 0:
        return "零"
    said, passed_over = "", False
    for unit, word in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // unit % 10**4
        # Places that are passed over are said once: 100200 is 十万零二百.
        gap = bool(said) and (passed_over or part < 10**3)
        if part:
            said += ("零" if gap else "") + _below_ten_thousand(part) + word
        passed_over = not part
    if number // 10**12 and number // 10**8 % 10**4:
        said = said.replace("万亿", "万", 1)
    return said.removeprefix("一") if said.startswith("一十") else said


def _below_ten_thousand(part: int) -> str:
    said, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = part // unit % 10
        if digit:
            said += ("零" if gap and said else "") + CHINESE[digit] + word
            gap = False
        else:
            gap = True
    return said


def counted_zh(number: int) -> str:
    """Return a whole number that counts something: 2 is 两."""
    return "两" if number == 2 else cardinal_zh(number)  # noqa: PLR2004 - two itself


def digits_en(digits: str) -> str:
    """Return digits read one by one."""
    return " ".join(_ENGLISH[int(digit)] for digit in digits)


def number_en(written: str) -> str:
    """Return a number in words; it may have commas and a decimal point."""
    whole, point, rest = written.replace(",", "").partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = digits_en(whole)
    else:
        said = cardinal_en(int(whole))
    return said + (f" point {digits_en(rest)}" if point else "")


def cardinal_en(number: int) -> str:
    """Return a whole number of 0 or more below 10^18 in English words."""
    if number == 0:
        return _ENGLISH[0]
    groups: list[str] = []
    for word in _THOUSANDS:
        number, part = divmod(number, 1000)
        if part:
            joint = "and " if not word and part < _LEAST_HUNDREDS and number else ""
            groups.insert(0, joint + _below_a_thousand(part) + word)
    return " ".join(groups)


def _below_a_thousand(part: int) -> str:
    hundreds, rest = divmod(part, 100)
    said = [f"{_ENGLISH[hundreds]} hundred"] if hundreds else []
    if rest:
        if said:
            said.append("and")
        tens, ones = divmod(rest, 10)
        if rest < len(_ENGLISH):
            said.append(_ENGLISH[rest])
        else:
            said.append(_TENS[tens] + (f"-{_ENGLISH[ones]}" if ones else ""))
    return " ".join(said)


def ordinal_en(number: int) -> str:
    """Return the ordinal: 23 is twenty-third."""
    said = cardinal_en(number)
    head, joint, last = said.rpartition("-")
    if not joint:
        head, joint, last = said.rpartition(" ")
    if last in _ORDINAL_BY_WORD:
        last = _ORDINAL_BY_WORD[last]
    else:
        last = last.removesuffix("y") + "ieth" if last.endswith("y") else f"{last}th"
    return head + joint + last


def year_en(digits: str) -> str:
    """Return a year of four digits as it is said: 2026 is twenty twenty-six."""
    year = int(digits)
    century, rest = divmod(year, 100)
    is_one_digit = rest < 10  # noqa: PLR2004 - two of them begin here
    is_thousand = century % 10 == 0 and is_one_digit
    if is_thousand or not _LEAST_YEAR_WORDS <= year <= _MOST_YEAR_WORDS:
        return cardinal_en(year)  # two thousand and five
    if rest == 0:
        return f"{cardinal_en(century)} hundred"
    last = f"oh {_ENGLISH[rest]}" if is_one_digit else cardinal_en(rest)
    return f"{cardinal_en(century)} {last}"


def month_en(month: int) -> str:
    """Return the name of a month from 1 to 12."""
    return _MONTHS[month - 1]
