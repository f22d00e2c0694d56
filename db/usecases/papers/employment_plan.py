"""The employment plan as it was agreed, to be signed or thumb-printed."""

from datetime import date
from typing import Final

from db.domain.clients.employment_plan import EmploymentPlan
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Block, Document, Facts, Items, Signatures
from db.fields.text import Text
from db.usecases.client_page import ClientPage
from db.usecases.papers.making import Maker
from db.usecases.papers.writing import REACH_US, Writer, facts_block

NO_PLAN: Final = Text(
    "还没有商定就业服务计划。请先和本人商定计划，再做这份文书。",
    "No employment plan has been agreed yet. Agree on one with the client first.",
)
ENDED: Final = Text(
    "这份计划已于 {ended_on} 结束。请先商定新的计划，再请本人签字。",
    "The plan ended on {ended_on}. Agree on a new one before it is signed.",
)
_TITLE = Text("{name}的就业服务计划", "Employment plan of {name}")
_WHO = Text("这份计划是谁的", "Whose plan this is")
_GOAL = Text("目标", "Goal")
_STEPS = Text("步骤", "Steps")
_REVIEW = Text("什么时候再看这份计划", "When we look at the plan again")
_AGREED = Text("我们说好的", "What we agreed")
_FORM = Text("怎样告诉您的", "How it was told to you")
_CONSENT = Text("同意", "Consent")
_NO_STEPS = Text("这份计划还没有写步骤。", "The plan has no steps yet.")
_UNDATED = Text("还有 {count} 步没有定期限。", "{count} steps have no day yet.")
_ONE_UNDATED = Text("还有 1 步没有定期限。", "One step has no day yet.")
_NOBODY = Text("还有 {count} 步没有写谁来做。", "For {count} steps it is not written who acts.")
_ONE_NOBODY = Text("还有 1 步没有写谁来做。", "For one step it is not written who acts.")
_REVIEWED_ON = Text(
    "{review_on} 我们和您一起再看这份计划。", "We look at this plan with you on {review_on}."
)
_NO_REVIEW = Text(
    "还没有约好哪一天再看这份计划。",
    "The day on which we look at the plan again is not set yet.",
)
_AGREED_ON = Text(
    "这份计划是 {agreed_on} 和您一起商定的。", "We agreed on this plan with you on {agreed_on}."
)
_MAY_CHANGE: Final = (
    Text("您可以随时要求改这份计划。", "You may ask to change this plan at any time."),
    Text(
        "您可以不同意其中的一步，也可以以后收回同意。不同意不影响我们为您服务。",
        "You may refuse a step or take your consent back later. We serve you all the same.",
    ),
    Text(
        "按计划做了什么，会写进您的档案。您可以看，也可以要一份。",
        "What is done under the plan goes into your file. You may see it and have a copy.",
    ),
)
_YOUR_FORM = Text("您愿意用的文件形式是：{form}。", "The form of documents you chose: {form}.")
_NO_FORM = Text(
    "还没有问过您愿意用哪种文件形式。",
    "We have not asked yet which form of documents you read.",
)
_I_AGREE = Text(
    "签字或按手印表示：这份计划已经按我能看懂或听懂的形式给了我，并且逐条读给我听过，"
    "或者用手语给我讲过；我明白，也同意。",
    "My signature or thumb-print means: this plan was given to me in a form I can read or "
    "follow, and was read or signed to me point by point; I understand it and agree.",
)
_PLAN_FIELDS = ("goal", "agreed_on")
_STEP_FIELDS = ("what", "who", "due_on", "done_on")


def reason_against_plan(page: ClientPage, _today: date) -> Text | None:
    """Return why there is no plan to be signed, or ``None``."""
    if page.plan is None:
        return NO_PLAN
    if page.plan.ended_on is not None:
        return ENDED.filled(ended_on=page.plan.ended_on)
    return None


def employment_plan(maker: Maker, page: ClientPage) -> Document:
    """Return the running plan of the client a page is about, to be signed."""
    plan, client, staff = page.plan, page.client, maker.staff()
    assert plan is not None  # noqa: S101 - kinds asks reason_against_plan first
    writer = maker.writer(Audience.CLIENT)
    say = writer.say
    form = writer.value(client, "preferred_form")
    told = (
        writer.paragraph("client.preferred_form", _YOUR_FORM, form=form)
        if form
        else writer.nothing("preferred_form", _NO_FORM)
    )
    blocks: list[Block] = [
        writer.heading("who", _WHO),
        facts_block(writer.facts(client, ("name", "identity_number", "township", "village"))),
        writer.heading("goal", _GOAL),
        Facts(rows=tuple(writer.facts(plan, _PLAN_FIELDS))),
        writer.heading("steps", _STEPS),
        *_steps(writer, page),
        writer.heading("review", _REVIEW),
        _review(writer, plan),
        writer.heading("agreement", _AGREED),
        Items(
            items=(
                say(_AGREED_ON, agreed_on=writer.value(plan, "agreed_on")),
                *map(say, _MAY_CHANGE),
            ),
            key="agreement.items",
        ),
        writer.heading("form", _FORM),
        told,
        writer.heading("consent", _CONSENT),
        writer.paragraph("agreement.consent", _I_AGREE),
        Signatures(labels=writer.signers(client, staff, maker.guardian(client))),
        writer.heading("reach_us", REACH_US),
        writer.reach_us(staff),
    ]
    return maker.paper(
        "employment_plan",
        Audience.CLIENT,
        title=say(_TITLE, name=client.name),
        blocks=blocks,
        clients=(client,),
        case=page.case,
    )


def _steps(writer: Writer, page: ClientPage) -> list[Block]:
    if not page.steps:
        return [writer.nothing("steps", _NO_STEPS)]
    blocks: list[Block] = [writer.table(page.steps, _STEP_FIELDS)]
    waiting = [step for step in page.steps if step.done_on is None]
    for key, count, one, several in (
        ("step_day", sum(s.due_on is None for s in waiting), _ONE_UNDATED, _UNDATED),
        ("step_who", sum(not s.who for s in waiting), _ONE_NOBODY, _NOBODY),
    ):
        if count:
            blocks.append(writer.nothing(key, one if count == 1 else several, count=count))
    return blocks


def _review(writer: Writer, plan: EmploymentPlan) -> Block:
    if plan.review_on is None:
        return writer.nothing("review", _NO_REVIEW)
    day = writer.value(plan, "review_on")
    return writer.paragraph("employment_plan.review_on", _REVIEWED_ON, review_on=day)
