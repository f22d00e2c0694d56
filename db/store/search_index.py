"""The index of persons that lists and search read, kept in the record's own transaction.

``y_person`` holds a line for each person, ``y_search`` its tokens.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from db.search.person import (
    COLUMNS,
    COUNT_LIMIT,
    NO_FILTERS,
    TEXT_COLUMNS,
    Cursor,
    Facet,
    Filters,
    Order,
    OrderKey,
    Page,
    PersonRow,
    Tier,
    cells_of,
    from_cells,
)
from db.search.planner import EVERYONE, Plan, narrowed, plan
from db.search.readings import readings
from db.search.tokens import SCHEME, tokens
from db.store.person_order import sorted_numbers

_SELECTED = ", ".join(f"p.{column}" for column in COLUMNS)
_NOT_IN_TOKENS = frozenset({"no", "initials", "level", "sex", "born_on", "next_on"})

_CREATE = (
    "CREATE TABLE y_person(no INTEGER PRIMARY KEY AUTOINCREMENT, row_id BLOB NOT NULL UNIQUE, "
    + ", ".join(f"{column} TEXT" for column in TEXT_COLUMNS)
    + ")",
    "CREATE INDEX y_person_by_name ON y_person(pinyin, name)",
    "CREATE INDEX y_person_by_next ON y_person(next_on)",
    "CREATE INDEX y_person_facets ON y_person(county, status, category, stage)",
    "CREATE VIRTUAL TABLE y_search USING fts5"
    "(t, content='', contentless_delete=1, detail=none, tokenize='ascii')",
    # With these a single save never waited longer than 39 ms where it was measured; with the
    # defaults one waited 9.75 s.
    "INSERT INTO y_search(y_search, rank) VALUES('automerge', 8)",
    "INSERT INTO y_search(y_search, rank) VALUES('crisismerge', 1999)",
    "INSERT INTO y_search(y_search, rank) VALUES('deletemerge', 0)",
    "CREATE TABLE y_search_scheme(scheme INTEGER NOT NULL)",
)
_DROP = ("y_search_scheme", "y_search", "y_person")
_INSERT = f"INSERT INTO y_person({', '.join(COLUMNS)}) VALUES({', '.join('?' * len(COLUMNS))})"
_UPDATE = f"UPDATE y_person SET {', '.join(f'{c} = ?' for c in TEXT_COLUMNS)} WHERE no = ?"
_FORGET = "DELETE FROM y_search WHERE rowid = ?"
_REMEMBER = "INSERT INTO y_search(rowid, t) VALUES(?, ?)"
_REPLACE = "INSERT OR REPLACE INTO y_search(rowid, t) VALUES(?, ?)"
_FOUND = "y_search CROSS JOIN y_person p ON p.no = y_search.rowid WHERE y_search MATCH ?"

# One text of many numbers: a thousand rows would cost more than finding them.
_NUMBERS_OF_ALL = (
    "SELECT group_concat(no) FROM (SELECT no FROM y_person WHERE no > ? ORDER BY no LIMIT ?)"
)
_NUMBERS_OF_MATCHES = (
    "SELECT group_concat(no) FROM (SELECT rowid AS no FROM y_search WHERE y_search MATCH ? "
    "AND rowid > ? ORDER BY rowid LIMIT ?)"
)

_SET_HASH = "INSERT INTO y_search(y_search, rank) VALUES('hashsize', ?)"

_BATCH = 500
_REBUILD_BATCH = 5000
_REBUILD_HASH = 32 * 1024 * 1024
_USUAL_HASH = 1024 * 1024
_ASKED_AT_ONCE = 200


def create_search(connection: Connection) -> None:
    """Create the empty index."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO y_search_scheme VALUES(?)", (SCHEME,))


def put_person(connection: Connection, person: PersonRow) -> bool:
    """Add a person or bring the line and tokens up to date; say whether anything changed."""
    return put_persons(connection, (person,)) == 1


def put_persons(connection: Connection, persons: Iterable[PersonRow]) -> int:
    """Add or update many persons, each once; return how many lines changed."""
    changed = 0
    waiting = iter(persons)
    while batch := list(islice(waiting, _BATCH)):
        changed += _put_batch(connection, {p.row_id: _complete(p) for p in batch})
    return changed


