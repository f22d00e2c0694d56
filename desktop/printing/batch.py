"""Documents for a whole list: each in its own form in a folder, or bound in volumes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final

from db.domain.whole_file import problem_of, write_whole
from db.fields.problem import Cancelled, Problem
from db.fields.text import Language, Text
from db.ports import Progress
from desktop.printing.batch_result import (
    REPORT_NAME,
    BatchResult,
    Content,
    Finished,
    NotMade,
    Remark,
    Source,
    Wanted,
    report_of,
)
from desktop.printing.rendering import (
    SIZE_BY_FORM,
    USUAL,
    Rendered,
    RenderSettings,
    file_name,
    numbered,
    volume_name,
)
from desktop.printing.workers import WORKERS, Order, Outcome, Workers

MOST_IN_VOLUME: Final = 100
"""Documents of one PDF: two hundred pages are printed and bound in one go."""

FILED_TOGETHER: Final = 100
"""Documents filed as one action."""

ENOUGH_REFUSALS: Final = 3
"""So many refusals of the folder in a row, and the rest is not tried."""

_LOOK_S: Final = 0.1
"""How long a person waits at most for the stop to be noticed."""

_BINDING = Text("装订{volume}", "Binding {volume}")
_NOBODY = Text(
    "名单里没有人，什么也没有做。请换一个名单。",
    "There is nobody on the list; nothing was made. Choose another list.",
)
_NOT_FILED = Text(
    "做好了，但没有存进个案：{why}", "It was made, but not filed with the case: {why}"
)
_RENAMED = Text(
    "文件夹里已有“{old}”，没有动它，新的叫“{new}”。",
    "The folder had “{old}” already; it was left alone and the new one is called “{new}”.",
)


def make_batch(  # noqa: PLR0913 - what, for whom, where, how and how many at a time
    people: Sequence[Wanted],
    source: Source,
    folder: Path,
    *,
    language: Language,
    progress: Progress,
    settings: RenderSettings = USUAL,
    merged: bool = False,
    workers: int = WORKERS,
) -> BatchResult:
    """Make a document for everybody on a list, each file whole or not at all.

    Contents are read one at a time and made by worker processes. One that fails is told and
    the others go on. Nothing that is in the folder is replaced. When it is stopped, what was
    finished stays and is filed; nothing half made stays.

    Args:
        people: For whom, in order.
        source: Reads contents and files what was made.
        folder: Where the files go; it is made when needed.
        language: Of names of volumes and of the report.
        progress: Told whose document is done; can stop it.
        settings: How documents are made.
        merged: Whether forms that are paper for the eye are bound in volumes.
        workers: How many processes.

    Raises:
        Problem: The list is empty, or the folder cannot be written to; nothing was made.
    """
    if not people:
        raise Problem(_NOBODY)
    _try_folder(folder)
    batch = _Batch(people, source, folder, language, progress, settings)
    batch.run(merged=merged, workers=workers)
    return batch.result


@dataclass(frozen=True, slots=True)
class _Place:
    """Somebody's place on the list with what her document says."""

    number: int
    wanted: Wanted
    content: Content


@dataclass(frozen=True, slots=True)
class _Work:
    """What a worker has in hand: one document, or all of a volume."""

    places: tuple[_Place, ...]
    is_volume: bool


class _FolderRefusesError(Exception):
    """The folder refused so often that the rest is not tried."""


