"""A letter from a template, and its filing as a case note."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from db.domain.clients.case_note import CaseNote
from db.domain.ids import CaseNoteId, ClientId
from db.domain.journal.change import Receipt
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Block, Document, Paragraph, Signatures
from db.fields.field import Line, Prose, field_of
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Store
from db.usecases.client_page import ClientPage, client_page
from db.usecases.notes import write_note
from db.usecases.papers.letter_templates import (
    FROM_RECORD,
    Ask,
    AskKind,
    LetterTemplate,
    letter_template,
    placeholders,
)
from db.usecases.papers.making import Maker
from db.usecases.papers.writing import DAY, REACH_US, Writer
from db.usecases.policies import policy_in_force

BY_LETTER: Final = "LETTER"
"""Code of 信件 (``service_channels``)."""

LONGEST_ADDITION: Final = 2_000
"""Characters of what may be added to a letter by hand."""

_MISSING = Text(
    "这封信还缺：{what}。请填好再写。", "The letter still lacks: {what}. Fill it in first."
)
_NOT_ON_RECORD = Text(
    "这封信要用的还没有登记：{what}。请先在档案里补上。",
    "What the letter needs is not on record yet: {what}. Record it first.",
)
_NOT_A_DAY = Text(
    "“{label}”请按 2026-11-23 这样写日期。", "Write “{label}” as a day, like 2026-11-23."
)
_DAY_PAST = Text(
    "“{label}”是 {day}，已经过去了，请核对。", "“{label}” is {day}, which is past; check it."
)
_NOT_ASKED = Text("这封信不用填“{name}”。", "This letter has no place for “{name}”.")
_TOO_LONG = Text(
    "信太长（{characters} 字），最多 {most} 字，请写短一些。",
    "The letter is too long ({characters} characters, at most {most}); make it shorter.",
)
_DEAR = Text("{name}：", "Dear {name},")
_GREETING = Text("您好！", "We hope this finds you well.")
_REGARDS = Text("祝您一切都好。", "With good wishes,")
_NOTE = Text("给本人写了一封信：{title}", "Wrote a letter to the client: {title}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter to be written.

    Attributes:
        template: Code of its template.
        filled: What the counsellor filled in, by name; a day is a ``date`` or ``YYYY-MM-DD``.
        more: A paragraph of her own, or ``""``.
        channel: How it goes out (``service_channels``), for the note.
    """

    template: str
    filled: Mapping[str, str | date] = field(default_factory=dict)
    more: str = ""
    channel: str = BY_LETTER


def letter_document(maker: Maker, page: ClientPage, letter: Letter) -> Document:
    """Return a letter to the client a page is about.

    Raises:
        Problem: Something the letter needs is missing or no day, and the sentence says what.
    """
    template = letter_template(letter.template)
    writer = maker.writer(Audience.CLIENT)
    staff = maker.staff()
    values = _values(maker, page, template, letter)
    blocks: list[Block] = [
        writer.paragraph("letter.dear", _DEAR, name=page.client.name),
        writer.paragraph("letter.greeting", _GREETING),
        *_paragraphs(writer, template, values),
    ]
    if letter.more.strip():
        blocks.append(Paragraph(text=letter.more.strip(), key="letter.more"))
    blocks += [
        writer.paragraph("letter.regards", _REGARDS),
        Signatures(labels=(writer.counsellor_line(staff), writer.say(DAY))),
        writer.heading("reach_us", REACH_US),
        writer.reach_us(staff),
    ]
    return maker.paper(
        "letter",
        Audience.CLIENT,
        title=writer.say(template.title),
        blocks=blocks,
        clients=(page.client,),
        case=page.case,
    )


def send_letter(  # noqa: PLR0913 - all of them say what is written, to whom and when
    store: Store,
    client_id: ClientId,
    letter: Letter,
    *,
    today: date,
    language: Language = Language.ZH,
    note_id: CaseNoteId | None = None,
) -> Receipt:
    """File a letter as a case note, in one unit of work.

    The note says what the letter says, with its numbers masked as on paper; the day asked for
    becomes the day of the next contact when it is still to come.

    Raises:
        Problem: As ``letter_document``; or the letter is too long for a note.
        InvalidFieldsError: A needed field of the note is empty.
    """
    template = letter_template(letter.template)
    with store.reading() as reading:
        policy = policy_in_force(store)
        page = client_page(reading, client_id, today, policy)
        maker = Maker(
            reading=reading, language=language, today=today, policy=policy, owner=store.owner
        )
        document = letter_document(maker, page, letter)
        values = _values(maker, page, template, letter)
    title = _NOTE.to(language, title=document.title)
    body = [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and block.key.startswith(("letter.", "none."))
    ]
    content = "\n".join([title, *body])
    _check_length(content, "content")
    next_on = _next_contact(template, values, today)
    note = CaseNote(
        id=note_id or CaseNoteId(store.new_id()),
        client_id=client_id,
        noted_on=today,
        channel=letter.channel,
        service_type=template.service_type,
        content=content,
        next_on=next_on,
        next_step=_next_step(template, values, language) if next_on is not None else None,
    )
    return write_note(store, note, today=today)


