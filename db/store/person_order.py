"""The orders a list of persons can be read in."""

from array import array

from sqlalchemy import Connection

from db.search.person import Order

_IN_ORDER_FROM = 12
"""When more than one in so many match, reading a whole order is quicker than sorting."""


def sorted_numbers(
    connection: Connection, order: Order, condition: str, value: object, matched: int | None
) -> "array[int]":
    """Return the numbers of lines that meet the condition, those without a key last."""
    key = order.key.value
    ties = {"no": "", "pinyin": "name {0}, no", "next_on": "no"}.get(key, "pinyin {0}, no")
    direction = "DESC" if order.descending else "ASC"
    by = ", ".join(filter(None, (f"{key} {direction}", ties.format(direction))))
    source = "y_person"
    everyone = connection.exec_driver_sql("SELECT max(no) FROM y_person").scalar() or 0
    if matched is not None and matched * _IN_ORDER_FROM < everyone:
        source = "y_person NOT INDEXED"  # by number, then sorted
    elif matched is not None and key in {"pinyin", "next_on"}:
        index = "y_person_by_name" if key == "pinyin" else "y_person_by_next"
        source = f"y_person INDEXED BY {index}"
    numbers = array("q")
    known = f"SELECT no FROM {source} WHERE {key} IS NOT NULL AND {condition} ORDER BY {by}"
    numbers.extend(row[0] for row in connection.exec_driver_sql(known, (value,)))
    if key != "no":
        unknown = f"SELECT no FROM y_person WHERE {key} IS NULL AND {condition} ORDER BY no"
        numbers.extend(row[0] for row in connection.exec_driver_sql(unknown, (value,)))
    return numbers
