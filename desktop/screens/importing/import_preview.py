"""Step 3 of an import: what it would do, and the questions only a person can answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from db.domain.ids import ClientId
from db.domain.rosters.roster import (
    Remark,
    RemarkKind,
    RosterProblem,
    SkippedRow,
    target_field,
    target_label,
)
from db.domain.rosters.roster_plan import Answer, Decision, ImportPlan, PlannedChange, Question
from db.fields.field import Value
from db.fields.showing import show_masked
from db.fields.text import Text
from desktop.announce import announce
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.theme.pieces import button, card, column, hide_children, label, section, wraps

_LISTS = Text("核对结果", "What was found")
_PROBLEMS = Text("有问题", "Problems")
_QUESTIONS = Text("等您决定", "Your decision")
_CHANGES = Text("会改的", "Changes")
_REMARKS = Text("请留意", "Remarks")
_SKIPPED = Text("跳过的行", "Rows skipped")
_TAB = Text("{label} {count}", "{label} {count}")
_CELL, _FIELD = Text("单元格", "Cell"), Text("栏目", "Field")
_TO_DO, _KIND = Text("怎么办", "What to do"), Text("种类", "Kind")
_PERSON, _ROW = Text("姓名", "Name"), Text("行", "Row")
_OLD, _NEW = Text("原来", "Was"), Text("改为", "Becomes")
_WORDS, _WHY = Text("写着", "It says"), Text("为什么", "Why")
_ANSWER = Text("您的回答", "Your answer")
_NOT_YET = Text("还没有回答，先不导入", "Not answered; left out for now")
_ASK = Text("{cell}　{name}：{why}", "{cell}  {name}: {why}")
_THIS = Text("就是 {shown}", "This is {shown}")
_ANSWERED = Text(
    "{name}：{answer}。已答 {done} / {total}。", "{name}: {answer}. {done} of {total}."
)
_NOTHING = Text("（空）", "(empty)")
_CLEAN = Text("没有问题，也没有要改的", "No problems, and nothing is changed")
_CLEAN_WHAT = Text(
    "新登记的人会按名单写入；档案里已有的内容不变。",
    "New people are registered as the roster says; what is here stays as it is.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    label: Text
    columns: Sequence[Column]
    rows: Sequence[Any]
    key: Callable[[Any], object]


class PreviewStep(QWidget):
    """The lists of a plan, each on a tab with its count; empty ones are left out.

    Signals:
        answered: A question was answered: the plan has to be made again.
    """

    answered = Signal()

    def __init__(self, *, sentences: bool) -> None:
        super().__init__()
        self._sentences = sentences
        self._plan: ImportPlan | None = None
        self._answers: dict[int, Answer] = {}
        self._fresh: set[int] = set()
        self._questions: RecordTable | None = None
        self._question_rows: RecordTableModel | None = None
        self._choices: QVBoxLayout = column(gap=10)
        self._choice_card: QWidget | None = None
        self.tabs = QTabWidget()
        self.tabs.setObjectName("lists")
        self.tabs.setAccessibleName(tr(_LISTS))
        self.tabs.tabBar().setAccessibleName(tr(_LISTS))
        self.tabs.setDocumentMode(True)
        self._swap = Swap(self.tabs)
        self.setLayout(column(self._swap, gap=0))

    @property
    def answers(self) -> dict[int, Answer]:
        """Every answer so far, by the number of the row."""
        return dict(self._answers)

    @property
    def has_new_answers(self) -> bool:
        """Whether something was answered since the plan was made."""
        return bool(self._fresh)

    def forget_answers(self) -> None:
        """Begin anew, as for another file."""
        self._answers.clear()
        self._fresh.clear()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what a plan would do."""
        self._plan = plan
        self._fresh.clear()
        while self.tabs.count():
            page = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if page is not None:
                page.deleteLater()
        self._questions = self._question_rows = self._choice_card = None
        self._choices = column(gap=10)
        for each in self._lists(plan):
            if each.rows:
                self._add(each)
        if self.tabs.count():
            self._swap.show_content()
        else:
            self._swap.show_empty(_CLEAN, _CLEAN_WHAT, icon="circle-check")

    def first_list(self) -> QWidget | None:
        """Return the table of the first tab."""
        page = self.tabs.widget(0) if self.tabs.count() else None
        return page.findChild(RecordTable) if page is not None else None

    def answer(self, question: Question, decision: Answer) -> None:
        """Keep an answer and go on to the next question that has none."""
        self._answers[question.row] = decision
        self._fresh.add(question.row)
        table, rows = self._questions, self._question_rows
        if table is None or rows is None or self._plan is None:
            return
        asked = self._plan.questions
        rows.set_rows(list(asked))
        waiting = [each for each in asked if each.row not in self._answers]
        table.go_to_key((waiting[0] if waiting else question).row)
        self._ask(table.record())
        table.setFocus()
        done = sum(1 for each in asked if each.row in self._answers)
        words = self._answer_words(question)
        announce(
            self,
            tr(_ANSWERED, name=question.name, answer=words, done=done, total=len(asked)),
        )
        self.answered.emit()

    def _lists(self, plan: ImportPlan) -> list[_List]:
        return [
            _List(
                label=_PROBLEMS,
                columns=[
                    Column(_CELL, lambda p: p.cell, 150),
                    Column(_FIELD, _target_words, 180),
                    Column(_TO_DO, lambda p: tr(p.message)),
                ],
                rows=plan.problems,
                key=_cell_and_field,
            ),
            _List(
                label=_QUESTIONS,
                columns=[
                    Column(_CELL, lambda q: q.cell, 150),
                    Column(_PERSON, lambda q: q.name, 130),
                    Column(_WHY, lambda q: tr(q.why)),
                    Column(_ANSWER, self._answer_words, 240),
                ],
                rows=plan.questions,
                key=lambda q: q.row,
            ),
            _List(
                label=_CHANGES,
                columns=[
                    Column(_PERSON, lambda c: c.person, 140),
                    Column(_FIELD, lambda c: tr(c.label()), 200),
                    Column(_OLD, lambda c: _value_words(c, c.old)),
                    Column(_NEW, lambda c: _value_words(c, c.new)),
                ],
                rows=plan.changes,
                key=lambda c: (c.row, c.person, c.target),
            ),
            _List(
                label=_REMARKS,
                columns=[
                    Column(_CELL, lambda r: r.cell, 150),
                    Column(_FIELD, _target_words, 180),
                    Column(_KIND, lambda r: tr(r.kind.label), 120, tone=_remark_tone),
                    Column(_TO_DO, lambda r: tr(r.message)),
                ],
                rows=sorted(plan.remarks, key=lambda r: r.kind is not RemarkKind.CHECK),
                key=_cell_and_field,
            ),
            _List(
                label=_SKIPPED,
                columns=[
                    Column(_ROW, _row_words, 90, order=lambda s: s.number),
                    Column(_WORDS, lambda s: s.words),
                    Column(_WHY, lambda s: tr(s.why)),
                ],
                rows=plan.skipped,
                key=lambda s: s.number,
            ),
        ]

    def _add(self, each: _List) -> None:
        model = RecordTableModel(each.columns, each.rows, key=each.key)
        table = RecordTable(each.label, model, sentences=self._sentences)
        page = QWidget()
        inner = column(table, gap=12, margins=(0, 12, 0, 0))
        page.setLayout(inner)
        inner.setStretch(0, 1)
        if each.label is _QUESTIONS:
            self._questions, self._question_rows = table, model
            self._choice_card = card(self._choices)
            inner.addWidget(self._choice_card)
            table.current_changed.connect(self._ask)
            table.opened.connect(lambda _row: self._to_choices())
            self._ask(table.record())
        self.tabs.addTab(page, tr(_TAB, label=each.label, count=f"{len(each.rows):,}"))

    def _ask(self, question: Question | None) -> None:
        hide_children(self._choices)
        if question is None:
            return
        asked = tr(_ASK, cell=question.cell, name=question.name, why=question.why)
        buttons: list[QPushButton] = []
        for candidate in question.candidates:
            who = Answer(decision=Decision.THIS, client_id=ClientId(candidate.client_id))
            buttons.append(
                button(
                    tr(_THIS, shown=candidate.shown),
                    partial(self.answer, question, who),
                    icon="user",
                )
            )
        buttons += [
            button(
                decision.label,
                partial(self.answer, question, Answer(decision=decision)),
                name=f"answer_{decision}",
            )
            for decision in question.decisions
            if decision is not Decision.THIS
        ]
        self._choices.addWidget(section(question.name))
        self._choices.addWidget(label(asked))
        self._choices.addWidget(wraps(*buttons))

    def _to_choices(self) -> None:
        if self._choice_card is not None:
            first = self._choice_card.findChild(QPushButton)
            if first is not None:
                first.setFocus()

    def _answer_words(self, question: Question) -> str:
        given = self._answers.get(question.row)
        if given is None:
            return tr(_NOT_YET)
        who = next((c for c in question.candidates if c.client_id == given.client_id), None)
        if given.decision is Decision.THIS and who is not None:
            return tr(_THIS, shown=who.shown)
        return tr(given.decision.label)


def counts(plan: ImportPlan) -> Mapping[str, str]:
    """Return the counts of a plan with their thousands set apart."""
    return {name: f"{count:,}" for name, count in plan.as_counts().items()}


def _cell_and_field(found: RosterProblem | Remark) -> tuple[str, str, str]:
    return found.cell, found.field, found.message.en


def _target_words(found: RosterProblem | Remark) -> str:
    return tr(target_label(found.field))


def _value_words(change: PlannedChange, value: Value) -> str:
    """Return a value as the record shows it: numbers with their middle hidden."""
    field = target_field(change.target)
    words = str(value or "") if field is None else show_masked(field, value, current())
    return words or tr(_NOTHING)


def _row_words(skipped: SkippedRow) -> str:
    return str(skipped.number)


def _remark_tone(remark: Remark) -> str:
    return "due" if remark.kind is RemarkKind.CHECK else ""
