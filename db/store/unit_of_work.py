"""One action on the encrypted file: rows, journal and search tokens in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection

from db.domain.journal.change import Action, Change, HistoryEntry, Receipt
from db.domain.record import R
from db.search.person import Cursor, Filters, Order, Page, PersonRow
from db.store import queries, search_index
from db.store.history import History
from db.store.journal import Intent, Journal
from db.store.persons import affected_clients, refresh_persons
from db.store.repository import Pending, SqlRecords, SqlRepository
from db.store.schema import Schema


class SqlReading:
    """One consistent look at the record."""

    def __init__(self, connection: Connection, schema: Schema, device: str) -> None:
        self.connection, self._schema, self._device = connection, schema, device

    def __getitem__(self, record_type: type[R]) -> SqlRecords[R]:
        """Return all records of a type."""
        return SqlRecords(self.connection, self._schema, record_type)

    def find_persons(
        self, query: str, filters: Filters, *, after: Cursor | None = None, limit: int = 50
    ) -> Page:
        """Return one page of the people who answer a query, best first."""
        return search_index.find(self.connection, query, filters, after=after, limit=limit)

    def person_numbers(self, query: str, filters: Filters, order: Order) -> Sequence[int]:
        """Return the list numbers of all people who answer a query, in an order."""
        return search_index.ids(self.connection, query, filters, order)

    def persons(self, numbers: Iterable[int]) -> list[PersonRow]:
        """Return the list rows of the given numbers."""
        return search_index.rows_by_no(self.connection, list(numbers))

    def rows(self, sql_name: str, **values: object) -> list[Mapping[str, object]]:
        """Return plain rows of a named query of ``db.store.queries``."""
        return queries.run(self.connection, sql_name, values)

    def history(self, table: str, record_id: UUID) -> list[HistoryEntry]:
        """Return every value each field of a record had, newest first."""
        del table  # the id alone names the row; the port keeps the table for other stores
        return self.journal.entries(record_id.bytes)

    @property
    def journal(self) -> History:
        """The journal as it stands."""
        return History(self.connection, self._schema, self._device)


class SqlUnitOfWork:
    """One action on one connection. Without ``commit`` nothing of it is kept."""

    def __init__(  # noqa: PLR0913, PLR0917 - made by the store alone, in one place
        self,
        connection: Connection,
        schema: Schema,
        device: str,
        action: Action,
        subject: str,
        now_ms: int,
        undoes: int | None = None,
    ) -> None:
        self._connection, self._schema = connection, schema
        self._action, self._subject = action, subject
        connection.exec_driver_sql("update y_guard set writing=1")
        self.number = int(
            connection.exec_driver_sql(
                "insert into y_action(action, subject, at_ms, state, undoes) "
                "values(?, ?, ?, 'done', ?) returning no",
                (action.value, subject, now_ms, undoes),
            ).scalar_one()
        )
        self.journal = Journal(connection, schema, device, self.number, now_ms)
        self._pending = Pending(self._write)
        self._touched: set[tuple[str, bytes]] = set()

    def __getitem__(self, record_type: type[R]) -> SqlRepository[R]:
        """Return all records of a type."""
        return SqlRepository(self._connection, self._schema, record_type, self._pending)

    def find_persons(
        self, query: str, filters: Filters, *, after: Cursor | None = None, limit: int = 50
    ) -> Page:
        """Return one page of the people who answer a query, best first."""
        return search_index.find(self._connection, query, filters, after=after, limit=limit)

    def want(self, intents: Iterable[Intent]) -> None:
        """Write intents that are not records: undo, redo, a settled conflict."""
        for intent in intents:
            self._pending.want(
                intent, Change(intent.table, UUID(bytes=intent.row_id), {}, intent.values)
            )
        self._pending.flush()  # what waits is looked up as records, and these are none

    def touched(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Note rows that a merge has written, so that lists follow."""
        self._touched |= set(rows)

    def commit(self) -> Receipt:
        """Save the records, their journal entries and search tokens together."""
        self._pending.flush()
        clients = affected_clients(self._connection, self._touched, self._schema.with_client)
        refresh_persons(self._connection, clients)
        self._connection.exec_driver_sql("update y_guard set writing=0")
        self._connection.commit()
        return Receipt(self._action, self._subject, tuple(self._pending.changes))

    def rewind(self) -> None:
        """Leave nothing of the action."""
        self._connection.rollback()

    def _write(self, intents: list[Intent]) -> None:
        self._touched |= {(intent.table, intent.row_id) for intent in intents}
        self.journal.append(intents)