class _Batch:
    """One run: what is being made, what waits to be bound, what waits to be filed."""

    def __init__(  # noqa: PLR0913, PLR0917 - as make_batch
        self,
        people: Sequence[Wanted],
        source: Source,
        folder: Path,
        language: Language,
        progress: Progress,
        settings: RenderSettings,
    ) -> None:
        self._people, self._source, self._folder = people, source, folder
        self._language, self._progress, self._settings = language, progress, settings
        self._made_with = settings.to_json()
        self._names: set[str] = set()
        self._in_work: dict[int, _Work] = {}
        self._to_bind: dict[str, list[_Place]] = {}
        self._to_file: list[Finished] = []
        self._settled: set[int] = set()  # places of those who have a document, or never will
        self._orders = self._refusals = 0
        self.result = BatchResult(folder=folder, wanted=len(people))

    def run(self, *, merged: bool, workers: int) -> None:
        """Make everything; afterwards ``result`` says what came of it."""
        try:
            with Workers(min(workers, len(self._people))) as makers:
                try:
                    self._make_all(makers, merged=merged)
                except (Cancelled, KeyboardInterrupt):
                    self.result.is_stopped = True
                    self._absorb(makers.collect(0))  # done already, only not heard of yet
        except _FolderRefusesError:
            self._give_up()
        self._file_all()
        self._report()

    def _make_all(self, makers: Workers, *, merged: bool) -> None:
        for number, wanted in enumerate(self._people, start=1):
            self._progress.stop_if_cancelled()
            try:
                content = self._source.content(wanted)
            except Problem as problem:
                self._not_made(number, wanted, _told(problem))
                continue
            place = _Place(number, wanted, content)
            if merged and content.form in SIZE_BY_FORM:
                self._bind(makers, place)
            else:
                self.result.beside += merged
                name = file_name(content.document, content.form)
                self._order(makers, (place,), self._free(name), is_volume=False)
            self._absorb(makers.collect(0))
        for form in list(self._to_bind):
            self._close_volume(makers, form)
        while self._in_work:
            self._wait(makers)

    def _bind(self, makers: Workers, place: _Place) -> None:
        waiting = self._to_bind.setdefault(place.content.form, [])
        waiting.append(place)
        self._tell(place.wanted.name)
        if len(waiting) == MOST_IN_VOLUME:
            self._close_volume(makers, place.content.form)

    def _close_volume(self, makers: Workers, form: str) -> None:
        places = tuple(self._to_bind.pop(form))
        number = 1
        while _key(name := volume_name(number, form, self._language)) in self._names:
            number += 1
        out = self._free(name)
        self._order(makers, places, out, is_volume=True)
        doing = _BINDING.filled(volume=out.stem)
        self._progress.at(self._done(), len(self._people), doing)

    def _order(
        self, makers: Workers, places: tuple[_Place, ...], out: Path, *, is_volume: bool
    ) -> None:
        while not makers.has_room:
            self._wait(makers)
        self._orders += 1
        self._in_work[self._orders] = _Work(places, is_volume)
        makers.give(
            Order(
                number=self._orders,
                documents=tuple(place.content.document for place in places),
                form=places[0].content.form,
                out=out,
                settings=self._settings,
                is_volume=is_volume,
            )
        )

    def _wait(self, makers: Workers) -> None:
        self._absorb(makers.collect(_LOOK_S))
        self._progress.stop_if_cancelled()

    def _absorb(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            work = self._in_work.pop(outcome.number)
            if outcome.rendered is None:
                self._refused(work, outcome)
            else:
                self._taken(work, outcome, outcome.rendered)
            self._tell(work.places[-1].wanted.name)
        if self.result.ended_by is not None:
            raise _FolderRefusesError

    def _taken(self, work: _Work, outcome: Outcome, rendered: Rendered) -> None:
        self._refusals = 0
        left_out = dict(outcome.left_out)
        for at, place in enumerate(work.places):
            if at in left_out:
                self._not_made(place.number, place.wanted, left_out[at])
                continue
            self.result.made += 1
            self._settled.add(place.number)
            finished = Finished(
                wanted=place.wanted,
                content=place.content,
                file_hash=rendered.sha256,
                made_with=self._made_with,
            )
            self._to_file.append(finished)
        whose = work.places[0].wanted.name
        if work.is_volume:
            whose = rendered.paths[0].name
            self.result.volumes.append(rendered.paths[0])
        self.result.remarks += [Remark(name=whose, said=said) for said in rendered.remarks]
        if len(self._to_file) >= FILED_TOGETHER:
            self._file_all()

    def _refused(self, work: _Work, outcome: Outcome) -> None:
        assert outcome.why is not None  # noqa: S101 - nothing was written, so it says why
        for place in work.places:
            self._not_made(place.number, place.wanted, outcome.why)
        if outcome.is_place:
            self._refusals += 1
            if self._refusals >= ENOUGH_REFUSALS or not self._folder.is_dir():
                self.result.ended_by = outcome.why

    def _give_up(self) -> None:
        """Name everybody who was not tried any more."""
        why = self.result.ended_by
        assert why is not None  # noqa: S101 - it is what ended the run
        for number, wanted in enumerate(self._people, start=1):
            if number not in self._settled:
                self._not_made(number, wanted, why)

    def _not_made(self, number: int, wanted: Wanted, why: Text) -> None:
        self._settled.add(number)
        self.result.not_made.append(NotMade(number=number, wanted=wanted, why=why))

    def _file_all(self) -> None:
        finished, self._to_file = self._to_file, []
        if not finished:
            return
        try:
            self.result.filed += self._source.file(finished)
        except Problem:
            self._file_each(finished)

    def _file_each(self, finished: Sequence[Finished]) -> None:
        """File one by one what was refused together, so that only the one at fault is left."""
        for one in finished:
            try:
                self.result.filed += self._source.file([one])
            except Problem as problem:
                self.result.not_filed = _told(problem)
                said = _NOT_FILED.filled(why=_told(problem))
                self.result.remarks.append(Remark(name=one.wanted.name, said=said))

    def _report(self) -> None:
        result, language = self.result, self._language
        if not result.not_made:
            return
        result.not_made.sort(key=lambda one: one.number)
        path = self._free(REPORT_NAME.to(language))
        try:
            write_whole(path, [report_of(result.not_made, language)])
        except Problem as problem:
            result.ended_by = result.ended_by or _told(problem)
        else:
            result.report = path

    def _free(self, name: str) -> Path:
        """Return where a file of that name can go without replacing anything."""
        free, number = name, 1
        while _key(free) in self._names or (self._folder / free).exists():
            number += 1
            free = numbered(name, number)
        if free != name and _key(name) not in self._names:
            said = _RENAMED.filled(old=name, new=free)
            self.result.remarks.append(Remark(name=free, said=said))
        self._names |= {_key(name), _key(free)}
        return self._folder / free

    def _done(self) -> int:
        """Return how far it is: what waits to be bound counts half."""
        waiting = sum(map(len, self._to_bind.values()))
        bound = sum(len(work.places) for work in self._in_work.values() if work.is_volume)
        return len(self._settled) + (waiting + bound) // 2

    def _tell(self, name: str) -> None:
        self._progress.at(self._done(), len(self._people), Text(name, name))


def _told(problem: Problem) -> Text:
    return problem.text.filled(**problem.values) if problem.values else problem.text


def _key(name: str) -> str:
    """Return what two names must not share: Windows does not tell capitals from small."""
    return name.casefold()


def _try_folder(folder: Path) -> None:
    """Make the folder and write a file in it, so that a bad place is told before the work."""
    trial = folder / f".yiyi-{token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(trial, [b" " * 4096])
        trial.unlink()
    except OSError as error:
        raise problem_of(error, folder) from error
