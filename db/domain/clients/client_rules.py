"""What must be true of a client, and what is worth a second look.

A fault stops saving. A remark does not: certificates are re-graded and rosters lag behind, so
two papers that differ are shown to the counsellor, never settled for her.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from db.domain.clients.ages import age_on, of_working_age
from db.domain.clients.client import Client
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.numbers import identity_parts, is_certificate_number
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text

CERTIFICATE_WARNING_DAYS: Final = 90
"""How long before its last day a certificate is spoken of (design proposal: re-assessment takes
weeks, and no rule on this was found)."""

HOLDER_KINDS: Final = frozenset({"DPF", "MIL"})
"""Certificates that make somebody a holder (``certificate_kinds``)."""

_IDENTITY_DIGITS = 18
_OLDEST_YEARS = 130
"""Nobody is recorded as older; a typing slip is likelier (own choice)."""

_NO_NAME = Text("请填写姓名。", "Please fill in the name.")
_BORN_LATER = Text(
    "出生日期晚于今天，请对照身份证核对。",
    "The date of birth is after today; check it against the identity card.",
)
_BORN_TOO_EARLY = Text(
    "出生日期 {born_on} 太早，请对照身份证核对。",
    "The date of birth {born_on} is too early; check it against the identity card.",
)
_BAD_IDENTITY = Text(
    "身份证号不是有效的 18 位号码，请对照身份证核对。",
    "The identity number is not a valid one of 18 characters; check it against the card.",
)
_BAD_CERTIFICATE = Text(
    "残疾人证号应为身份证号加类别和等级共 20 位，请对照残疾人证核对。",
    "The certificate number is the identity number, a category and a level, 20 in all; "
    "check it against the certificate.",
)
_BORN_DIFFERS = Text(
    "身份证号里的出生日期是 {number}，这里填的是 {filled}。请对照身份证核对。",
    "The identity number says born on {number}, the record says {filled}. Check the card.",
)
_SEX_DIFFERS = Text(
    "身份证号里的性别是{number}，这里填的是{filled}。请对照身份证核对。",
    "The identity number says {number}, the record says {filled}. Check the card.",
)
_NUMBERS_DIFFER = Text(
    "残疾人证号的前 18 位和身份证号不同。请对照两个证件核对。",
    "The first 18 characters of the certificate number are not the identity number. "
    "Check both papers.",
)
_CATEGORY_DIFFERS = Text(
    "残疾人证号里的类别是{number}，这里填的是{filled}。换过证的以新证为准，请核对。",
    "The certificate number says {number}, the record says {filled}. "
    "After a re-issue the new certificate counts; please check.",
)
_LEVEL_DIFFERS = Text(
    "残疾人证号里的等级是{number}，这里填的是{filled}。重新评定过的以新证为准，请核对。",
    "The certificate number says {number}, the record says {filled}. "
    "After a new assessment the new certificate counts; please check.",
)
_NONE_BUT_NUMBER = Text(
    "证件种类填的是“{kind}”，却有残疾人证号，请核对。",
    "The kind of certificate is “{kind}”, yet there is a certificate number; please check.",
)
_EXPIRED = Text(
    "残疾人证已于 {until} 到期。请提醒本人到县残联换证。",
    "The certificate ran out on {until}. Remind the client to renew it.",
)
_EXPIRES_SOON = Text(
    "残疾人证将于 {until} 到期，还有 {days} 天。请提醒本人换证。",
    "The certificate runs out on {until}, in {days} days. Remind the client to renew it.",
)
_TOO_YOUNG = Text(
    "今天满 {age} 周岁，就业年龄从 {limit} 周岁起。",
    "The client is {age} years old today; working age begins at {limit}.",
)
_TOO_OLD = Text(
    "今天满 {age} 周岁，就业年龄到 {limit} 周岁为止。",
    "The client is {age} years old today; working age ends at {limit}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something worth a second look, and the field it is about."""

    text: Text
    field: str


def check_client(client: Client, today: date) -> None:
    """Check what must be true of a client.

    Raises:
        InvalidFieldsError: The name is missing, the date of birth cannot be, or a number is not
            of its kind (GB 11643; 残疾人证 numbers as in ``db.fields.numbers``).
    """
    problems = []
    if not client.name.strip():
        problems.append(Problem(_NO_NAME, field="name"))
    if client.born_on is not None:
        if client.born_on > today:
            problems.append(Problem(_BORN_LATER, field="born_on"))
        elif age_on(client.born_on, today) > _OLDEST_YEARS:
            problems.append(Problem(_BORN_TOO_EARLY, field="born_on", born_on=client.born_on))
    if client.identity_number is not None:
        parts = identity_parts(client.identity_number)
        if parts is None or parts.born_on > today:
            problems.append(Problem(_BAD_IDENTITY, field="identity_number"))
    if client.certificate_number is not None and not is_certificate_number(
        client.certificate_number
    ):
        problems.append(Problem(_BAD_CERTIFICATE, field="certificate_number"))
    if problems:
        raise InvalidFieldsError(problems)


