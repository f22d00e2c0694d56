"""批量做文书: a document for everybody on a list, each in its own form, in one folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from db.domain.clients.divisions import counties, townships_of
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.search.person import Filters
from db.usecases.papers.people_on_list import (
    LISTS,
    ChosenList,
    Listed,
    PeopleList,
    count_on_list,
    people_on_list,
)
from desktop.announce import announce
from desktop.focus import give_back
from desktop.language import current, tr
from desktop.lists.filter_bar import Filter, FilterBar, filter_by_codes
from desktop.messages import Announced
from desktop.printing.batch_result import BatchResult, Wanted
from desktop.printing.batch_source import KINDS, OWN_FORM
from desktop.printing.rendering import FORMS, RenderSettings
from desktop.screens.entry.entry_pieces import TypedLine
from desktop.screens.frame.page import Desk, Page
from desktop.screens.papers.batch_outcome import BatchOutcome, sentence_of
from desktop.screens.papers.batch_run import BatchRun, Making
from desktop.screens.papers.choices import Choice, side_by_side
from desktop.screens.papers.settings_kept import settings_kept
from desktop.theme.pieces import button, card, section, wraps

_TITLE = Text("批量做文书", "Documents for a list")
_LEAD = Text(
    "给一个名单上的每个人做一份，放进一个文件夹。做的时候可以去别的页面，也可以随时停下。",
    "One document for everybody on a list, in one folder. You can work elsewhere meanwhile, "
    "and stop it at any time.",
)
_FOR_WHOM, _WHAT, _WHERE = (
    Text("给谁", "For whom"),
    Text("做什么", "What"),
    Text("放在哪里", "Where to"),
)
_LIST, _KIND = Text("名单", "List"), Text("文书种类", "Kind of document")
_FORM, _BINDING = Text("文书形式", "Form of document"), Text("怎样放", "As files")
_OWN = Text("各人登记的形式", "The form each reads")
_APART = Text("每人一个文件", "One file each")
_BOUND = Text("装订成册，每册 100 份", "Bound, 100 a volume")
_STAGE, _STATUS = Text("阶段", "Stage"), Text("就业状况", "Work")
_TOWNSHIP, _COUNTY = Text("乡镇", "Township"), Text("县", "County")
_WHOSE, _MINE = Text("谁的", "Whose"), Text("只做我的", "Mine only")
_VILLAGE = Text("村", "Village")
_VILLAGE_HELP = Text(
    "和资料里写的一样，例如：长安村。同名的村，前面写上乡镇。",
    "As the records have it. If two villages share a name, write the township before it.",
)
_FOLDER = Text("文件夹", "Folder")
_FOLDER_HELP = Text(
    "文件不加密，给完请删除。已有的文件不会被替换。",
    "The files are not encrypted; delete them once given. Files that are there stay.",
)
_CHOOSE = Text("选文件夹…", "Choose folder…")
_COUNT = Text("名单上有 {count} 人。", "{count} people are on the list.")
_NOBODY = Text("名单里没有人。请换一个名单。", "Nobody is on the list. Choose another one.")
_START = Text("开始做", "Make them")
_NO_FOLDER = Text("请选一个文件夹。", "Choose a folder.")
_BEGUN = Text(
    "开始做 {count} 份。进度在窗口上方。", "Making {count} documents; the window shows how far."
)
_BACK = Text("返回", "Back")
_BUSY = Text(
    "正在做，请等它做完，或先停下。", "Documents are being made; wait for them, or stop first."
)
_MERGED = "merged"
_COUNSELLOR = "counsellor"


@dataclass(frozen=True, slots=True)
class _Ready:
    """What is read before the work begins."""

    people: tuple[Listed, ...]
    settings: RenderSettings


class BatchPage(Page):
    """Whom, what, where; then what came of it."""

    help_name: ClassVar[str] = "summary"
    watches: ClassVar = ("client", "follow_up", "graduate_service", "household_check")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.set_lead(_LEAD)
        self._owner = desk.operations.store.owner
        self._generation = 0
        self._run: BatchRun | None = None
        self.start_button = self.add_button(
            _START, self.start, primary=True, icon="printer", name="start_batch"
        )
        self.add_button(_BACK, desk.back, icon="arrow-left", name="back")
        self.which = Choice("list", _LIST, self._on_list)
        self.which.offer(
            [(one.value, tr(one.label)) for one in PeopleList], str(PeopleList.CASELOAD)
        )
        self.filters = FilterBar(self._filters())
        self.filters.changed.connect(self.load)
        self.filters.count.hide()  # one count for every list stands below
        self.village = TypedLine(_VILLAGE, _VILLAGE_HELP, name="village")
        self.village.edit.editingFinished.connect(self.load)
        self.village.hide()
        self.count = Announced()
        self.kind = Choice("kind", _KIND, _nothing)
        self.kind.offer(_codes("document_kinds", KINDS), KINDS[0])
        self.form = Choice("form", _FORM, _nothing)
        self.form.offer([(OWN_FORM, tr(_OWN)), *_codes("document_forms", FORMS)], OWN_FORM)
        self.binding = Choice("binding", _BINDING, _nothing)
        self.binding.offer([("", tr(_APART)), (_MERGED, tr(_BOUND))], "")
        self.folder = TypedLine(_FOLDER, _FOLDER_HELP, name="folder")
        self._choose = button(
            _CHOOSE, self.choose_folder, icon="folder-open", name="choose_folder"
        )
        self.outcome = BatchOutcome(
            self._open_folder, sentences=desk.settings.now.row_reading == "sentence"
        )
        self.outcome.hide()
        # Aligned to the top it would get the height of its rows before they wrap.
        self.body.setAlignment(Qt.AlignmentFlag(0))
        for part in (
            self.outcome,
            card(
                section(_FOR_WHOM),
                side_by_side(self.which),
                self.filters,
                self.village,
                self.count,
            ),
            card(section(_WHAT), side_by_side(self.kind, self.form, self.binding)),
            card(section(_WHERE), wraps(self._choose), self.folder),
        ):
            self.body.addWidget(part)
        if self._owner.role == _COUNSELLOR:
            self.filters.choose("counsellor", self._owner.staff_id.hex)

    def load(self) -> None:
        """Count whom the list holds; an answer that comes too late is thrown away."""
        self._generation += 1
        generation, chosen = self._generation, self.chosen
        today, owner = self.operations.today(), self._owner

        def count(store: Store) -> int:
            with store.reading() as reading:
                return count_on_list(reading, chosen, today=today, owner=owner)

        def done(number: int) -> None:
            if generation == self._generation:
                self.village.tell(None)
                said = tr(_COUNT, count=f"{number:,}") if number else tr(_NOBODY)
                self.count.tell(said)

        def failed(_problem: Problem) -> None:
            if generation == self._generation:
                self.count.tell("")  # no village yet: said when one goes on without it

        self.operations.read(count, owner=self, done=done, failed=failed)

    def first_focus(self) -> QWidget | None:
        """Return what matters: what came of the last batch, else the list."""
        return self.outcome.first() or self.which.combo

    @property
    def chosen(self) -> ChosenList:
        """Which people are chosen."""
        which = LISTS[self.which.value]
        village = self.village.typed() if which is PeopleList.VILLAGE else ""
        is_caseload = which is PeopleList.CASELOAD
        filters = Filters(**self.filters.chosen()) if is_caseload else Filters()
        return ChosenList(which=which, filters=filters, village=village)

    @property
    def is_busy(self) -> bool:
        """Whether a batch is being made."""
        return self._run is not None

    def choose_folder(self) -> None:
        """Ask for the folder."""
        dialog = QFileDialog(self, tr(_CHOOSE), self.folder.typed() or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.set_typed)
        give_back(dialog)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def start(self) -> None:
        """Read who is on the list now, and begin."""
        if self._run is not None:
            announce(self, tr(_BUSY))
            return
        typed = self.folder.typed().strip().strip('"')
        if not typed:
            self.folder.tell(Problem(_NO_FOLDER))
            return
        self.folder.tell(None)
        chosen, today, owner = self.chosen, self.operations.today(), self._owner
        run = self._run = BatchRun(self.operations, self)

        def read(store: Store) -> _Ready:
            with store.reading() as reading:
                people = people_on_list(reading, chosen, today=today, owner=owner)
            return _Ready(people, settings_kept(store))

        def done(ready: _Ready) -> None:
            self.outcome.hide()
            announce(self, tr(_BEGUN, count=f"{len(ready.people):,}"))
            run.ended.connect(self._ended)
            run.begin(
                [Wanted(client_id=one.client_id, name=one.name) for one in ready.people],
                Making(
                    kind=self.kind.value,
                    form=self.form.value,
                    merged=self.binding.value == _MERGED,
                    folder=Path.home() / Path(typed).expanduser(),
                    language=current(),
                    settings=ready.settings,
                ),
            )

        self.operations.read(read, owner=self, done=done, failed=self._ended)

    def _ended(self, came: object) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        if isinstance(came, BatchResult):
            self.show_result(came)
            self._say(came)
        elif isinstance(came, Problem):
            self._refused(came)

    def show_result(self, result: BatchResult) -> None:
        """Show what came of a batch above what was chosen, and go there."""
        self.outcome.show_result(result)
        focused = self.window().focusWidget()
        target = self.outcome.first()
        if self.isVisible() and focused is not None and self.isAncestorOf(focused) and target:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, result: BatchResult) -> None:
        said = sentence_of(result)
        if result.is_whole:
            self.desk.say(said)
        else:
            self.desk.warn(said)

    def _refused(self, problem: Problem) -> None:
        if problem.field == "village":
            self.village.tell(problem)
        elif "place" in problem.values:
            self.folder.tell(problem)
        else:
            self.desk.warn(problem)

    def _open_folder(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_list(self) -> None:
        which = LISTS[self.which.value]
        self.filters.setVisible(which is PeopleList.CASELOAD)
        self.village.setVisible(which is PeopleList.VILLAGE)
        self.load()

    def _filters(self) -> list[Filter]:
        towns = [(each.label.zh, tr(each.label)) for each in townships_of(self._owner.county)]
        where = [Filter("township", _TOWNSHIP, towns)] if towns else []
        every = [(each.code, tr(each.label)) for each in counties()]
        return [
            Filter("counsellor", _WHOSE, [(self._owner.staff_id.hex, tr(_MINE))]),
            filter_by_codes("stage", _STAGE, "case_stages"),
            filter_by_codes("status", _STATUS, "employment_status"),
            *where,
            Filter("county", _COUNTY, every),
        ]


def _codes(codes: str, order: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, tr(code_list(codes).label(code))) for code in order]


def _nothing() -> None:
    """Do nothing: it is read when the work begins."""