def remove_person(connection: Connection, row_id: bytes) -> bool:
    """Take a person out of the index; say whether there was one."""
    no = connection.exec_driver_sql(
        "SELECT no FROM y_person WHERE row_id = ?", (row_id,)
    ).scalar()
    if no is None:
        return False
    connection.exec_driver_sql(_FORGET, (no,))
    connection.exec_driver_sql("DELETE FROM y_person WHERE no = ?", (no,))
    return True


def find(
    connection: Connection,
    query: str,
    filters: Filters = NO_FILTERS,
    *,
    after: Cursor | None = None,
    limit: int = 50,
) -> Page:
    """Return the next persons matching what was typed, the best first.

    While nothing is written in between, following the cursors gives every match exactly once. A
    page may hold less than ``limit`` and still have a cursor.
    """
    wanted = plan(query)
    places, full = _places(connection, wanted, filters, after, limit)
    page: list[tuple[Tier, PersonRow]] = []
    refused: list[Tier] = []
    read = 0
    while len(page) < limit and read < len(places):
        part = places[read : read + limit - len(page)]
        read += len(part)
        lines = {row.no: row for row in rows_by_no(connection, [no for _, no in part])}
        for tier, no in part:
            if no in lines and wanted.accepts(lines[no]):
                page.append((tier, lines[no]))
            else:
                refused.append(tier)
    count = similar = None
    if after is None:
        similar = sum(tier is Tier.SIMILAR for tier, _ in places)
        count = len(places) - similar
        wrong = refused.count(Tier.SIMILAR)
        similar = similar - wrong if count <= COUNT_LIMIT else None
        count -= len(refused) - wrong
    last = places[read - 1] if read < len(places) or full else None
    cursor = Cursor(tier=last[0], no=last[1]) if last else None
    tiers, rows = tuple(tier for tier, _ in page), tuple(person for _, person in page)
    return Page(rows=rows, tiers=tiers, cursor=cursor, count=count, similar=similar)


def ids(
    connection: Connection,
    query: str = "",
    filters: Filters = NO_FILTERS,
    order: Order | None = None,
) -> "array[int]":
    """Return the numbers of all matching lines in the order wanted, 8 bytes each.

    By relevance, those that only sound alike come last; in any other order they are left out,
    unless nothing else matches.
    """
    order = order or Order()
    wanted = plan(query)
    numbers = array("q")
    if wanted.hopeless:
        return numbers
    if order.key is OrderKey.RELEVANCE:
        for tier in Tier:
            numbers.extend(_numbers_of(connection, wanted, filters, wanted.of_tier(tier), tier))
        return numbers
    expression = wanted.match
    if wanted.similar and not _any_match(connection, wanted, filters):
        expression = wanted.similar
    if wanted.verify:
        kept = array("q", _numbers_of(connection, wanted, filters, expression, Tier.INSIDE))
        return sorted_numbers(connection, order, "no IN (SELECT value FROM json_each(?))",
                       str(kept.tolist()), len(kept))  # fmt: skip
    match = narrowed(expression, filters)
    if match is None:
        return sorted_numbers(connection, order, "?", 1, None)
    matched = connection.exec_driver_sql(
        "SELECT count(*) FROM y_search WHERE y_search MATCH ?", (match,)
    ).scalar_one()
    inside = "no IN (SELECT rowid FROM y_search WHERE y_search MATCH ?)"
    return sorted_numbers(connection, order, inside, match, matched)


def rows_by_no(connection: Connection, nos: Sequence[int]) -> list[PersonRow]:
    """Return the lines with these numbers, in the order asked, without those gone since."""
    found: dict[int, PersonRow] = {}
    for start in range(0, len(nos), _BATCH):
        part = tuple(nos[start : start + _BATCH])
        marks = ", ".join("?" * len(part))
        sql = f"SELECT {_SELECTED} FROM y_person p WHERE p.no IN ({marks})"
        found.update((row[0], from_cells(row)) for row in connection.exec_driver_sql(sql, part))
    return [found[no] for no in nos if no in found]


