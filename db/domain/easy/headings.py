"""Headings of sections and what is said where there is nothing yet, in plain words."""

from typing import Final

from db.domain.easy.sentence import Said, Titled
from db.fields.text import Text

SECTIONS: Final = {
    "section.about": Titled(Text("关于您", "About you"), "person"),
    "section.now": Titled(Text("您现在怎么样", "How things are now"), "job"),
    "section.plan": Titled(Text("您的计划", "Your plan"), "plan"),
    "section.leads": Titled(Text("可以选的工作", "Jobs to choose from"), "job"),
    "section.work": Titled(Text("您的工作", "Your work"), "job"),
    "section.household": Titled(Text("您家", "Your household"), "family"),
    "section.contacts": Titled(Text("我们最近的联系", "When we were in touch"), "counsellor"),
    "section.next": Titled(Text("下一步做什么", "What comes next"), "next"),
    "section.reach_us": Titled(Text("有问题找谁", "Whom to ask"), "question"),
    "section.who": Titled(Text("这是谁的计划", "Whose plan this is"), "person"),
    "section.goal": Titled(Text("您的目标", "Your goal"), "goal"),
    "section.steps": Titled(Text("一步一步怎么做", "What is done, step by step"), "steps"),
    "section.review": Titled(Text("哪天再看计划", "When we look again"), "calendar"),
    "section.agreement": Titled(Text("我们说好的", "What we agreed"), "agreement"),
    "section.form": Titled(Text("您要哪种材料", "Which papers you want"), "letter"),
    "section.consent": Titled(Text("您同意吗", "Do you agree?"), "sign"),
    "section.how_many": Titled(Text("有几个工作", "How many jobs there are"), "job"),
    "section.answer": Titled(Text("怎样回答我们", "How to answer us"), "choice"),
    "section.statement": Titled(
        Text("这张纸证明什么", "What this paper proves"), "certificate"
    ),
    "section.members": Titled(Text("您家里的人", "The people of your household"), "family"),
    "section.rule": Titled(Text("规定是什么", "What the rule is"), "agreement"),
    "section.last_check": Titled(Text("上次问的情况", "When we asked last"), "visit"),
    "section.finding": Titled(Text("现在看是什么结果", "What the result is now"), "check"),
    "section.this_check": Titled(Text("这次问的情况", "What we ask this time"), "visit"),
    "section.signatures": Titled(Text("签名", "Sign here"), "sign"),
    "section.questions": Titled(Text("我们会问什么", "What we ask you"), "question"),
    "section.held": Titled(Text("我们已经问过的", "When we asked before"), "follow-up"),
    "section.coming": Titled(Text("以后哪天再问", "When we ask again"), "calendar"),
    "section.this_follow_up": Titled(Text("这次说的话", "What you say this time"), "speech"),
    "section.letter": Titled(Text("我们想告诉您", "What we want to tell you"), "letter"),
    "section.issued": Titled(Text("谁开的证明", "Who made this paper"), "sign"),
}
"""By key, a plain heading. Sections without one keep theirs."""

