"""Rules and numbers: every number that decides something, its source, and what may be set."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from db.domain.policy import Parameter, Policy, Sureness, Unit, Validity, Value, clause_sentence
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.policies import forget_local_number, policy_in_force, set_local_number
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.filter_bar import Filter, FilterBar
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.entry.entry_pieces import TypedLine
from desktop.screens.frame.basis import BASIS, show_basis
from desktop.screens.frame.page import Desk, Page
from desktop.theme.pieces import button, card, label, section, wraps

Change = Callable[[Store], Policy]
Act = Callable[[], object]

_TITLE = Text("规则与数字", "Rules and numbers")
_LEAD = Text(
    "期限、次数和标准一共 {count} 项。{editable} 项可以按本地规定改，"
    "{unsure} 项的出处还待核实，{expired} 项已过期、在新规定录入前沿用。",
    "{count} numbers in all. {editable} can be set to local rules; the source of {unsure} is "
    "still to be confirmed, {expired} have run out and are followed until renewed.",
)
_TABLE = Text("规则与数字", "Rules and numbers")
_NAME, _VALUE = Text("标准", "Rule"), Text("数字", "Number")
_TERM, _STATE = Text("有效期", "In force"), Text("状态", "State")
_SOURCE, _SET = Text("出处", "Source"), Text("能不能改", "Can be set")
_FROM = Text("{since} 起", "from {since}")
_BETWEEN = Text("{since} 至 {until}", "{since} to {until}")
_CURRENT, _EXPIRED = Text("现行", "In force"), Text("已过期，沿用", "Run out, followed")
_NOT_YET, _LOCAL = Text("尚未施行", "Not yet in force"), Text("本地设定", "Set here")
_CAN, _CANNOT = Text("可改", "yes"), Text("文件规定", "fixed")
_FILTER = Text("显示", "Show")
_KINDS = (
    ("editable", Text("可以改的", "What can be set")),
    ("unsure", Text("出处待核实的", "Source to be confirmed")),
    ("expired", Text("已过期的", "Run out")),
    ("local", Text("本地设定的", "Set here")),
)
_SHOWN = Text("显示 {count} 项", "{count} shown")
_NOTHING = Text("没有这样的规则", "No such rule")
_NOTHING_WHAT = Text("请换一个筛选。", "Choose another filter.")
_CHOSEN = Text("{label}：{value}", "{label}: {value}")
_FIXED = Text(
    "由文件规定，不能在本地改。文件换了以后，会随新版本更新。",
    "Set by a document; it cannot be changed here and is renewed with a new version.",
)
_RANGE = Text("{low} 到 {high}。{empty}", "{low} to {high}. {empty}")
_MANY = Text("几个数字用顿号隔开。", "Separate several numbers with commas.")
_MAY_BE_EMPTY = Text("留空表示不设定。", "Empty means not set.")
_WRITE = Text("{label}（{unit}）", "{label} ({unit})")
_SAVE, _RESET = Text("保存数字", "Save the number"), Text("恢复默认", "Back to the default")
_SAVED = Text("“{label}”已设为 {value}。", "“{label}” is set to {value}.")
_WHOLE = Text("请填写整数，例如 {example}。", "Write a whole number, for example {example}.")
_UNITS = {
    Unit.POSTINGS: Text("条", "leads"),
    Unit.PERSONS: Text("人", "people"),
    Unit.TIMES: Text("次", "times"),
    Unit.DAYS: Text("天", "days"),
    Unit.MONTHS: Text("个月", "months"),
    Unit.YEARS: Text("周岁", "years of age"),
    Unit.FEN: Text("元", "yuan"),
    Unit.PERCENT: Text("%", "%"),
    Unit.PER_MILLE: Text("‰", "‰"),
    Unit.LEVELS: Text("级", "degree"),
}
_CENTS = 100


class RulesPage(Page):
    """Lists every number with its source, and sets those that may be set."""

    help_name: ClassVar[str] = "rules"
    scrolls: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        columns = [
            Column(_NAME, lambda p: tr(p.label)),
            Column(_VALUE, lambda p: p.words(current()), 110),
            Column(_STATE, lambda p: tr(_state(p)), 130, tone=_tone),
            Column(_TERM, _term, 200),
            Column(_SOURCE, lambda p: tr(p.sureness.label), 110, tone=_source_tone),
            Column(_SET, lambda p: tr(_CAN if p.editable else _CANNOT), 96),
        ]
        self._all: list[Parameter] = []
        self._model = RecordTableModel(columns, [], key=lambda p: p.key)
        self.table = RecordTable(
            _TABLE, self._model, menu=self._menu, sentences=_reads_sentences(desk)
        )
        self.table.current_changed.connect(self._ask)
        self.table.opened.connect(self._begin_edit)
        self.filters = FilterBar(
            [Filter("kind", _FILTER, [(name, tr(said)) for name, said in _KINDS])]
        )
        self.filters.changed.connect(self._narrow)
        self._swap = Swap(self.table)
        self._name = section("")
        self._clause = label("", "soft")
        self._line = TypedLine("", "", name="number")
        self._line.edit.returnPressed.connect(self.save)
        self._fixed = label(_FIXED, "soft")
        self._save: QPushButton = button(_SAVE, self.save, icon="check", name="save_number")
        self._reset: QPushButton = button(
            _RESET, self.reset, icon="undo-2", name="reset_number"
        )
        basis = button(BASIS, self.show_basis, icon="book-open", name="basis")
        self._card = card(
            self._name,
            self._clause,
            self._line,
            self._fixed,
            wraps(self._save, self._reset, basis),
        )
        self.body.addWidget(self.filters)
        self.body.addWidget(self._swap, 1)
        self.body.addWidget(self._card)
        self._card.hide()

    def open(self, **args: object) -> None:
        """Show the numbers; ``key`` names one to go to."""
        self._load(str(args.get("key") or ""))

    def load(self) -> None:
        """Read the numbers in force."""
        self._load("")

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self.table

    def show_basis(self) -> None:
        """Show where the current number comes from."""
        parameter = self.table.record()
        if parameter is not None:
            show_basis(self, None, [parameter])

    def save(self) -> None:
        """Set the current number to what was typed."""
        parameter = self.table.record()
        if parameter is None or not parameter.editable:
            return
        try:
            value = read_number(parameter, self._line.typed())
        except Problem as problem:
            self._line.tell(problem)
            return
        self._line.tell(None)
        self._set(parameter, lambda store: set_local_number(store, parameter.key, value))

    def reset(self) -> None:
        """Go back to the number of the source."""
        parameter = self.table.record()
        if parameter is not None and parameter.is_local:
            self._set(parameter, lambda store: forget_local_number(store, parameter.key))

    def _set(self, parameter: Parameter, change: Change) -> None:
        def done(policy: Policy) -> None:
            self._show(policy, parameter.key)
            now = policy.at(parameter.key, self.operations.today())
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            said = _SAVED.to(current(), label=now.label, value=now.words(current()))
            self.desk.say(said)

        self.operations.read(change, owner=self, done=done, failed=self._line.tell)

    def _load(self, key: str) -> None:
        def show(policy: Policy) -> None:
            self._show(policy, key)

        if not self._all:
            self._swap.show_loading()
        self.operations.read(policy_in_force, owner=self, done=show)

    def _show(self, policy: Policy, key: str) -> None:
        today = self.operations.today()
        self._all = [policy.at(each, today) for each in policy.keys]
        editable = [p for p in self._all if p.editable]
        self.set_lead(
            tr(
                _LEAD,
                count=len(self._all),
                editable=len(editable),
                unsure=sum(1 for p in self._all if _is_unsure(p)),
                expired=sum(1 for p in self._all if p.expired),
            )
        )
        self._narrow()
        if key:
            self.table.go_to_key(key)
            self._ask(self.table.record())

    def _narrow(self) -> None:
        kind = self.filters.chosen().get("kind", "")
        current_row = self.table.record()
        shown = [p for p in self._all if _fits(p, kind)]
        self._model.set_rows(shown)
        self.filters.count.tell(tr(_SHOWN, count=len(shown)))
        if not shown:
            self._swap.show_empty(_NOTHING, _NOTHING_WHAT, icon="search")
            self._ask(None)
            return
        self._swap.show_content()
        if current_row is None or not self.table.go_to_key(current_row.key):
            self.table.go_to_row(0)
        self._ask(self.table.record())

    def _menu(self, parameter: Parameter) -> Sequence[tuple[Text, Act]]:
        entries: list[tuple[Text, Act]] = [(BASIS, self.show_basis)]
        if parameter.editable:
            entries.insert(0, (_SAVE, lambda: self._begin_edit(parameter)))
        if parameter.is_local:
            entries.append((_RESET, self.reset))
        return entries

    def _ask(self, parameter: Parameter | None) -> None:
        self._card.setVisible(parameter is not None)
        if parameter is None:
            return
        value = parameter.words(current())
        self._name.setText(tr(_CHOSEN, label=parameter.label, value=value))
        self._clause.setText(clause_sentence(parameter, current()))
        for part in (self._line, self._save):
            part.setVisible(parameter.editable)
        self._reset.setVisible(parameter.is_local)
        self._fixed.setVisible(not parameter.editable)
        if parameter.editable:
            unit = _UNITS[parameter.unit]
            self._line.say(tr(_WRITE, label=parameter.label, unit=unit), _help(parameter))
            self._line.tell(None)
            self._line.set_typed(written_number(parameter.value, parameter.unit))

    def _begin_edit(self, parameter: Parameter) -> None:
        if parameter.editable:
            self._line.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.show_basis()


def read_number(parameter: Parameter, typed: str) -> Value:
    """Return a number as it is kept: money in fen, several as a tuple, empty as ``None``.

    Raises:
        Problem: It is no whole number; whether it is in range is for the rule to say.
    """
    parts = typed.replace("，", ",").replace("、", ",").replace(" ", "").split(",")
    written = [part for part in parts if part]
    if not written:
        return None
    numbers = tuple(_whole(parameter, part) for part in written)
    if isinstance(parameter.default, tuple):
        return numbers
    return numbers[0] if len(numbers) == 1 else numbers


def written_number(value: Value, unit: Unit) -> str:
    """Return a number as it is typed: money in yuan, several with 、 or commas between."""
    if value is None:
        return ""
    numbers = (value,) if isinstance(value, int) else value
    if unit is Unit.FEN:
        return "、".join(f"{n / _CENTS:.2f}".removesuffix(".00") for n in numbers)
    return "、".join(str(n) for n in numbers)


def _whole(parameter: Parameter, part: str) -> int:
    try:
        return round(float(part) * _CENTS) if parameter.unit is Unit.FEN else int(part)
    except (ValueError, OverflowError) as error:
        example = written_number(parameter.default, parameter.unit) or "30"
        raise Problem(_WHOLE, example=example) from error


def _help(parameter: Parameter) -> str:
    unit = parameter.unit
    low, high = written_number(parameter.minimum, unit), written_number(parameter.maximum, unit)
    more = _MANY if isinstance(parameter.default, tuple) else None
    if parameter.default is None:
        more = _MAY_BE_EMPTY
    return tr(_RANGE, low=low or "…", high=high or "…", empty=tr(more) if more else "").strip()


def _state(parameter: Parameter) -> Text:
    if parameter.validity is Validity.EXPIRED:
        return _EXPIRED
    if parameter.validity is Validity.NOT_YET:
        return _NOT_YET
    return _LOCAL if parameter.is_local else _CURRENT


def _tone(parameter: Parameter) -> str:
    return "late" if parameter.expired else ""


def _source_tone(parameter: Parameter) -> str:
    return "due" if _is_unsure(parameter) else ""


def _is_unsure(parameter: Parameter) -> bool:
    return parameter.sureness is Sureness.B


def _term(parameter: Parameter) -> str:
    since = parameter.valid_from.isoformat()
    if parameter.valid_to is None:
        return tr(_FROM, since=since)
    return tr(_BETWEEN, since=since, until=parameter.valid_to.isoformat())


def _fits(parameter: Parameter, kind: str) -> bool:
    return {
        "": True,
        "editable": parameter.editable,
        "unsure": _is_unsure(parameter),
        "expired": parameter.expired,
        "local": parameter.is_local,
    }[kind]


def _reads_sentences(desk: Desk) -> bool:
    return desk.settings.now.row_reading == "sentence"
