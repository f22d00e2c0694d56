"""The actions of this machine as they stand: what can be undone, what can be done again."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from db.domain.journal.change import Action, NamedAction

Numbered = tuple[int, NamedAction]
"""An action and its number in this file."""

_NEVER_UNDONE = (Action.BEGIN_RECORD.value, Action.UNDO.value)


def last_done(connection: Connection) -> Numbered | None:
    """Return the newest action that can be undone."""
    return _found(
        connection,
        "select no, action, subject, at_ms from y_action "
        "where state='done' and action not in (?, ?) order by no desc limit 1",
        *_NEVER_UNDONE,
    )


def last_undone(connection: Connection) -> Numbered | None:
    """Return the action that was undone last and can be done again."""
    return _found(
        connection,
        "select a.no, a.action, a.subject, a.at_ms from y_action u "
        "join y_action a on a.no = u.undoes "
        "where u.action = ? and a.state = 'undone' order by u.no desc limit 1",
        Action.UNDO.value,
    )


def undoing(connection: Connection, number: int) -> int:
    """Return the number of the action by which an action was undone last."""
    return int(
        connection.exec_driver_sql(
            "select max(no) from y_action where undoes=? and action=?",
            (number, Action.UNDO.value),
        ).scalar_one()
    )


def mark(connection: Connection, number: int, state: str) -> None:
    """Note that an action is ``undone`` or ``redone``."""
    connection.exec_driver_sql("update y_action set state=? where no=?", (state, number))


def drop_undone(connection: Connection) -> None:
    """Forget what could have been done again: something new has been done."""
    connection.exec_driver_sql("update y_action set state='dropped' where state='undone'")


def last_at(connection: Connection) -> datetime | None:
    """Return when the newest action happened by this computer's clock."""
    at_ms = connection.exec_driver_sql(
        "select at_ms from y_action order by no desc limit 1"
    ).scalar()
    return None if at_ms is None else datetime.fromtimestamp(at_ms / 1000, UTC)


def _found(connection: Connection, sql: str, *values: object) -> Numbered | None:
    row = connection.exec_driver_sql(sql, values).first()
    if row is None:
        return None
    number, value, subject, at_ms = row
    action = next(one for one in Action if one.value == value)
    return number, NamedAction(action, subject, datetime.fromtimestamp(at_ms / 1000, UTC))