NOTHING_YET: Final = {
    "none.plan": Said(
        Text("我们还没有一起定计划。", "We have not made a plan together yet."), "plan"
    ),
    "none.steps": Said(
        Text("计划里还没有写要做的事。", "The plan does not say yet what is to be done."),
        "steps",
    ),
    "none.leads": Said(
        Text("我们还没有给您介绍工作。", "We have not told you about any jobs yet."), "job"
    ),
    "none.work": Said(
        Text("这里还没有记下您的工作。", "No job of yours is written down here yet."), "job"
    ),
    "none.follow_ups": Said(
        Text(
            "这份工作，我们没有约好联系的日子。",
            "We have not planned a day to ask about this job.",
        ),
        "follow-up",
    ),
    "none.household": Said(
        Text("我们还没有记下您家的情况。", "We have not written down your household yet."),
        "family",
    ),
    "none.check": Said(
        Text("我们还没有问过您家的情况。", "We have not asked about your household yet."),
        "family",
    ),
    "none.contacts": Said(
        Text("我们还没有联系的记录。", "No talks with you are written down yet."), "counsellor"
    ),
    "none.next": Said(
        Text(
            "现在没有约好的事。\n需要帮助，就找我们。",
            "Nothing is planned at the moment.\nCome to us whenever you need help.",
        ),
        "next",
    ),
    "none.held": Said(
        Text("我们还没有问过这份工作。", "We have not asked about this job yet."), "follow-up"
    ),
    "none.members": Said(
        Text("我们还没有记下您家里的人。", "We have not written down the people yet."), "family"
    ),
    "none.able": Said(
        Text(
            "没有记下谁能工作、也想工作。", "Nobody is written down who can and wants to work."
        ),
        "job",
    ),
    "none.facts_of_check": Said(
        Text("我们还不知道您家的情况。", "We do not know yet how things are at home."), "family"
    ),
    "none.preferred_form": Said(
        Text("我们还没有问您要哪种材料。", "We have not asked yet which papers you read."),
        "letter",
    ),
    "none.review": Said(
        Text("还没有说好哪天再看计划。", "No day is set yet to look at the plan again."),
        "calendar",
    ),
    "none.facts": Said(Text("这里还没有写。", "Nothing is written here yet."), "letter"),
}
"""By key, what stands for a paragraph that says there is nothing yet."""

LED: Final = {
    "placement.statement": Said(
        Text("这些话证明您的工作：", "These words prove your work:"), "certificate"
    ),
    "agreement.consent": Said(
        Text("签名以前，先看或听这些话：", "Before you sign, please read or hear this:"), "sign"
    ),
    "household.able": Said(
        Text("谁能工作、也想工作：", "Who can work and wants to:"), "family"
    ),
    "policy.postings": Said(Text("有这样的规定：", "This is the rule:"), "agreement"),
    "policy.household": Said(Text("有这样的规定：", "This is the rule:"), "agreement"),
    "policy.clause": Said(Text("规定写在这里：", "The rule is written here:"), "agreement"),
}
"""By key, the plain words before a paragraph whose own words are hard and must stay."""

OWN_WORDS: Final = {
    "agreement.items": "agreement",
    "answer.blanks": "sign",
    "answer.items": "choice",
    "answer.lines": "sign",
    "contacts.count": "counsellor",
    "document.basis": "letter",
    "graduate_service.postings": "job",
    "job_lead.listed": "job",
    "job_lead.title": "job",
    "follow_up.overdue": "attention",
    "follow_up.questions": "question",
    "follow_up.this": "follow-up",
    "household_check.facts": "family",
    "letter": "letter",
    "next.items": "next",
    "none.coming": "follow-up",
    "none.step_day": "calendar",
    "none.step_who": "person",
    "none.vacancy": "question",
    "placement.job": "job",
}
"""By key, or by what stands before its full stop, the picture beside what is said in its own
words, because they hold names or numbers; it is only cut into its sentences."""

ROWS: Final = {
    "plan_step": Text("第 {number} 步", "Step {number}"),
    "job_lead": Text("第 {number} 个工作", "Job {number}"),
    "vacancy": Text("第 {number} 个工作", "Job {number}"),
    "placement": Text("第 {number} 份工作", "Job {number}"),
    "follow_up": Text("第 {number} 次联系", "Contact {number}"),
    "case_note": Text("第 {number} 次联系", "Contact {number}"),
    "household_member": Text("第 {number} 个人", "Person {number}"),
    "household_check": Text("第 {number} 次了解", "Check {number}"),
}
"""By table, how the rows of a table are counted; ``ROW`` counts all others."""

COUNTED: Final = {"follow_up.questions": Text("问题{number}：", "Question {number}: ")}
"""By key, how the points of a numbered list are counted; ``STEP`` counts all others."""

STEP: Final = Text("第{number}步：", "Step {number}: ")

MORE: Final = Text("还要知道", "You should also know")
"""The heading of what follows counted rows, so that it is not taken for part of the last."""

ROW: Final = Text("第 {number} 项", "Point {number}")
