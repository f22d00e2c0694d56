"""A look at records that lie in memory, so that hundreds of records can be tried quickly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from db.domain.policy import load_packs
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Owner
from db.usecases.papers.kinds import document_of
from tests.builders import TODAY, a_staff

POLICY = load_packs()
STAFF = a_staff()
OWNER = Owner(
    staff_id=STAFF.id, name=STAFF.name, role="counsellor", county="520626", device="0a" * 16
)


class MemoryRecords:
    """All records of one type."""

    def __init__(self, records: Iterable[Any]) -> None:
        self._by_id = {record.id: record for record in sorted(records, key=lambda r: r.id.int)}

    def get(self, record_id: UUID) -> Any:
        if record_id not in self._by_id:
            raise Problem(Text("不在了。", "Gone."))
        return self._by_id[record_id]

    def find(self, record_id: UUID) -> Any:
        return self._by_id.get(record_id)

    def many(self, record_ids: Iterable[UUID]) -> list[Any]:
        return [self._by_id[each] for each in record_ids if each in self._by_id]

    def where(self, **equal: Any) -> list[Any]:
        return [
            record
            for record in self._by_id.values()
            if all(
                getattr(record, name) in value
                if isinstance(value, list)
                else getattr(record, name) == value
                for name, value in equal.items()
            )
        ]

    def every(self) -> Iterator[Any]:
        yield from self._by_id.values()

    def count(self) -> int:
        return len(self._by_id)


class MemoryReading:
    """One look at records that are given; it answers what papers ask and nothing else."""

    def __init__(self, *records: Any) -> None:
        self._by_type: dict[type[Any], list[Any]] = defaultdict(list)
        for record in (STAFF, *records):
            self._by_type[type(record)].append(record)

    def __getitem__(self, record_type: type[Any]) -> Any:
        return MemoryRecords(self._by_type[record_type])


def made(
    records: Iterable[Any], kind: str, client: Any, language: Any = Language.ZH, **more: Any
) -> Any:
    """Return a document about a client, from records in memory."""
    reading: Any = MemoryReading(*records)
    return document_of(
        reading, kind, client.id, language, today=TODAY, policy=POLICY, owner=OWNER, **more
    )
