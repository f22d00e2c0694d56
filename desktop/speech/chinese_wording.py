"""Numbers, dates, telephones and abbreviations of a Chinese text, as they are said."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from db.fields.text import Language
from desktop.speech.numerals import cardinal_zh, counted_zh, digits_zh, number_zh, year_zh
from desktop.speech.rewording import AMOUNT, Rule, before, reword, rule
from desktop.speech.symbols import BLANK, NO_GLYPH, UNIT, narrowed, unit_said

_ZH: Final = Language.ZH
_PAUSE: Final = "，"
_MEASURES: Final = (
    "个|名|位|次|条|户|家|天|年(?!级)|周|小时|分钟|份|张|本|页|种|项|遍|元|人|岁|间|处|块|口|台|"
    "辆|只|公里|米|厘米|毫米|千克|公斤|斤|克|升|层|批|万|千|亿|倍|点|平方米|亩|双|套|场|节|句"
)
"""Words before which 2 is 两 and not 二."""

_HOTLINES: Final = "12345|12333|12385|12348|12355|12315|12329|12366|12320|12338|12351"
"""Short numbers of public services; 12385 is the disabled persons' federation."""

_EMERGENCY: Final = frozenset({"110", "119", "120", "122"})
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_MONTHS, _MONTH_DAYS = 12, 31
_LONG_DIGITS = 7
"""Digits without commas: from here on they are a number of something and no amount."""

_ENDS_OF_AMOUNTS: Final = frozenset("%‰℃°年月日时点分元次个人岁级组号天户米克")
_ABBREVIATION: Final = re.compile(r"[A-Z]{1,6}|[a-z]")
_READ_AS_WORDS: Final = frozenset({"com", "net", "org", "edu", "gov"})
_ADDRESS_SIGNS: Final = {
    ".": "点", "/": "斜杠", "-": "短横", "_": "下划线", ":": "冒号", "@": "艾特", "?": "问号",
    "=": "等于", "&": "和", "%": "百分号", "+": "加", "#": "井号", "~": "波浪号",
}  # fmt: skip
_COMMAS: Final = re.compile(r"\s*，[\s，]*")
_COMMA_BEFORE: Final = re.compile(r"，(?=[。！？；：、!?;])|(?<=[。！？；：、!?;])，|^，|，$")
_BLANK_BESIDE_HANZI: Final = re.compile(
    r"(?<=[\u3400-\u9fff，。！？；：、\U00020000-\U0003ffff])[ ]+"
    r"|[ ]+(?=[\u3400-\u9fff，。！？；：、\U00020000-\U0003ffff])"
)


def chinese(text: str) -> str:
    """Return a Chinese text as it is said."""
    said = reword(narrowed(text), _RULES, _ZH)
    said = _COMMAS.sub(_PAUSE, said)
    said = _BLANK_BESIDE_HANZI.sub("", _COMMA_BEFORE.sub("", said))
    return "\n".join(" ".join(line.split()) for line in said.split("\n")).strip()


def _groups(groups: Iterable[str | None]) -> str:
    """Return groups of digits and letters one by one, a pause between the groups."""
    return _PAUSE.join(_one_by_one(group) for group in groups if group)


def _one_by_one(group: str) -> str:
    parts = re.findall(r"\d+|[A-Za-z]", group)
    said = [digits_zh(part) if part.isdigit() else f" {part.upper()} " for part in parts]
    return "".join(said).strip()


def _paused(said: str) -> str:
    return f"{_PAUSE}{said}{_PAUSE}"


def _numbered(found: re.Match[str]) -> str:
    return _paused(_groups(found.groups()))


def _masked(found: re.Match[str]) -> str:
    head, stars, tail = found.groups()
    count = counted_zh(len(stars))
    where = "中间" if head and tail else "后面" if head else "前面" if tail else ""
    parts = (_one_by_one(head), f"{where}{count}位已遮盖", _one_by_one(tail))
    return _paused(_PAUSE.join(part for part in parts if part))


