"""The open case record: one encrypted file, one way to write it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from db.domain.ids import new_uuid
from db.domain.journal.change import Action, NamedAction, Receipt
from db.domain.journal.exchange import Conflict, MergeReport
from db.domain.journal.operation import Operation
from db.domain.record import Plain
from db.domain.staff import Staff
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Clock, Draft, Owner, Progress
from db.store import actions, search_index
from db.store.backup import check_connection, copy_record, keyed
from db.store.engine import open_engine, problems_of_file
from db.store.history import intents_for
from db.store.merge import Merger
from db.store.merge_report import MergeWatch
from db.store.migrate import prepare
from db.store.persons import every_person
from db.store.schema import Schema
from db.store.unit_of_work import SqlReading, SqlUnitOfWork

CLOCK_AHEAD = timedelta(hours=24)
"""A device further ahead than this is named to the person, and so is our own clock when it has
fallen behind by more (our own choice)."""

_NOTHING_TO_UNDO = Text("没有可以撤销的操作。", "There is nothing to undo.")
_NOTHING_TO_REDO = Text("没有可以重做的操作。", "There is nothing to do again.")
_NO_CONFLICT = Text(
    "这处冲突已经处理过了，或者编号不对。请刷新冲突列表。",
    "This conflict has been settled or its number is wrong. Reload the list of conflicts.",
)
_CLOCK_BEHIND = Text(
    "电脑的时间比上次在这里操作的时间（{latest}）早了一天多。请先把电脑的日期和时间校准。",
    "The computer’s clock is more than a day behind the last action here ({latest}). "
    "Set the date and time first.",
)
_INDEX_BEHIND = Text(
    "查找用的索引和服务对象对不上。请用“重建索引”。",
    "The search index does not fit the clients. Rebuild the index.",
)
_MERGING = Text("正在合并", "Merging")
_INDEXING = Text("正在重建索引", "Rebuilding the index")


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the instant now, aware, UTC."""
        return datetime.now(UTC)