def _values(
    maker: Maker, page: ClientPage, template: LetterTemplate, letter: Letter
) -> dict[str, str]:
    asks = {ask.name: ask for ask in template.asks}
    for name in letter.filled:
        if name not in asks:
            raise Problem(_NOT_ASKED, field=name, name=name)
    if len(letter.more) > LONGEST_ADDITION:
        raise Problem(
            _TOO_LONG, field="more", characters=len(letter.more), most=LONGEST_ADDITION
        )
    values = {
        name: _typed(ask, letter.filled.get(name, ""), maker.today)
        for name, ask in asks.items()
    }
    missing = [ask for ask in template.asks if ask.required and not values[ask.name]]
    if missing:
        what = _joined([ask.label for ask in missing])
        raise Problem(_MISSING, field=missing[0].name, what=what)
    known = _on_record(maker, page)
    used = frozenset[str]().union(*(placeholders(p.text) for p in template.paragraphs))
    absent = [name for name in FROM_RECORD if name in used and not known[name]]
    if absent:
        labels = [FROM_RECORD[name] for name in absent]
        raise Problem(_NOT_ON_RECORD, field=absent[0], what=_joined(labels))
    return known | values


def _typed(ask: Ask, typed: str | date, today: date) -> str:
    """Return what was filled in on one line; a day as ``YYYY-MM-DD``."""
    if ask.kind is AskKind.LINE:
        text = " ".join(str(typed).split()).rstrip("。.")
        most = _longest(CaseNote, "next_step")
        if len(text) > most:
            raise Problem(_TOO_LONG, field=ask.name, characters=len(text), most=most)
        return text
    if isinstance(typed, str):
        if not typed.strip():
            return ""
        try:
            typed = date.fromisoformat(typed.strip())
        except ValueError as error:
            raise Problem(_NOT_A_DAY, field=ask.name, label=ask.label) from error
    if typed < today:
        raise Problem(_DAY_PAST, field=ask.name, label=ask.label, day=typed)
    return typed.isoformat()


def _on_record(maker: Maker, page: ClientPage) -> dict[str, str]:
    client, staff = page.client, maker.staff()
    running = [v.placement for v in page.placements if v.placement.ended_on is None]
    placement = running[0] if running else None
    until = client.certificate_until
    return {
        "name": client.name,
        "counsellor": staff.name if staff is not None else "",
        "phone": (staff.phone if staff is not None else "") or "",
        "organisation": (staff.organisation if staff is not None else "") or "",
        "case_number": page.case.number if page.case is not None else "",
        "certificate_until": until.isoformat() if until is not None else "",
        "desired_job": client.desired_job or "",
        "employer": (placement.employer_name if placement is not None else "") or "",
        "job_title": placement.job_title if placement is not None else "",
    }


def _paragraphs(
    writer: Writer, template: LetterTemplate, values: Mapping[str, str]
) -> Iterator[Block]:
    for number, paragraph in enumerate(template.paragraphs, start=1):
        if paragraph.only_with is None or values[paragraph.only_with]:
            key = f"letter.{template.code}.{number}"
            yield writer.paragraph(key, paragraph.text, **values)


def _next_contact(
    template: LetterTemplate, values: Mapping[str, str], today: date
) -> date | None:
    for ask in template.asks:
        if ask.next_contact and values[ask.name]:
            day = date.fromisoformat(values[ask.name])
            return day if day > today else None
    return None


def _next_step(
    template: LetterTemplate, values: Mapping[str, str], language: Language
) -> str | None:
    if template.next_step is None:
        return None
    step, most = template.next_step.to(language, **values), _longest(CaseNote, "next_step")
    return step if len(step) <= most else step[: most - 1] + "…"


def _joined(labels: list[Text]) -> Text:
    return Text("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))


def _check_length(text: str, name: str) -> None:
    most = _longest(CaseNote, name)
    if len(text) > most:
        raise Problem(_TOO_LONG, field="more", characters=len(text), most=most)


def _longest(record_type: type[CaseNote], name: str) -> int:
    kind = field_of(record_type, name).kind
    assert isinstance(kind, Line | Prose)  # noqa: S101 - declared so
    return kind.max_chars