def _day(found: re.Match[str]) -> str | None:
    year, _, month, day = found.groups()
    if not (_is_year(year) and 1 <= int(month) <= _MONTHS and 1 <= int(day) <= _MONTH_DAYS):
        return None
    return f"{year_zh(year)}年{cardinal_zh(int(month))}月{cardinal_zh(int(day))}日"


def _month(found: re.Match[str]) -> str | None:
    year, month = found.groups()
    if not (_is_year(year) and 1 <= int(month) <= _MONTHS):
        return None
    return f"{year_zh(year)}年{cardinal_zh(int(month))}月"


def _is_year(digits: str) -> bool:
    return _FIRST_YEAR <= int(digits) <= _LAST_YEAR


def _year(found: re.Match[str]) -> str | None:
    return year_zh(found[1]) if _is_year(found[1]) else None


def _years(found: re.Match[str]) -> str | None:
    first, last = found.groups()
    both = _is_year(first) and _is_year(last)
    return f"{year_zh(first)}至{year_zh(last)}" if both else None


def _time(found: re.Match[str]) -> str:
    hour, minute, second = found.groups()
    said = f"{counted_zh(int(hour))}点"
    if minute == "00" and second is None:
        return f"{said}整"
    said += ("零" if minute[0] == "0" else "") + f"{cardinal_zh(int(minute))}分"
    return said + (f"{cardinal_zh(int(second))}秒" if second else "")


def _mobile(found: re.Match[str]) -> str:
    country, *groups = found.groups()
    return _paused(("加八六，" if country else "") + _groups(groups))


def _landline(found: re.Match[str]) -> str:
    *groups, extension = found.groups()
    return _paused(_groups(groups) + (f"，转{digits_zh(extension)}" if extension else ""))


def _address(found: re.Match[str]) -> str:
    said: list[str] = []
    for part in re.findall(r"[A-Za-z]+|\d+|.", found[0].split("://")[-1].rstrip("/")):
        if part.isdigit():
            said.append(digits_zh(part))
        elif part.isalpha():
            word = part.lower()
            said.append(f" {word if word in _READ_AS_WORDS else ' '.join(part.upper())} ")
        else:
            said.append(_ADDRESS_SIGNS.get(part, ""))
    return _paused("".join(said))


def _percent(found: re.Match[str]) -> str:
    minus, number, sign = found.groups()
    of = "百分之" if sign == "%" else "千分之"
    return of + ("负" if minus else "") + number_zh(number)


def _percents(found: re.Match[str]) -> str:
    return f"百分之{number_zh(found[1])}至百分之{number_zh(found[2])}"


def _fraction(found: re.Match[str]) -> str:
    over, under = int(found[1]), int(found[2])
    if over < under and before(found) != "第":
        return f"{cardinal_zh(under)}分之{cardinal_zh(over)}"
    return f"{cardinal_zh(over)}斜杠{cardinal_zh(under)}"


def _money(found: re.Match[str]) -> str:
    sign, number, more = found.groups()
    name = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}[sign]
    return number_zh(number) + (more or "") + name


def _dash(found: re.Match[str]) -> str:
    """Return 至 between two amounts, 负 before one, a pause anywhere else."""
    previous = before(found)
    if not previous or previous in "：:，,；;（(、。=":
        return "负" if found[0].strip() in "-−" else _PAUSE
    is_amount = (previous.isascii() and previous.isalnum()) or previous in _ENDS_OF_AMOUNTS
    return "至" if is_amount else _PAUSE


def _each(found: re.Match[str]) -> str | None:
    return "每" if before(found) in set("元次人天时户分") else None


def _number(found: re.Match[str]) -> str:
    number, previous = found[1], before(found)
    counts = re.match(rf"\s?(?:{_MEASURES})", found.string[found.end(1) :]) is not None
    if number == "2" and counts and previous != "第":
        return "两"
    if number in _EMERGENCY and previous in {"打", "拨"}:
        return digits_zh(number)
    if number.isdigit() and len(number) >= _LONG_DIGITS and not counts:
        return _paused(_groups(re.findall(r"\d{1,4}", number)))
    return number_zh(number)


def _word(found: re.Match[str]) -> str:
    word = found[0].replace("’", "'")
    return f" {' '.join(word)} " if _ABBREVIATION.fullmatch(word) else word


