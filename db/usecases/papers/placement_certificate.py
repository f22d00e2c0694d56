"""A certificate that somebody works at an employer, for the person to show to others."""

from datetime import date
from typing import Final

from db.domain.ids import PlacementId
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Block, Document, Facts, Signatures
from db.domain.placements.placement import Placement
from db.fields.problem import Problem
from db.fields.text import Text
from db.usecases.client_duties import PlacementView
from db.usecases.client_page import ClientPage
from db.usecases.papers.making import Maker
from db.usecases.papers.writing import DAY, REACH_US, Writer

NO_PLACEMENT: Final = Text(
    "还没有就业安置，不能开证明。", "There is no placement yet, so nothing can be certified."
)
NOT_BEGUN: Final = Text(
    "{started_on} 才上岗，还不能开证明。",
    "The work begins on {started_on}; nothing can be certified before that day.",
)
_NOT_HERS = Text(
    "这项就业安置已经不在这位服务对象名下，请重新选择。",
    "This placement is no longer on the client’s record; choose again.",
)
_TITLE = Text("就业安置证明", "Certificate of placement")
_STATEMENT = Text("证明内容", "What is certified")
_FACTS = Text("就业情况", "The work")
_SEAL = Text("开具", "Issued by")
_WORKS = Text(
    "兹证明：{name}自 {started_on} 起{where}从事“{job}”工作，就业形式为{form}。",
    "This is to certify that {name} has worked as “{job}”{where} since {started_on}; form of "
    "employment: {form}.",
)
_WORKED = Text(
    "兹证明：{name}自 {started_on} 到 {ended_on} {where}从事“{job}”工作，就业形式为{form}。",
    "This is to certify that {name} worked as “{job}”{where} from {started_on} to {ended_on}; "
    "form of employment: {form}.",
)
_AT = Text("在{employer}", " at {employer}")
_BASIS = Text(
    "以上内容照 {today} 的档案开具。", "Made out from the record as it stood on {today}."
)
_STAMP = Text("单位（盖章）", "Organisation (stamp)")
_CLIENT_FIELDS = ("name", "identity_number")
_WORK_FIELDS = ("employer_name", "job_title", "form", "started_on", "ended_on")


def reason_against_certificate(page: ClientPage, today: date) -> Text | None:
    """Return why no work can be certified, or ``None``."""
    if not page.placements:
        return NO_PLACEMENT
    if all(view.placement.started_on > today for view in page.placements):
        first = min(view.placement.started_on for view in page.placements)
        return NOT_BEGUN.filled(started_on=first)
    return None


def placement_view(
    page: ClientPage, placement_id: PlacementId | None, begun_by: date = date.max
) -> PlacementView:
    """Return the placement asked for, else the newest running one, else the newest.

    Args:
        page: The client’s page.
        placement_id: Which one, or ``None``.
        begun_by: One that begins later is not taken by itself.

    Raises:
        Problem: The one asked for is not among hers.
    """
    if placement_id is not None:
        for view in page.placements:
            if view.placement.id == placement_id:
                return view
        raise Problem(_NOT_HERS)
    begun = [view for view in page.placements if view.placement.started_on <= begun_by]
    running = [view for view in begun if view.placement.ended_on is None]
    return (running or begun)[0]


def placement_certificate(
    maker: Maker, page: ClientPage, placement_id: PlacementId | None = None
) -> Document:
    """Return the certificate of one placement.

    Raises:
        Problem: The placement asked for is not hers or has not begun.
    """
    client, staff = page.client, maker.staff()
    placement = placement_view(page, placement_id, maker.today).placement
    if placement.started_on > maker.today:
        raise Problem(NOT_BEGUN, started_on=placement.started_on)
    writer = maker.writer(Audience.BEARER)
    rows = writer.facts(client, _CLIENT_FIELDS) + writer.facts(placement, _WORK_FIELDS)
    blocks: list[Block] = [
        writer.heading("statement", _STATEMENT),
        _statement(writer, client.name, placement),
        writer.heading("work", _FACTS),
        Facts(rows=tuple(rows)),
        writer.paragraph("document.basis", _BASIS, today=maker.today),
        writer.heading("issued", _SEAL),
        Signatures(labels=(writer.say(_STAMP), writer.counsellor_line(staff), writer.say(DAY))),
        writer.heading("reach_us", REACH_US),
        writer.reach_us(staff),
    ]
    return maker.paper(
        "placement_certificate",
        Audience.BEARER,
        title=writer.say(_TITLE),
        blocks=blocks,
        clients=(client,),
        case=page.case,
    )


def _statement(writer: Writer, name: str, placement: Placement) -> Block:
    employer = placement.employer_name
    where = _AT.filled(employer=employer) if employer else ""
    return writer.paragraph(
        "placement.statement",
        _WORKS if placement.ended_on is None else _WORKED,
        name=name,
        started_on=placement.started_on,
        ended_on=placement.ended_on,
        where=where,
        job=placement.job_title,
        form=writer.value(placement, "form"),
    )