def remarks(client: Client, today: date, policy: Policy) -> tuple[Remark, ...]:
    """Return what does not fit together, in the order of the form.

    The first six digits of the identity number are never compared with the county: abolished
    codes live on in old numbers.
    """
    return (
        *_identity_remarks(client),
        *_certificate_remarks(client),
        *_validity_remarks(client, today),
        *_age_remarks(client, today, policy),
    )


def filled_from_numbers(client: Client) -> Client:
    """Return the client with blanks filled by what her own numbers say; nothing is replaced."""
    certificate = client.certificate_number or ""
    valid = is_certificate_number(certificate)
    identity = client.identity_number or (certificate[:_IDENTITY_DIGITS] if valid else "")
    parts = identity_parts(identity)
    if parts is not None:
        client = replace(
            client,
            identity_number=identity,
            born_on=client.born_on or parts.born_on,
            sex=client.sex or parts.sex,
        )
    if valid:
        client = replace(
            client,
            disability_category=client.disability_category or certificate[_IDENTITY_DIGITS],
            disability_level=client.disability_level or certificate[_IDENTITY_DIGITS + 1],
        )
    return client


def is_holder(client: Client) -> bool | None:
    """Tell whether the client holds a certificate; ``None`` when nothing says so or not."""
    if client.certificate_kind is not None:
        return client.certificate_kind in HOLDER_KINDS
    return True if client.certificate_number is not None else None


def _identity_remarks(client: Client) -> list[Remark]:
    parts = identity_parts(client.identity_number or "")
    found = []
    if parts is not None and client.sex is not None and client.sex != parts.sex:
        sex = code_list("sex")
        text = _SEX_DIFFERS.filled(number=sex.label(parts.sex), filled=sex.label(client.sex))
        found.append(Remark(text=text, field="sex"))
    if parts is not None and client.born_on is not None and client.born_on != parts.born_on:
        text = _BORN_DIFFERS.filled(number=parts.born_on, filled=client.born_on)
        found.append(Remark(text=text, field="born_on"))
    return found


def _certificate_remarks(client: Client) -> list[Remark]:
    number = client.certificate_number
    if number is None or not is_certificate_number(number):
        return []
    found = []
    if is_holder(client) is False and client.certificate_kind is not None:
        kind = code_list("certificate_kinds").label(client.certificate_kind)
        found.append(Remark(text=_NONE_BUT_NUMBER.filled(kind=kind), field="certificate_kind"))
    if (
        client.identity_number is not None
        and number[:_IDENTITY_DIGITS] != client.identity_number
    ):
        found.append(Remark(text=_NUMBERS_DIFFER, field="certificate_number"))
    for field, digit, text in (
        ("disability_category", number[_IDENTITY_DIGITS], _CATEGORY_DIFFERS),
        ("disability_level", number[_IDENTITY_DIGITS + 1], _LEVEL_DIFFERS),
    ):
        filled = getattr(client, field)
        if filled is not None and filled != digit:
            codes = code_list(
                "disability_categories" if "category" in field else "disability_levels"
            )
            words = text.filled(number=codes.label(digit), filled=codes.label(filled))
            found.append(Remark(text=words, field=field))
    return found


def _validity_remarks(client: Client, today: date) -> list[Remark]:
    until = client.certificate_until
    if until is None or until > today + timedelta(days=CERTIFICATE_WARNING_DAYS):
        return []
    if until < today:
        text = _EXPIRED.filled(until=until)
    else:
        text = _EXPIRES_SOON.filled(until=until, days=(until - today).days)
    return [Remark(text=text, field="certificate_until")]


def _age_remarks(client: Client, today: date, policy: Policy) -> list[Remark]:
    limits = policy.age_limits(today)
    if (
        client.born_on is None
        or of_working_age(client.born_on, client.sex, today, limits) is not False
    ):
        return []
    age = age_on(client.born_on, today)
    if age < limits.youngest:
        text = _TOO_YOUNG.filled(age=age, limit=limits.youngest)
    else:
        oldest = {"1": limits.oldest_male, "2": limits.oldest_female}
        limit = oldest.get(client.sex or "", max(oldest.values()))
        text = _TOO_OLD.filled(age=age, limit=limit)
    return [Remark(text=text, field="born_on")]