def facets(
    connection: Connection, by: Facet, query: str = "", filters: Filters = NO_FILTERS
) -> dict[str, int]:
    """Return how many matches each value of a column has; lines without a value are left out.

    A filter on the column itself is not applied, so that its other values can be offered. For
    more than some thousand matches call it off the window's thread.
    """
    filters = replace(filters, **{by.value: None})
    wanted = plan(query)
    if wanted.hopeless:
        return {}
    column = by.value
    if wanted.verify:
        counts: dict[str, int] = {}
        for person in _candidates(connection, wanted, narrowed(wanted.match, filters), 0, 5000):
            if (value := getattr(person, column)) is not None:
                counts[value] = counts.get(value, 0) + 1
        return counts
    given = filters.given()
    if wanted.match is None and set(given) <= {Facet.COUNTY, Facet.STATUS}:
        where = " AND ".join(f"p.{facet.value} = ?" for facet in given) or "1"
        source, values = f"y_person p WHERE {where}", tuple(given.values())
    else:
        source, values = _FOUND, (narrowed(wanted.match, filters) or "",)
    sql = (
        f"SELECT p.{column}, count(*) FROM {source} AND p.{column} IS NOT NULL "
        f"GROUP BY p.{column}"
    )
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, values)}


def rebuild(
    connection: Connection,
    rows: Iterable[PersonRow],
    progress: Callable[[int], None] | None = None,
) -> None:
    """Build the index anew from all persons, each of them once.

    Args:
        connection: In a transaction; rolled back, the old index is there again.
        rows: Every person of the record.
        progress: Told how many are done, after each 5 000; may raise to stop.
    """
    for table in _DROP:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    create_search(connection)
    connection.exec_driver_sql(_SET_HASH, (_REBUILD_HASH,))
    waiting, done = iter(rows), 0
    while batch := [_complete(person) for person in islice(waiting, _REBUILD_BATCH)]:
        _insert(connection, [(done + i, person) for i, person in enumerate(batch, 1)])
        done += len(batch)
        if progress is not None:
            progress(done)
    connection.exec_driver_sql(_SET_HASH, (_USUAL_HASH,))
    # One segment instead of six: 14 % less to store, a fifth less time for each search.
    connection.exec_driver_sql("INSERT INTO y_search(y_search) VALUES('optimize')")


def tidy(connection: Connection, pages: int = 64) -> None:
    """Merge a little of the index; for idle moments, in a transaction of its own."""
    connection.exec_driver_sql(
        "INSERT INTO y_search(y_search, rank) VALUES('merge', ?)", (pages,)
    )


def check(connection: Connection) -> bool:
    """Say whether the index is whole and of this version; if not, it must be built anew."""
    present = connection.exec_driver_sql(
        "SELECT count(*) FROM sqlite_master WHERE name IN (?, ?, ?)", _DROP
    ).scalar_one()
    if present != len(_DROP):
        return False
    scheme = connection.exec_driver_sql("SELECT scheme FROM y_search_scheme").scalar()
    lines = connection.exec_driver_sql("SELECT count(*), total(no) FROM y_person").one()
    kept = connection.exec_driver_sql("SELECT count(*), total(id) FROM y_search_docsize").one()
    return scheme == SCHEME and tuple(lines) == tuple(kept)


def _complete(person: PersonRow) -> PersonRow:
    """Return the person with reading and initials worked out."""
    read = readings(person.name or "", person.pinyin)
    if not read:
        return replace(person, pinyin=None, initials=None)
    return replace(
        person, pinyin=" ".join(read[0]), initials="".join(syllable[0] for syllable in read[0])
    )


def _put_batch(connection: Connection, wanted: dict[bytes, PersonRow]) -> int:
    marks = ", ".join("?" * len(wanted))
    known = {
        row[1]: from_cells(row)
        for row in connection.exec_driver_sql(
            f"SELECT {_SELECTED} FROM y_person p WHERE p.row_id IN ({marks})",
            tuple(wanted),
        )
    }
    new, updates, fresh = [p for row_id, p in wanted.items() if row_id not in known], [], []
    for row_id, before in known.items():
        after = wanted[row_id]
        if after == before:
            continue
        updates.append((*cells_of(after), before.no))
        if _searchable(after) != _searchable(before):
            fresh.append((before.no, tokens(after)))
    if updates:
        connection.exec_driver_sql(_UPDATE, updates)
    if fresh:
        connection.exec_driver_sql(_REPLACE, fresh)
    if new:
        last = connection.exec_driver_sql(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'y_person'), 0)"
        ).scalar_one()
        _insert(connection, [(last + i, person) for i, person in enumerate(new, 1)])
    return len(updates) + len(new)


