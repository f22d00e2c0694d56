"""Identity numbers, certificate numbers and telephones as rosters hold them."""

import re
from typing import Final

from db.domain.clients.client import Client
from db.domain.rosters.roster import CellValue
from db.fields.field import field_of
from db.fields.numbers import identity_parts, is_certificate_number, looks_cut_by_spreadsheet
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.text import Text
from db.sheets.cell import CellReading, means_nothing, narrow, words_of

_DIGITS_KEPT: Final = 15
_IDENTITY_DIGITS: Final = 18
_CUT: Final = Text(
    "表格软件把“{label}”当成数字存了，只保留前 15 位，后面的已经丢失，无法恢复。"
    "请把这一列设为文本，照证件重新填写或向提供的人要文本格式的名单。",
    "The spreadsheet kept “{label}” as a number: only the first 15 digits are left "
    "and the rest cannot be recovered. Set the column to text and type it from the card, "
    "or ask for the roster with this column as text.",
)
_FIFTEEN: Final = Text(
    "“{label}”只有 15 位：是旧身份证号，或被表格软件截断。请照新证件填 18 位。",
    "“{label}” has only 15 digits: an old identity number, or cut by a spreadsheet. "
    "Type the 18 characters of the present card.",
)
_IS_CERTIFICATE: Final = Text(
    "这一格写的是残疾人证号，已登记为残疾人证号；身份证号取它的前 18 位。",
    "This cell holds a certificate number and was recorded as one; "
    "its first 18 characters are the identity number.",
)
_IS_IDENTITY: Final = Text(
    "这一格写的是身份证号，已登记为身份证号；残疾人证号还没有，请补。",
    "This cell holds an identity number and was recorded as one; "
    "the certificate number is still missing.",
)
_PHONE_WORDS: Final = Text(
    "电话格里还有别的文字，电话已取出，原文写进了备注。",
    "The telephone cell holds more words; the numbers were taken out and the words kept.",
)
_PHONE_SHORT: Final = Text(
    "手机号应为 11 位，“{number}”有 {chars} 位，请核对。",
    "A mobile number has 11 digits; “{number}” has {chars}. Please check.",
)
_PHONE: Final = re.compile(r"\+?\d(?:[\d-]{5,17})\d", re.ASCII)
_ODD_MOBILE: Final = re.compile(r"1[3-9]\d{8}|1[3-9]\d{10}", re.ASCII)


def read_identity(value: CellValue, name: str = "identity_number") -> CellReading:
    """Read an identity number; a certificate number in its place is recognised."""
    field = field_of(Client, "identity_number")
    text = narrow(words_of(value)).upper()
    reading = CellReading()
    if means_nothing(text):
        return reading
    target = f"client.{name}"
    if _is_cut(value, text):
        reading.problem = _CUT.filled(label=field.label)
    elif len(text) == _DIGITS_KEPT and text.isdigit():
        reading.problem = _FIFTEEN.filled(label=field.label)
    elif is_certificate_number(text) and len(text) > _IDENTITY_DIGITS:
        reading.values = {target: text[:_IDENTITY_DIGITS], "client.certificate_number": text}
        reading.infer(_IS_CERTIFICATE)
    else:
        try:
            reading.values[target] = parse(field, text)
        except Problem as problem:
            reading.problem = problem.text.filled(**problem.values)
    return reading


def read_head_identity(value: CellValue) -> CellReading:
    """Read the identity number of the head of a household."""
    reading = read_identity(value)
    number = reading.values.get("client.identity_number")
    reading.values = {} if number is None else {"household.head_identity_number": number}
    return reading


def read_certificate(value: CellValue) -> CellReading:
    """Read a certificate number; an identity number in its place is recognised."""
    field = field_of(Client, "certificate_number")
    text = narrow(words_of(value)).upper()
    reading = CellReading()
    if means_nothing(text):
        return reading
    if _is_cut(value, text):
        reading.problem = _CUT.filled(label=field.label)
    elif identity_parts(text) is not None:
        reading.values["client.identity_number"] = text
        reading.check(_IS_IDENTITY)
    elif len(text) == _DIGITS_KEPT and text.isdigit():
        reading.problem = _FIFTEEN.filled(label=field.label)
    else:
        try:
            reading.values["client.certificate_number"] = parse(field, text)
        except Problem as problem:
            reading.problem = problem.text.filled(**problem.values)
    return reading


def read_phone(value: CellValue, target: str, heading: str) -> CellReading:
    """Read one or several telephone numbers, also when words stand between them."""
    text = " ".join(words_of(value).split())
    reading = CellReading()
    if means_nothing(text):
        return reading
    field = field_of(Client, target.partition(".")[2])
    try:
        reading.values[target] = parse(field, text)
    except Problem as problem:
        numbers = _PHONE.findall(re.sub(r"[()（）](\d{3,4})[()（）]", r"\1-", text))
        if not numbers:
            reading.problem = problem.text.filled(**problem.values)
            return reading
        reading.values[target] = "；".join(dict.fromkeys(numbers))
        if re.search(r"[^\W\d_]", text):
            reading.note("client.remark", heading, text)
            reading.infer(_PHONE_WORDS)
    for number in str(reading.values[target]).split("；"):
        if _ODD_MOBILE.fullmatch(number):
            reading.check(_PHONE_SHORT, number=number, chars=len(number))
    return reading


def _is_cut(value: CellValue, text: str) -> bool:
    """Tell whether a number cell holds more digits than a spreadsheet keeps."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(value) >= 10 ** (_DIGITS_KEPT - 1) or "E" in text
    return looks_cut_by_spreadsheet(text)
