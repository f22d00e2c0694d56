"""Wages, incomes and counts as rosters write them: about, from–to, in ten thousands."""

import re
from typing import Final

from db.domain.rosters.roster import CellValue, target_field, target_label
from db.fields.field import Money, Whole
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.text import Text
from db.sheets.cell import CellReading, means_nothing, narrow, words_of

_AMOUNT: Final = r"(\d{1,9}(?:\.\d{1,4})?)(万|千|百|w|k)?"
_ONE: Final = re.compile(rf"(?:约|大约|近|人均|月均|每月)?{_AMOUNT}(.*)", re.IGNORECASE)
_TWO: Final = re.compile(rf"{_AMOUNT}元?[-~—–至到]{{1,2}}{_AMOUNT}(.*)", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"(?:多|余|左右|上下|以上|以内|块|元|块钱|圆|整|/月|每月|一个月|/人|[(（].*[)）])*"
)
_YEARLY: Final = re.compile(r"(?:元|块)?(?:/年|每年|一年)")
_SIZES: Final = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000, "百": 100}
_MONTHS: Final = 12
_FEN: Final = 100

_NOT_EXACT: Final = Text(
    "“{typed}”不是一个准数，取 {yuan} 元，原文写进了备注。",
    "“{typed}” is no exact amount: {yuan} yuan was taken and the words were kept.",
)
_UNIT: Final = Text("“{typed}”换算为 {yuan} 元。", "“{typed}” comes to {yuan} yuan.")
_FROM_YEAR: Final = Text(
    "“{heading}”写的是“{typed}”，折合每月 {yuan} 元（除以 12，推算）。",
    "“{heading}” says “{typed}”: {yuan} yuan a month (divided by 12, worked out).",
)
_TOO_MUCH: Final = Text(
    "“{label}”折合 {yuan} 元，超出 {high} 元，请核对单位是元还是万元。",
    "“{label}” comes to {yuan} yuan, more than {high}. Is the unit yuan or 10,000 yuan?",
)
_REMARKS: Final = {
    "placement": "placement.remark",
    "household": "household.remark",
    "client": "client.remark",
}


def read_amount(value: CellValue, target: str, heading: str, scale: float) -> CellReading:
    """Read an amount of money; ``scale`` turns the column's unit into yuan (a month)."""
    field = target_field(target)
    reading = CellReading()
    text = re.sub(r"[,，¥￥]", "", narrow(words_of(value)))
    if means_nothing(text) or field is None or not isinstance(field.kind, Money):
        return reading
    amount, exact, yearly = _amount(text)
    if amount is None:
        try:
            parse(field, text)
        except Problem as problem:
            reading.problem = problem.text.filled(**problem.values)
        return reading
    if yearly and target != "household.yearly_income" and scale == 1:
        scale = 1 / _MONTHS
    fen = round(amount * scale * _FEN)
    # Worked-out wages are whole yuan: more would only look exact.
    if scale not in {1, 10_000} or not exact:
        fen = round(fen / _FEN) * _FEN
    yuan = f"{fen / _FEN:,.2f}".removesuffix(".00")
    if fen > field.kind.high_yuan * _FEN:
        reading.problem = _TOO_MUCH.filled(
            label=target_label(target), yuan=yuan, high=f"{field.kind.high_yuan:,}"
        )
        return reading
    reading.values[target] = fen
    if not exact:
        reading.note(_REMARKS[target.partition(".")[0]], heading, text)
        reading.infer(_NOT_EXACT, typed=text, yuan=yuan)
    elif scale < 1 or scale not in {1, 10_000}:
        reading.infer(_FROM_YEAR, heading=heading, typed=text, yuan=yuan)
    elif scale != 1 or any(size in text for size in _SIZES):
        reading.infer(_UNIT, typed=text, yuan=yuan)
    return reading


def read_whole(value: CellValue, target: str) -> CellReading:
    """Read a whole number, also with its unit: ``4人``."""
    field = target_field(target)
    reading = CellReading()
    text = narrow(words_of(value))
    if means_nothing(text) or field is None or not isinstance(field.kind, Whole):
        return reading
    digits = re.fullmatch(r"(\d{1,9})(?:\.0+)?\D{0,3}", text, re.ASCII)
    try:
        reading.values[target] = parse(field, digits[1] if digits else text)
    except Problem as problem:
        reading.problem = problem.text.filled(**problem.values)
    return reading


def _amount(text: str) -> tuple[float | None, bool, bool]:
    """Return the amount, whether it was written exactly, and whether it is for a year."""
    yearly = bool(_YEARLY.search(text))
    text = _YEARLY.sub("", text)
    both = _TWO.fullmatch(text)
    if both and _TAIL.fullmatch(both[5]):
        second = _sized(both[3], both[4])
        # 3-5千: the unit after the second number is that of both.
        first = _sized(
            both[1], both[2] or (both[4] if float(both[1]) <= float(both[3]) else "")
        )
        return (first + second) / 2, False, yearly
    one = _ONE.fullmatch(text)
    if not one or not _TAIL.fullmatch(one[3]):
        return None, False, yearly
    about = text[0] in "约大近" or any(
        word in one[3] for word in ("多", "余", "左右", "上下", "以")
    )
    return _sized(one[1], one[2]), not about, yearly


def _sized(number: str, size: str | None) -> float:
    return float(number) * _SIZES.get((size or "").lower(), 1)
