"""What came of a batch: one sentence, and a list of who has no document or needs a look."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from db.domain.ids import ClientId
from db.fields.text import Text
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.table_model import RecordTableModel
from desktop.printing.batch_result import (
    REPORT_NAME,
    BatchResult,
    NotMade,
    Remark,
    Wanted,
)
from desktop.theme.pieces import button, card, column, label, section, wraps

_HEADING = Text("结果", "What came of it")
_TABLE = Text("没有做成的和要留意的", "Not made, and to be looked at")
_NUMBER, _NAME = Text("第几位", "Place"), Text("姓名", "Name")
_STATE, _WHY = Text("怎样", "State"), Text("为什么", "Why")
_MISSING, _LOOK = Text("没有做成", "Not made"), Text("请看一下", "Look at it")
_OPEN = Text("打开文件夹", "Open the folder")
_MADE = Text(
    "名单上 {wanted} 人，做成 {made} 份，存进个案 {filed} 份。“撤销”能取回存档，文件要自己删。",
    "{wanted} people on the list, {made} documents made, {filed} filed. Undo takes the filing "
    "back; files have to be deleted by hand.",
)
_NOT_MADE = Text(
    "没有做成 {count} 份，原因在下面。", "Not made: {count}; the reasons are below."
)
_STOPPED = Text(
    "已停下，做好的留着，没有半份的文件。",
    "It was stopped; what was finished stays, and nothing is half made.",
)
_BOUND = Text("装订成 {volumes} 册。", "They are bound in {volumes} volumes.")
_BESIDE = Text(
    "{count} 份盲文或录音是单独的文件。", "{count} in Braille or sound are files of their own."
)
_REPORT = Text("名单和原因也写在“{name}”里。", "The same list is in “{name}”.")
_NO_PLAN = Text(
    "还没有就业服务计划。请先商定计划，再做这一份。",
    "There is no employment plan yet. Agree on one first, then make this document.",
)
_RARE = Text(
    "这几个字没有字体，纸上写成编号，请手写补上：U+31350。",
    "No font has these characters; write them in by hand: U+31350.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """Somebody to look after."""

    key: int
    number: str
    name: str
    is_missing: bool
    why: str


class BatchOutcome(QWidget):
    """Shows what came of a batch."""

    def __init__(self, open_folder: Callable[[Path], object], *, sentences: bool) -> None:
        super().__init__()
        self._folder = Path()
        self._said = label("")
        self._said.setObjectName("outcome")
        columns = [
            Column(_NUMBER, lambda r: r.number, 80),
            Column(_NAME, lambda r: r.name, 150),
            Column(
                _STATE,
                lambda r: tr(_MISSING if r.is_missing else _LOOK),
                120,
                tone=lambda r: "late" if r.is_missing else "due",
            ),
            Column(_WHY, lambda r: r.why),
        ]
        self._model = RecordTableModel(columns, [], key=lambda r: r.key)
        self.table = RecordTable(_TABLE, self._model, sentences=sentences)
        self.open: QPushButton = button(
            _OPEN, lambda: open_folder(self._folder), icon="folder-open", name="open_folder"
        )
        inside = card(section(_HEADING), self._said, wraps(self.open), self.table)
        self.setLayout(column(inside, gap=0))

    def show_result(self, result: BatchResult) -> None:
        """Show a result."""
        self._folder = result.folder
        self._said.setText(tr(sentence_of(result)))
        rows = [
            OutcomeRow(
                key=at,
                number=str(one.number),
                name=one.wanted.name,
                is_missing=True,
                why=tr(one.why),
            )
            for at, one in enumerate(result.not_made)
        ]
        rows += [
            OutcomeRow(key=at, number="", name=one.name, is_missing=False, why=tr(one.said))
            for at, one in enumerate(result.remarks, start=len(rows))
        ]
        self._model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.show()

    def first(self) -> QWidget | None:
        """Return what has the focus when the page is opened on a result."""
        if self.isHidden():
            return None
        return self.open if self.table.isHidden() else self.table


def sentence_of(result: BatchResult) -> Text:
    """Return what came of a batch in a few sentences."""
    counts = {"wanted": result.wanted, "made": result.made, "filed": result.filed}
    parts = [_MADE.filled(**{name: f"{count:,}" for name, count in counts.items()})]
    if result.is_stopped:
        parts.append(_STOPPED)
    if result.ended_by is not None:
        parts.append(result.ended_by)
    if result.not_filed is not None:
        parts.append(result.not_filed)
    if result.volumes:
        parts.append(_BOUND.filled(volumes=len(result.volumes)))
        if result.beside:
            parts.append(_BESIDE.filled(count=result.beside))
    if result.not_made:
        parts.append(_NOT_MADE.filled(count=f"{len(result.not_made):,}"))
    if result.report is not None:
        parts.append(_REPORT.filled(name=result.report.name))
    return Text("".join(part.zh for part in parts), " ".join(part.en for part in parts))


def sample_result() -> BatchResult:
    """Return an invented result, for a picture of the page."""
    wanted = Wanted(client_id=ClientId(UUID(int=1)), name="潘·阿妹")
    other = Wanted(client_id=ClientId(UUID(int=2)), name="龙·阿妮")
    folder = Path("文书")
    return BatchResult(
        folder=folder,
        wanted=88,
        made=87,
        filed=87,
        not_made=[NotMade(number=12, wanted=wanted, why=_NO_PLAN)],
        remarks=[Remark(name=other.name, said=_RARE)],
        report=folder / tr(REPORT_NAME),
    )
