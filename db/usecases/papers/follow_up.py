"""The follow-ups of a job: what is asked, what was said, what comes next, blanks to fill in."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from db.domain.ids import PlacementId
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Bar, Block, Chart, Document, Facts, Items, Signatures
from db.domain.placements.follow_up import FollowUp
from db.fields.codes import code_list
from db.fields.text import Text
from db.usecases.client_duties import PlacementView
from db.usecases.client_page import ClientPage
from db.usecases.papers.making import Maker
from db.usecases.papers.placement_certificate import placement_view
from db.usecases.papers.writing import REACH_US, Writer

NO_PLACEMENT: Final = Text(
    "还没有就业安置，所以没有回访表。",
    "There is no placement yet, so there is no follow-up sheet.",
)
_TITLE = Text("{name}的回访表", "Follow-up sheet of {name}")
_WORK = Text("这份工作", "The job")
_QUESTIONS = Text("每次回访问什么", "What is asked each time")
_HELD = Text("已经回访的", "Follow-ups held")
_COMING = Text("以后的回访", "Follow-ups to come")
_THIS = Text("这一次回访（手写）", "This follow-up (by hand)")
_SIGNED = Text("签字", "Signatures")
_NONE_HELD = Text("这份工作还没有回访过。", "No follow-up of this job has been held yet.")
_NONE_COMING = Text(
    "这份工作没有安排以后的回访。", "No more follow-ups of this job are planned."
)
_ENDED = Text(
    "这份工作已于 {ended_on} 结束，不再安排回访。",
    "The job ended on {ended_on}; no more follow-ups are planned.",
)
_OVERDUE = Text(
    "{count} 次回访已经过了日期，还没有做。", "{count} follow-ups are past their day."
)
_ONE_OVERDUE = Text("有 1 次回访已经过了日期，还没有做。", "One follow-up is past its day.")
_PROGRESS = Text("回访做了几次", "How many follow-ups were held")
_SENTENCE = Text(
    "到 {today}，应做 {due} 次回访，做了 {held} 次。",
    "By {today}, follow-ups due: {due}, of these held: {held}.",
)
_DUE_BAR = Text("应做", "Due")
_HELD_BAR = Text("已做", "Held")
_TIMES = Text("{count} 次", "{count}")
_NEXT_ONE = Text(
    "这一次是：{kind}（{due_on} 前后）。", "This one is: {kind} (around {due_on})."
)
_ASKED: Final = (
    Text(
        "还在这里上班吗？哪一天开始不去的？", "Are you still in this job? If not, since when?"
    ),
    Text(
        "活儿怎么样？和同事、带班人处得怎么样？",
        "How is the work? How do you get on with the others and the foreman?",
    ),
    Text(
        "工资按时给了吗？现在一个月多少？",
        "Is the wage paid in time? How much a month is it now?",
    ),
    Text("一个星期做多少小时？", "How many hours a week do you work?"),
    Text(
        "说好的便利都有了吗？还缺什么？",
        "Are the agreed accommodations there? What is missing?",
    ),
    Text("有没有要我们帮忙的？下一步做什么？", "Is there anything we can do? What comes next?"),
)
_SEASON: Final = Text("这一季是不是您本人在做？", "Did you do the work yourself this season?")
_FARM = "farm"
_WORK_FIELDS = (
    "employer_name", "job_title", "work_place", "form", "started_on", "hours_per_week",
    "monthly_wage", "accommodations", "ended_on",
)  # fmt: skip
_HELD_FIELDS = ("kind", "contacted_on", "channel", "still_employed", "client_said", "next_step")
_COMING_FIELDS = ("kind", "due_on")
_MOVED_FIELDS = (*_COMING_FIELDS, "moved_reason")
_BLANK_FIELDS = (
    "contacted_on", "channel", "still_employed", "client_said", "monthly_wage",
    "hours_per_week", "next_step",
)  # fmt: skip


def reason_against_follow_up(page: ClientPage, _today: date) -> Text | None:
    """Return why there is no follow-up sheet, or ``None``."""
    return None if page.placements else NO_PLACEMENT


def follow_up_sheet(
    maker: Maker, page: ClientPage, placement_id: PlacementId | None = None
) -> Document:
    """Return the follow-up sheet of one placement.

    Raises:
        Problem: The placement asked for is not hers.
    """
    view, client, staff = placement_view(page, placement_id), page.client, maker.staff()
    writer = maker.writer(Audience.CLIENT)
    blocks: list[Block] = [
        writer.heading("work", _WORK),
        Facts(rows=tuple(writer.facts(view.placement, _WORK_FIELDS))),
        writer.heading("questions", _QUESTIONS),
        Items(items=tuple(_questions(writer, view)), ordered=True, key="follow_up.questions"),
        writer.heading("held", _HELD),
        *_held(writer, view, maker.today),
        writer.heading("coming", _COMING),
        *_coming(writer, view, maker.today),
        writer.heading("this_follow_up", _THIS),
        *_blanks(writer, view),
        writer.heading("signatures", _SIGNED),
        Signatures(labels=writer.signers(client, staff, maker.guardian(client))),
        writer.heading("reach_us", REACH_US),
        writer.reach_us(staff),
    ]
    return maker.paper(
        "follow_up",
        Audience.CLIENT,
        title=writer.say(_TITLE, name=client.name),
        blocks=blocks,
        clients=(client,),
        case=page.case,
    )


def _questions(writer: Writer, view: PlacementView) -> Iterator[str]:
    yield from map(writer.say, _ASKED)
    form = code_list("employment_forms").find(view.placement.form)
    if form is not None and form.extra["family"] == _FARM:
        yield writer.say(_SEASON)


def _held(writer: Writer, view: PlacementView, today: date) -> Iterator[Block]:
    held = [each for each in view.follow_ups if each.contacted_on is not None]
    due = [each for each in view.follow_ups if each.due_on <= today]
    if due:
        yield _chart(writer, today, len(due), sum(e.contacted_on is not None for e in due))
    if held:
        yield writer.table(held, _HELD_FIELDS)
    else:
        yield writer.nothing("held", _NONE_HELD)


def _chart(writer: Writer, today: date, due: int, held: int) -> Chart:
    return Chart(
        caption=writer.say(_PROGRESS),
        bars=tuple(
            Bar(label=writer.say(label), value=count, shown=writer.say(_TIMES, count=count))
            for label, count in ((_DUE_BAR, due), (_HELD_BAR, held))
        ),
        sentence=writer.say(_SENTENCE, today=today, due=due, held=held),
    )


def _coming(writer: Writer, view: PlacementView, today: date) -> Iterator[Block]:
    if view.placement.ended_on is not None:
        day = writer.value(view.placement, "ended_on")
        yield writer.nothing("coming", _ENDED, ended_on=day)
        return
    waiting = [each for each in view.follow_ups if each.contacted_on is None]
    if not waiting:
        yield writer.nothing("coming", _NONE_COMING)
        return
    late = sum(each.due_on < today for each in waiting)
    if late:
        text = _ONE_OVERDUE if late == 1 else _OVERDUE
        yield writer.paragraph("follow_up.overdue", text, count=late)
    moved = any(each.moved_reason for each in waiting)
    yield writer.table(waiting, _MOVED_FIELDS if moved else _COMING_FIELDS)


def _blanks(writer: Writer, view: PlacementView) -> Iterator[Block]:
    planned = view.next_follow_up
    labels = (writer.label(FollowUp, name) for name in _BLANK_FIELDS)
    if planned is None:
        yield Signatures(labels=(writer.label(FollowUp, "kind"), *labels))
        return
    kind = code_list("follow_up_kinds").label(planned.kind)
    day = writer.value(planned, "due_on")
    yield writer.paragraph("follow_up.this", _NEXT_ONE, kind=kind, due_on=day)
    yield Signatures(labels=tuple(labels))