class SqlStore:
    """An open case record in an encrypted SQLite file; implements ``db.ports.Store``."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        device: str,
        *,
        clock: Clock | None = None,
        schema: Schema | None = None,
    ) -> None:
        """Open the file at ``path``, creating its tables when it is new.

        Raises:
            Problem: The file cannot be opened; see ``db.store.engine`` for the sentences.
        """
        self._path, self._key, self._device = path, key, device
        self._clock = clock or SystemClock()
        self._schema = schema or Schema()
        self._engine = open_engine(path, key)
        try:
            with self._writing() as connection:
                prepare(connection, self._schema)
                connection.commit()
        except BaseException:
            self._engine.dispose()
            raise

    # ---- who and when -------------------------------------------------------------------
    @property
    def owner(self) -> Owner:
        """Whose workspace this is."""
        staff_id = UUID(hex=self.setting("owner") or "")
        with self.reading() as reading:
            staff = reading[Staff].get(staff_id)
        return Owner(staff_id, staff.name, staff.role, staff.county, self._device)

    @property
    def device(self) -> str:
        """Uid of this device, 32 hexadecimal digits."""
        return self._device

    def now(self) -> datetime:
        """Return the instant now, aware, UTC."""
        return self._clock.now()

    def new_id(self) -> UUID:
        """Return a fresh record id."""
        return new_uuid(self._now_ms())

    # ---- reading and writing ------------------------------------------------------------
    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """Look at the record as it stands now."""
        with problems_of_file(self._path), self._engine.connect() as connection:
            yield SqlReading(connection, self._schema, self._device)

    @contextmanager
    def unit_of_work(self, action: Action, subject: str = "") -> Iterator[SqlUnitOfWork]:
        """Begin one action. Leaving the block without ``commit`` changes nothing."""
        with self._writing() as connection:
            self._refuse_late_clock(connection)
            actions.drop_undone(connection)
            yield self._work(connection, action, subject)

    def _work(
        self, connection: Connection, action: Action, subject: str, undoes: int | None = None
    ) -> SqlUnitOfWork:
        return SqlUnitOfWork(
            connection, self._schema, self._device, action, subject, self._now_ms(), undoes
        )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            problems_of_file(self._path),
            self._engine.connect().execution_options(writes=True) as connection,
        ):
            yield connection

    # ---- undo and redo ------------------------------------------------------------------
    def undoable(self) -> NamedAction | None:
        """Return the action that ``undo`` would undo."""
        with self.reading() as reading:
            found = actions.last_done(reading.connection)
        return None if found is None else found[1]

    def redoable(self) -> NamedAction | None:
        """Return the action that ``redo`` would do again."""
        with self.reading() as reading:
            found = actions.last_undone(reading.connection)
        return None if found is None else found[1]

    def undo(self) -> Receipt:
        """Undo the last action by a new one.

        Raises:
            Problem: Nothing to undo, or somebody has changed one of the values since.
        """
        with self._writing() as connection:
            found = actions.last_done(connection)
            if found is None:
                raise Problem(_NOTHING_TO_UNDO)
            number, named = found
            actions.mark(connection, number, "undone")
            work = self._work(connection, Action.UNDO, named.name().zh, number)
            return self._invert(connection, work, number, Action.UNDO, named)

    def redo(self) -> Receipt:
        """Do the last undone action again.

        Raises:
            Problem: Nothing to do again, or somebody has changed one of the values since.
        """
        with self._writing() as connection:
            found = actions.last_undone(connection)
            if found is None:
                raise Problem(_NOTHING_TO_REDO)
            number, named = found
            undone_by = actions.undoing(connection, number)
            actions.mark(connection, number, "redone")
            work = self._work(connection, named.action, named.subject, undone_by)
            return self._invert(connection, work, undone_by, Action.REDO, named)

    def _invert(
        self,
        connection: Connection,
        work: SqlUnitOfWork,
        number: int,
        action: Action,
        named: NamedAction,
    ) -> Receipt:
        reading = SqlReading(connection, self._schema, self._device)
        work.want(reading.journal.inverse(number))
        return Receipt(action, named.name().zh, work.commit().changes)

    # ---- what stays local ---------------------------------------------------------------
    def setting(self, key: str) -> str | None:
        """Return a setting kept in this record (it is not exchanged)."""
        with self.reading() as reading:
            found = reading.connection.exec_driver_sql(
                "select val from y_setting where name=?", (key,)
            ).scalar()
        return None if found is None else str(found)

    def keep_setting(self, key: str, value: str | None) -> None:
        """Keep a setting, or forget it when ``value`` is ``None``."""
        with self._writing() as connection:
            if value is None:
                connection.exec_driver_sql("delete from y_setting where name=?", (key,))
            else:
                connection.exec_driver_sql(
                    "insert into y_setting values(?, ?) "
                    "on conflict(name) do update set val=excluded.val",
                    (key, value),
                )
            connection.commit()

    def save_draft(self, key: str, subject: str, values: Mapping[str, str]) -> None:
        """Keep what has been typed into a form so far."""
        text = json.dumps(dict(values), ensure_ascii=False)
        with self._writing() as connection:
            connection.exec_driver_sql(
                "insert into y_draft values(?, ?, ?, ?) on conflict(name) do update set "
                "subject=excluded.subject, val=excluded.val, saved_ms=excluded.saved_ms",
                (key, subject, text, self._now_ms()),
            )
            connection.commit()

    def drafts(self) -> list[Draft]:
        """Return the unfinished forms, newest first."""
        with self.reading() as reading:
            rows = reading.connection.exec_driver_sql(
                "select name, subject, val, saved_ms from y_draft order by saved_ms desc"
            ).all()
        return [
            Draft(name, subject, json.loads(val), datetime.fromtimestamp(ms / 1000, UTC))
            for name, subject, val, ms in rows
        ]

    def discard_draft(self, key: str) -> None:
        """Forget a draft; nothing happens when there is none."""
        with self._writing() as connection:
            connection.exec_driver_sql("delete from y_draft where name=?", (key,))
            connection.commit()

    # ---- exchange -----------------------------------------------------------------------
    def have(self) -> dict[str, int]:
        """Return, by device, the highest sequence number up to which nothing is missing."""
        with self.reading() as reading:
            return reading.journal.have()

    def operations(self, known: Mapping[str, int]) -> Iterator[Operation]:
        """Yield the operations that a receiver who holds ``known`` lacks."""
        with self.reading() as reading:
            yield from reading.journal.operations(known)

    def count_operations(self, known: Mapping[str, int]) -> int:
        """Return how many operations ``operations`` would yield."""
        with self.reading() as reading:
            return reading.journal.count(known)

    def name_device(self, device: str, name: str) -> None:
        """Remember whose device it is, for "who" in previews and histories."""
        with self._writing() as connection:
            connection.exec_driver_sql(
                "insert into y_device(uid, name) values(?, ?) "
                "on conflict(uid) do update set name=excluded.name",
                (bytes.fromhex(device), name),
            )
            connection.commit()

    def try_merge(self, operations: Iterable[Operation], progress: Progress) -> MergeReport:
        """Return what a merge would do; nothing is kept."""
        with self._writing() as connection:
            work = self._work(connection, Action.MERGE_FILE, "")
            report = self._merge(connection, work, operations, progress)
            connection.rollback()
        return report

    def merge(
        self, operations: Iterable[Operation], subject: str, progress: Progress
    ) -> tuple[Receipt, MergeReport]:
        """Merge operations in one transaction; nothing new leaves no trace at all."""
        with self._writing() as connection:
            work = self._work(connection, Action.MERGE_FILE, subject)
            report = self._merge(connection, work, operations, progress)
            if report.new_operations == 0:
                connection.rollback()
                return Receipt(Action.MERGE_FILE, subject, ()), report
            actions.drop_undone(connection)
            return work.commit(), report

    def _merge(
        self,
        connection: Connection,
        work: SqlUnitOfWork,
        operations: Iterable[Operation],
        progress: Progress,
    ) -> MergeReport:
        watch = MergeWatch(connection, self._schema, self._device, self.now() + CLOCK_AHEAD)
        merger = Merger(connection, self._schema, work.number)
        for done in merger.apply(watch.noting(operations)):
            progress.at(done, 0, _MERGING)
            progress.stop_if_cancelled()
        work.touched(merger.merged.rows)
        return watch.report(merger.merged)

    def conflicts(self) -> list[Conflict]:
        """Return the conflicts that wait for a decision."""
        with self.reading() as reading:
            return reading.journal.conflicts()

    def settle(self, conflict_id: str, value: Plain) -> Receipt:
        """Settle a conflict by a value.

        Raises:
            Problem: There is no such conflict.
        """
        found = next((c for c in self.conflicts() if c.id == conflict_id), None)
        if found is None:
            raise Problem(_NO_CONFLICT)
        with self.unit_of_work(Action.SETTLE_CONFLICT) as work:
            row_id = bytes.fromhex(found.record_id)
            work.want(intents_for(found.table, row_id, {found.field: value}))
            return work.commit()

    # ---- safety -------------------------------------------------------------------------
    def back_up(self, path: Path, progress: Progress) -> None:
        """Write a whole, encrypted, checked copy of the record."""
        copy_record(lambda: keyed(self._path, self._key), path, self._key, progress)

    def faults(self) -> list[Text]:
        """Check the record through and through; return what is wrong, best nothing."""
        connection = keyed(self._path, self._key)
        try:
            with problems_of_file(self._path):
                found = [Text(fault, fault) for fault in check_connection(connection)]
        finally:
            connection.close()
        with self.reading() as reading:
            if not search_index.check(reading.connection):
                found.append(_INDEX_BEHIND)
        return found

    def rebuild_index(self, progress: Progress) -> None:
        """Build the list of persons and its search tokens anew."""
        with self._writing() as connection:
            progress.at(0, 0, _INDEXING)

            def told(done: int) -> None:
                progress.at(done, 0, _INDEXING)
                progress.stop_if_cancelled()

            search_index.rebuild(connection, every_person(connection), told)
            connection.commit()

    def highest_sequence(self) -> int:
        """Return the highest sequence number this device has used here."""
        with self.reading() as reading:
            return int(
                reading.connection.exec_driver_sql(
                    "select coalesce(max(o.seq), 0) from y_op o join y_device d "
                    "on d.dev = o.dev where d.uid=?",
                    (bytes.fromhex(self._device),),
                ).scalar_one()
            )

    def close(self) -> None:
        """Close the record and forget the key."""
        self._engine.dispose()
        self._key = b""

    def _refuse_late_clock(self, connection: Connection) -> None:
        """Refuse to write when this computer's clock has fallen far behind its own last action.

        Only this computer's own actions count: a colleague whose clock runs years ahead must
        not be able to stop the work here by a file.
        """
        latest = actions.last_at(connection)
        if latest is not None and latest > self.now() + CLOCK_AHEAD:
            raise Problem(_CLOCK_BEHIND, latest=latest.date().isoformat())

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)