def _mixture(found: re.Match[str]) -> str:
    return _groups(found[0].split("-"))


def _fixed(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: words


_RULES: Final[tuple[Rule, ...]] = (
    rule(r"〔U\+[0-9A-F]{4,6}〕", _fixed(NO_GLYPH.zh)),
    rule(r"[_＿]{2,}", _fixed(_paused(BLANK.zh))),
    rule(r"(?:https?://|www\.)[\x21-\x7e]*[\w/]", _address),
    rule(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", _address),
    rule(r"([0-9A-Za-z]*)[ -]?([*＊×]{2,}|＊)[ -]?([0-9A-Za-z]*)", _masked),
    rule(r"(\d{6})-(\d{4})-([0-9A-Z]{3,9})(?!\w)", _numbered),
    rule(r"(\d{6}) ?(\d{8}) ?(\d{3}[0-9Xx])(?: ?(\d{2})(?:(B\d{1,2}))?)?(?!\w)", _numbered),
    rule(r"(\d{6})(\d{6})(\d{3})(?!\w)", _numbered),
    rule(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)T?", _day),
    rule(r"(\d{4})[-/](\d{1,2})(?![\d/-])", _month),
    rule(r"(\d{4}) ?[-–—~至到] ?(\d{4})(?=\s?(?:学?年|级|届))", _years),
    rule(r"(\d{4})\s?(?=(?:学?年|级|届))", _year),
    rule(
        r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:：]|\s?[人个名元次户份%])",
        _time,
    ),
    rule(r"(\d{1,3})[:∶](\d{1,3})(?![\d:])", lambda f: f"{number_zh(f[1])}比{number_zh(f[2])}"),
    rule(r"(\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)", _mobile),
    rule(r"([48]00)-?(\d{3,4})-?(\d{3,4})(?: ?转 ?(\d{1,6}))?(?!\d)", _landline),
    rule(
        r"[(（]?(0\d{2,3})[)）]?[- ]?(\d{3,4})[- ]?(\d{4})(?: ?[转-] ?(\d{1,6}))?(?!\d)",
        _landline,
    ),
    rule(rf"({_HOTLINES})(?!\d|,\d|\.\d|\s?(?:{_MEASURES}))", lambda f: digits_zh(f[1])),
    rule(rf"({AMOUNT})%? ?[-–—~至] ?({AMOUNT}) ?%", _percents),
    rule(rf"([-−])?({AMOUNT}) ?([%‰])", _percent),
    rule(r"(\d{1,3})/(\d{1,3})(?![\d/])", _fraction),
    rule(rf"({AMOUNT}) ?[×*xX] ?(?=\d)", lambda f: f"{number_zh(f[1])}乘"),
    rule(rf"([¥$€£]) ?({AMOUNT}) ?([万亿])?元?", _money),
    rule(
        rf"({AMOUNT}) ?({UNIT})(?![A-Za-z0-9²³])",
        lambda f: number_zh(f[1]) + unit_said(f[2], _ZH),
    ),
    rule(r"(?:No|NO|no)\.? ?(?=\d)", _fixed("编号")),
    rule(r"\d+(?:\.\d+){2,}", lambda f: "点".join(number_zh(n) for n in f[0].split("."))),
    rule(r"(?=[A-Z-]*\d)[0-9A-Z]+(?:-[0-9A-Z]+){2,}(?!\w)", _mixture),
    rule(
        r"(?:[A-Za-z]*\d[0-9A-Za-z]*-)*(?=\w*[A-Za-z])(?=\w*\d)[0-9A-Za-z]+(?:-\w+)*", _mixture
    ),
    rule(r"[A-Z]{2,}(?:-\d+)+", _mixture),
    rule(r"[ ]?[-–—~−]+[ ]?(?=[\d¥$])", _dash),
    rule(r"/(?=\s?(?:个?月|天|日|年|人|次|户|周|小时|季))", _each),
    rule(rf"({AMOUNT})(?: (?=[\u4e00-\u9fff]))?", _number),
    rule(r"[A-Za-z]+(?:['’][A-Za-z]+)*", _word),
)
