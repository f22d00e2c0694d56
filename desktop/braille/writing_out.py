"""Put what print shows by its look into words: dates, times, hidden digits, boxes.

Braille has no column of digits to glance at: 2026-08-15 is written 2026年8月15日, and twelve
stars are said to be twelve. Nothing else is changed.
"""

import re

from db.fields.text import Language

_DAY = re.compile(
    r"(?<![\w\-/.])(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\w|[\-/.]\w)",
    re.ASCII,
)
_MONTH = re.compile(r"(?<![\w\-/.])((?:19|20)\d{2})-(0[1-9]|1[0-2])(?!\w|[\-/.]\w)", re.ASCII)
_TIME = re.compile(r"(?<![\w:.])([01]?\d|2[0-4])[:：]([0-5]\d)(?!\w|[:.]\w)", re.ASCII)
_STARS = re.compile(r"[*＊]{2,}")
_THOUSANDS = re.compile(r"(?<![\w,.])\d{1,3}(?:,\d{3})+(?![\w,])", re.ASCII)
_BOXES = {
    "☐": "（未选）", "□": "（未选）", "☑": "（已选）", "☒": "（已选）", "√": "（是）",
    "℃": "摄氏度", "°": "度", "㎡": "平方米", "㎞": "公里", "㎏": "公斤", "→": "到",
}  # fmt: skip
_BOX = re.compile("|".join(map(re.escape, _BOXES)))


def written_out(text: str, language: Language = Language.ZH) -> str:
    """Return a text as it is put into Braille."""
    if language is Language.EN:
        return _STARS.sub(lambda stars: f" ({len(stars[0])} hidden) ", text)
    text = _DAY.sub(lambda day: f"{day[1]}年{int(day[3])}月{int(day[4])}日", text)
    text = _MONTH.sub(lambda month: f"{month[1]}年{int(month[2])}月", text)
    text = _TIME.sub(_time, text)
    text = _STARS.sub(lambda stars: f"（{len(stars[0])}位遮住）", text)
    text = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), text)
    return _BOX.sub(lambda box: _BOXES[box[0]], text)


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    return f"{hour}点{minute}分" if minute else f"{hour}点"