def _insert(connection: Connection, numbered: list[tuple[int, PersonRow]]) -> None:
    lines = [(no, person.row_id, *cells_of(person)) for no, person in numbered]
    connection.exec_driver_sql(_INSERT, lines)
    connection.exec_driver_sql(_REMEMBER, [(no, tokens(person)) for no, person in numbered])


def _searchable(person: PersonRow) -> list[object]:
    return [getattr(person, column) for column in COLUMNS if column not in _NOT_IN_TOKENS]


def _candidates(
    connection: Connection, wanted: Plan, match: str | None, above: int, at_once: int
) -> Iterator[PersonRow]:
    while True:
        if match is None:
            sql = f"SELECT {_SELECTED} FROM y_person p WHERE p.no > ? ORDER BY p.no LIMIT ?"
            values: tuple[object, ...] = (above, at_once)
        else:
            sql = (
                f"SELECT {_SELECTED} FROM {_FOUND} AND y_search.rowid > ? "
                "ORDER BY y_search.rowid LIMIT ?"
            )
            values = (match, above, at_once)
        batch = connection.exec_driver_sql(sql, values).all()
        for row in batch:
            if wanted.accepts(person := from_cells(row)):
                yield person
        if len(batch) < at_once:
            return
        above, at_once = batch[-1][0], max(at_once, _ASKED_AT_ONCE)


def _places(
    connection: Connection, wanted: Plan, filters: Filters, after: Cursor | None, limit: int
) -> tuple[list[tuple[Tier, int]], bool]:
    """Return tiers and numbers of the next matches, and whether there may be more.

    A first page takes as many as are counted: one walk through the tokens instead of two.
    """
    most = limit + 1
    if after is None or wanted.verify:
        most = max(most, COUNT_LIMIT + 1)
    start = after or Cursor(tier=Tier.EXACT, no=0)
    places: list[tuple[Tier, int]] = []
    better: set[int] = set()
    for tier in () if wanted.hopeless else tuple(Tier)[start.tier :]:
        if len(places) >= most:
            return places, True
        # A first page knows what better tiers hold: no need to walk their lists again.
        expression = wanted.within(tier) if after is None else wanted.of_tier(tier)
        if expression is None and not (wanted is EVERYONE and tier is Tier.INSIDE):
            continue
        room = most - len(places)
        if after is None:  # the better ones come up again, and those alike are counted apart
            room = most + (len(places) if tier is Tier.SIMILAR else 0)
        match, above = narrowed(expression, filters), start.no if tier is start.tier else 0
        sql = _NUMBERS_OF_ALL if match is None else _NUMBERS_OF_MATCHES
        values = (above, room) if match is None else (match, above, room)
        found = connection.exec_driver_sql(sql, values).scalar() or ""
        numbers = set(map(int, found.split(",") if found else ())) - better
        places += [(tier, no) for no in sorted(numbers)]
        better |= numbers
    return places, len(places) >= most


def _any_match(connection: Connection, wanted: Plan, filters: Filters) -> bool:
    found = _candidates(connection, wanted, narrowed(wanted.match, filters), 0, 1)
    return next(found, None) is not None


def _numbers_of(
    connection: Connection, wanted: Plan, filters: Filters, expression: str | None, tier: Tier
) -> Iterable[int]:
    if expression is None and not (wanted is EVERYONE and tier is Tier.INSIDE):
        return ()
    match = narrowed(expression, filters)
    if wanted.verify:
        return (p.no or 0 for p in _candidates(connection, wanted, match, 0, 5000))
    if match is None:
        return connection.exec_driver_sql("SELECT no FROM y_person ORDER BY no").scalars()
    return connection.exec_driver_sql(
        "SELECT rowid FROM y_search WHERE y_search MATCH ? ORDER BY rowid", (match,)
    ).scalars()
