"""Every kind of document about one client: which can be made now, and the making of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.domain.ids import ClientId, PlacementId
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Document
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Owner, Reading
from db.usecases.client_page import ClientPage, client_page
from db.usecases.papers.case_summary import case_summary
from db.usecases.papers.employer_introduction import (
    employer_introduction,
    reason_against_introduction,
)
from db.usecases.papers.employment_plan import employment_plan, reason_against_plan
from db.usecases.papers.follow_up import follow_up_sheet, reason_against_follow_up
from db.usecases.papers.household_check import household_check, reason_against_check
from db.usecases.papers.letter import Letter, letter_document
from db.usecases.papers.making import Maker
from db.usecases.papers.placement_certificate import (
    placement_certificate,
    reason_against_certificate,
)
from db.usecases.papers.posting_list import posting_list, reason_against_postings

SUMMARY: Final = "case_summary"
LETTER: Final = "letter"

_NOT_OF_A_CLIENT = Text(
    "“{kind}”不是给一位服务对象做的，请在它自己的页面里做。",
    "“{kind}” is not made for one client; make it on its own page.",
)
_NO_SUCH_KIND = Text(
    "没有“{kind}”这种文书，请从列表里选。",
    "There is no kind of document called “{kind}”; choose one of the list.",
)
_NO_TEMPLATE = Text("请先选写哪种信。", "Choose first which letter to write.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for beside the client."""

    letter: Letter | None
    placement_id: PlacementId | None


@dataclass(frozen=True, slots=True)
class _Kind:
    audience: Audience
    why_not: Callable[[ClientPage, date], Text | None]
    make: Callable[[Maker, ClientPage, _Asked], Document]


def _always(_page: ClientPage, _today: date) -> Text | None:
    return None


def _letter(maker: Maker, page: ClientPage, asked: _Asked) -> Document:
    if asked.letter is None:
        raise Problem(_NO_TEMPLATE, field="template")
    return letter_document(maker, page, asked.letter)


_KINDS: Final = {
    SUMMARY: _Kind(Audience.CLIENT, _always, lambda maker, page, _: case_summary(maker, page)),
    "employment_plan": _Kind(
        Audience.CLIENT,
        reason_against_plan,
        lambda maker, page, _: employment_plan(maker, page),
    ),
    "posting_list": _Kind(
        Audience.CLIENT,
        reason_against_postings,
        lambda maker, page, _: posting_list(maker, page),
    ),
    "household_check": _Kind(
        Audience.HOUSEHOLD,
        reason_against_check,
        lambda maker, page, _: household_check(maker, page),
    ),
    "follow_up": _Kind(
        Audience.CLIENT,
        reason_against_follow_up,
        lambda maker, page, asked: follow_up_sheet(maker, page, asked.placement_id),
    ),
    LETTER: _Kind(Audience.CLIENT, _always, _letter),
    "placement_certificate": _Kind(
        Audience.BEARER,
        reason_against_certificate,
        lambda maker, page, asked: placement_certificate(maker, page, asked.placement_id),
    ),
    "employer_introduction": _Kind(
        Audience.EMPLOYER,
        reason_against_introduction,
        lambda maker, page, _: employer_introduction(maker, page),
    ),
}

CLIENT_KINDS: Final = tuple(_KINDS)
"""Kinds that are about one client (``document_kinds``), in the order they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChoice:
    """One kind of document, and whether it can be made of a client now.

    Attributes:
        kind: Its code in ``document_kinds``.
        audience: Who reads it.
        why_not: Why it cannot be made, and what to do first; ``None`` when it can.
    """

    kind: str
    audience: Audience
    why_not: Text | None

    @property
    def label(self) -> Text:
        """Its name."""
        return code_list("document_kinds").label(self.kind)

    @property
    def is_possible(self) -> bool:
        """Whether it can be made now."""
        return self.why_not is None


def kinds_for(
    reading: Reading, client_id: ClientId, *, today: date, policy: Policy
) -> tuple[KindChoice, ...]:
    """Return every kind about one client, and of those that cannot be made now the reason.

    Raises:
        Problem: The client is gone.
    """
    page = client_page(reading, client_id, today, policy)
    return tuple(
        KindChoice(kind=code, audience=kind.audience, why_not=kind.why_not(page, today))
        for code, kind in _KINDS.items()
    )


def document_of(  # noqa: PLR0913 - all of them say what is made, for whom and by whom
    reading: Reading,
    kind: str,
    client_id: ClientId,
    language: Language,
    *,
    today: date,
    policy: Policy,
    owner: Owner,
    letter: Letter | None = None,
    placement_id: PlacementId | None = None,
) -> Document:
    """Return a document about one client.

    Args:
        reading: One look at the record.
        kind: Code in ``document_kinds``, one of ``CLIENT_KINDS``.
        client_id: Whom it is about.
        language: Its language.
        today: The day on it.
        policy: The numbers in force.
        owner: Whoever gives it out.
        letter: Which letter, for the kind ``letter``.
        placement_id: Which placement, for a follow-up sheet or a certificate; without it the
            newest running one.

    Raises:
        Problem: The client is gone, or the kind cannot be made now; the sentence says why.
    """
    found = _KINDS.get(kind)
    if found is None:
        known = code_list("document_kinds").find(kind)
        if known is not None:
            raise Problem(_NOT_OF_A_CLIENT, field="kind", kind=known.label)
        raise Problem(_NO_SUCH_KIND, field="kind", kind=kind)
    page = client_page(reading, client_id, today, policy)
    why_not = found.why_not(page, today)
    if why_not is not None:
        raise Problem(why_not, field="kind")
    maker = Maker(reading=reading, language=language, today=today, policy=policy, owner=owner)
    return found.make(maker, page, _Asked(letter, placement_id))
