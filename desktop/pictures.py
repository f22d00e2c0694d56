"""Pictures of every screen, taken of the real window on an invented record."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QMainWindow, QWidget

from db.domain.clients.client import Client
from db.domain.clients.employment_plan import EmploymentPlan
from db.domain.duty.duties import Duty
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household
from db.domain.papers.issued_document import IssuedDocument
from db.domain.placements.employer import Employer, Vacancy
from db.domain.placements.follow_up import FollowUp
from db.domain.policy import load_packs
from db.domain.staff import Staff
from db.fields.text import Language, Text
from db.ports import Owner, Reading
from db.usecases.worklist import todays_work
from desktop import language
from desktop.demo_record import best_known_placement
from desktop.entry_window import EntryWindow
from desktop.operations import Operations
from desktop.places import all_places
from desktop.screens.frame.main_window import MainWindow
from desktop.screens.importing.import_roster import ImportRosterPage
from desktop.screens.papers.batch import BatchPage
from desktop.screens.papers.batch_outcome import sample_result
from desktop.screens.papers.document import DocumentPage
from desktop.settings import SettingsKeeper
from desktop.tasks import TaskRunner
from desktop.theme.look import look
from desktop.workspace import Workspace

SIZE = (1366, 768)
"""The screen of the laptops in use."""

_PATIENCE_S = 30
_QUIET_ROUNDS = 4
_ROUND_MS = 20
_STATE = Text("离线 · 已加密", "Offline · encrypted")
_NOT_THERE = "no-record-here"
_ENTRIES = (
    ("begin", Text("第一次打开", "First run")),
    ("unlock", Text("输入口令", "Unlock")),
    ("recover", Text("用恢复码打开", "Recover")),
    ("restore", Text("恢复备份", "Restore")),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it shows.

    Attributes:
        complaint: What the window warned of while it was taken; a good picture has none.
    """

    path: Path
    label: Text
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """Files that some pages need to have something to show."""

    roster: Path | None = None
    exchange_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A place, with what it needs to show something worth seeing, and what is done there."""

    place: str
    args: dict[str, Any] = field(default_factory=dict)
    then: Callable[[QWidget], object] | None = None


def take_pictures(  # noqa: PLR0913 - each has its own name
    workspace: Workspace,
    settings: SettingsKeeper,
    out: Path,
    *,
    tongue: Language = Language.ZH,
    theme: str = "light",
    zoom_percent: int = 100,
    only: tuple[str, ...] = (),
    papers: Papers | None = None,
    seen: Callable[[str, QWidget], object] | None = None,
) -> list[Picture]:
    """Save a picture of every place, in one language, theme and zoom.

    Args:
        workspace: An open workspace with people in it.
        settings: Where the window reads its settings from.
        out: Folder of the pictures; it is made when needed.
        tongue: Language on screen.
        theme: light, dark or contrast.
        zoom_percent: 100 to 400.
        only: Keys of places; empty means all.
        papers: Files to import and to merge; without them those pages are left out.
        seen: Called with each place and its window as it stands.

    Raises:
        TimeoutError: A place does not come to rest; it is named.
    """
    out.mkdir(parents=True, exist_ok=True)
    language.use(tongue)
    look().wear(theme, zoom_percent)
    taker = _Taker(out, TaskRunner(), only, seen)
    taker.entries(workspace.folder, settings)
    taker.places(workspace, settings, papers or Papers())
    return taker.taken


class _Taker:
    """Goes from place to place, waits, and takes a picture."""

    def __init__(
        self,
        out: Path,
        tasks: TaskRunner,
        only: tuple[str, ...],
        seen: Callable[[str, QWidget], object] | None,
    ) -> None:
        self._out, self._tasks, self._only, self._seen = out, tasks, only, seen
        self._number = 0
        self.taken: list[Picture] = []

    def entries(self, folder: Path, settings: SettingsKeeper) -> None:
        """Take the pages before the record is open."""
        for name, label in _ENTRIES:
            self._number += 1
            if self._only and name not in self._only:
                continue
            place = folder / _NOT_THERE if name == "begin" else folder
            window = EntryWindow(place, self._tasks, settings)
            _show(window)
            window.begin(name)
            self._take(window, name, label, "")
            _close(window)

    def places(self, workspace: Workspace, settings: SettingsKeeper, papers: Papers) -> None:
        """Take every place of the window."""
        places = {place.key: place for place in all_places(workspace)}
        operations = Operations(workspace.store, self._tasks)
        window = MainWindow(tuple(places.values()), operations, settings)
        window.show_state(workspace.owner.name, _STATE)
        _show(window)
        with workspace.store.reading() as reading:
            visits = list(visits_of(reading, papers))
        for visit in visits:
            self._number += 1
            if self._only and visit.place not in self._only:
                continue
            window.go(visit.place, **visit.args)
            if visit.then is not None and window.page is not None:
                settle(self._tasks, visit.place)
                visit.then(window.page)
            settle(self._tasks, visit.place)
            label = places[visit.place].label
            self._take(window, visit.place, label, window.messages.message)
        operations.finish()
        window.forget_pages()
        _close(window)

    def _take(self, window: QMainWindow, name: str, label: Text, complaint: str) -> None:
        settle(self._tasks, name)
        if self._seen is not None:
            self._seen(name, window)
        path = self._out / f"{self._number:02}-{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.taken.append(Picture(path, label, complaint))


def settle(tasks: TaskRunner, place: str) -> None:
    """Let the window finish what it is doing.

    Raises:
        TimeoutError: ``place`` is still busy after half a minute.
    """
    end, quiet = time.monotonic() + _PATIENCE_S, 0
    while quiet < _QUIET_ROUNDS:
        QCoreApplication.processEvents(
            QEventLoop.ProcessEventsFlag.AllEvents, QDeadlineTimer(_ROUND_MS)
        )
        quiet = 0 if tasks.is_busy else quiet + 1
        time.sleep(_ROUND_MS / 1000)
        if time.monotonic() > end:
            raise TimeoutError(f"“{place}” does not come to rest")


def visits_of(  # noqa: PLR0915 - a list of places, one statement each
    reading: Reading, papers: Papers
) -> Iterator[Visit]:
    """Yield every place with what it needs to show something worth seeing."""
    service = _fullest_service(reading)
    placement = best_known_placement(reading)
    client = reading[Client].get(placement.client_id)
    whose = {"client_id": client.id, "name": client.name}
    plan = min(reading[EmploymentPlan].every(), key=lambda p: (p.agreed_on, p.goal))
    planned = {"client_id": plan.client_id}
    planned_follow_ups = (f for f in reading[FollowUp].every() if f.contacted_on is None)
    due = min(planned_follow_ups, key=lambda f: f.due_on)
    rural = (h for h in reading[Household].every() if h.rural)
    household = {"household_id": min(rural, key=lambda h: (h.village or "", h.head_name)).id}
    employer = min(reading[Employer].every(), key=lambda e: e.name)
    vacancy = min(reading[Vacancy].every(), key=lambda v: v.title)
    lead = min(reading[JobLead].where(service_id=service.id), key=lambda le: le.employer_name)
    served = {"client_id": service.client_id}
    yield Visit("today")
    yield Visit("postpone_duty", {"duty": _longest_due(reading, due.due_on)})
    yield Visit("clients")
    yield Visit("client", whose)
    yield Visit("client_form", {"client_id": client.id})
    yield Visit("note", whose)
    yield Visit("consent", whose)
    yield Visit("stage", whose)
    yield Visit("assessment", planned)
    yield Visit("plan", planned)
    yield Visit("plan_step", {"plan_id": plan.id})
    yield Visit("history", {"table": "client", "record_id": client.id, "name": client.name})
    yield Visit("summary", {**whose, "form": "print"})
    yield Visit("summary", {**whose, "form": "large24"})
    yield Visit("summary", {**whose, "form": "easy"})
    yield Visit("summary", {**whose, "form": "braille"})
    yield Visit("summary", {**whose, "form": "braille"}, _see_readings)
    yield Visit("summary", {**whose, "kind": "letter"})
    issued = min(reading[IssuedDocument].every(), key=lambda each: each.form)
    yield Visit("documents", {"client_id": issued.client_id})
    yield Visit("giving", {"issued_id": issued.id})
    yield Visit("summary", {"issued_id": issued.id})
    yield Visit("letter", whose)
    yield Visit("letter", {**whose, "template": "appointment"})
    yield Visit("readings")
    yield Visit("reading_form", {"written": "重安江", "pinyin": "chong2 an1 jiang1"})
    yield Visit("village_list")
    yield Visit("households")
    yield Visit("household", household)
    yield Visit("household_form", household)
    yield Visit("member_form", household)
    yield Visit("check", household)
    yield Visit("graduates")
    yield Visit("graduate", served)
    yield Visit("graduate_form", served)
    yield Visit("lead_form", served)
    yield Visit("lead_answer", {"lead_id": lead.id})
    yield Visit("employers")
    yield Visit("employer_form", {"employer_id": employer.id})
    yield Visit("vacancy_form", {"employer_id": vacancy.employer_id, "vacancy_id": vacancy.id})
    yield Visit("placements")
    yield Visit("placement_form", planned)
    yield Visit("placement_end", {"placement_id": placement.id})
    yield Visit("follow_up", {"follow_up_id": due.id})
    yield Visit("move_follow_up", {"follow_up_id": due.id})
    yield Visit("import_roster")
    if papers.roster is not None:
        yield Visit("import_roster", {"path": papers.roster})
        yield Visit("import_roster", {"path": papers.roster}, _check_roster)
    yield Visit("batch")
    yield Visit("batch", then=_batch_done)
    yield Visit("exchange")
    if papers.exchange_file is not None:
        yield Visit("merge", {"path": papers.exchange_file})
    yield Visit("conflicts")
    yield Visit("rules")
    yield Visit("safety")
    yield Visit("settings")
    yield Visit("help")
    yield Visit("about")


def _see_readings(page: QWidget) -> None:
    """Go to the characters with several readings."""
    if isinstance(page, DocumentPage):
        page.shown.braille.tabs.setCurrentIndex(1)


def _check_roster(page: QWidget) -> None:
    """Go on from the columns to the preview."""
    if isinstance(page, ImportRosterPage):
        page.check()


def _batch_done(page: QWidget) -> None:
    """Show what comes of a batch in which one document could not be made."""
    if isinstance(page, BatchPage):
        page.show_result(sample_result())


def _longest_due(reading: Reading, day: date) -> Duty:
    """Return what has been due the longest on a day when something is."""
    staff = next(iter(reading[Staff].every()))
    owner = Owner(staff.id, staff.name, "supervisor", staff.county, "")
    return todays_work(reading, (), day, load_packs(), owner).duties[0]


def _fullest_service(reading: Reading) -> GraduateService:
    services = list(reading[GraduateService].every())
    return max(services, key=lambda s: len(reading[JobLead].where(service_id=s.id)))


def _show(window: QMainWindow) -> None:
    window.resize(*SIZE)
    window.show()


def _close(window: QMainWindow) -> None:
    window.hide()
    window.deleteLater()
    # Outside an event loop nothing else carries out what was asked for.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
