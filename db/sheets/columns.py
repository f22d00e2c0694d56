"""Guess what each column holds, so that a person only has to look it over."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from db.domain.rosters.roster import (
    IGNORED,
    CellValue,
    ColumnGuess,
    RosterTarget,
    Sureness,
    targets,
)
from db.domain.rosters.roster import target_label as label_of
from db.fields.codes import code_list
from db.fields.numbers import identity_parts, is_certificate_number
from db.fields.problem import Problem
from db.fields.text import Text
from db.sheets.headings import match_heading
from db.sheets.layout import Layout

_SAMPLE_ROWS: Final = 50
_ENOUGH_ALIKE: Final = 0.7
"""Part of the sampled cells that must look alike for a guess by content (our own choice)."""
_FEWEST_SAMPLES: Final = 2
_MANY_TIMES: Final = frozenset(
    {
        IGNORED,
        RosterTarget.LEAD,
        "client.remark",
        "household.remark",
        "placement.remark",
        "graduate_service.remark",
        "case_note.content",
    }
)
"""Targets that several columns may share: leads are numbered, words are put together."""
_MONEY_MONTHLY: Final = frozenset({"placement.monthly_wage", "client.desired_wage"})
_MONEY: Final = _MONEY_MONTHLY | {"household.yearly_income"}
_MONTHS: Final = 12
_TEN_THOUSAND: Final = 10_000
_MOBILE: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)

_KNOWN: Final = Text("表头就是“{known}”。", "The heading is “{known}”.")
_LIKE: Final = Text("表头和“{known}”很像。", "The heading is much like “{known}”.")
_HAS: Final = Text("表头里有“{known}”。", "The heading has “{known}” in it.")
_BY_CELLS: Final = Text("按单元格的内容猜的。", "Guessed from what the cells hold.")
_LAST_TIME: Final = Text(
    "按上次导入时的选择。", "As chosen when this form was imported before."
)
_YOURS: Final = Text("按您的选择。", "As you chose.")
_STRANGE: Final = Text(
    "没有认出这个表头，不导入；需要时请选一个栏目。",
    "The heading is not known, so the column is not imported; choose a field if it is needed.",
)
_NO_HEADING: Final = Text(
    "这一列没有表头，不导入。", "The column has no heading; not imported."
)
_TAKEN: Final = Text(
    "“{column}”一列已经是“{label}”，这一列不导入。",
    "Column “{column}” is “{label}” already; this one is not imported.",
)
_NOT_KEPT: Final = Text(
    "就业服务用不着“{known}”，不登记。",
    "“{known}” is not needed for employment service, so it is not recorded.",
)
_REPEATED: Final = Text(
    "“{known}”只登记一列，这一列不导入。",
    "“{known}” is recorded once only; this column is not imported.",
)
_NO_SUCH_TARGET: Final = Text(
    "没有“{target}”这个栏目。请从列表中选择。",
    "There is no field “{target}”. Choose one of the list.",
)


def guess_columns(
    layout: Layout,
    *,
    remembered: Mapping[int, str] | None = None,
    chosen: Mapping[int, str] | None = None,
) -> tuple[ColumnGuess, ...]:
    """Return a guess for every column of the roster.

    Args:
        layout: Where the headings are.
        remembered: Targets by column, as chosen when this form was last imported.
        chosen: Targets by column that the person has just chosen; they win.

    Raises:
        Problem: A chosen target does not exist.
    """
    allowed = set(targets())
    for target in (chosen or {}).values():
        if target not in allowed:
            raise Problem(_NO_SUCH_TARGET, target=target)
    told = {c: (t, Sureness.REMEMBERED, _LAST_TIME) for c, t in (remembered or {}).items()}
    told |= {c: (t, Sureness.CHOSEN, _YOURS) for c, t in (chosen or {}).items()}
    guesses = [
        _told(layout, column, *told[column])
        if column in told and told[column][0] in allowed
        else _guess(layout, column)
        for column in range(len(layout.headings))
    ]
    guesses = _by_content(layout, guesses)
    return tuple(_once_each(guesses))


def _told(
    layout: Layout, column: int, target: str, sureness: Sureness, why: Text
) -> ColumnGuess:
    match = match_heading(layout.headings[column]) if layout.headings[column] else None
    return ColumnGuess(
        column=column,
        heading=layout.heading(column),
        target=target,
        sureness=sureness,
        why=why,
        canonical=match.canonical if match else "",
        scale=_scale(layout.heading(column), target),
    )


def _guess(layout: Layout, column: int) -> ColumnGuess:
    parts = layout.headings[column]
    heading = layout.heading(column)
    match = match_heading(parts) if parts else None
    if match is None:
        return ColumnGuess(
            column=column,
            heading=heading,
            target=IGNORED,
            sureness=Sureness.UNKNOWN,
            why=_STRANGE if parts else _NO_HEADING,
        )
    why = {Sureness.EXACT: _KNOWN, Sureness.LIKELY: _LIKE}.get(match.sureness, _HAS)
    text = why.filled(known=match.known)
    if match.target == IGNORED:
        text = (_REPEATED if match.number else _NOT_KEPT).filled(known=match.known)
    return ColumnGuess(
        column=column,
        heading=heading,
        target=match.target,
        sureness=match.sureness,
        why=text,
        canonical=match.canonical,
        scale=_scale(heading, match.target),
    )


def _scale(heading: str, target: str) -> float:
    """Return what an amount is multiplied by to be yuan a month (a year for income)."""
    if target not in _MONEY:
        return 1.0
    plain = unicodedata.normalize("NFKC", heading)
    scale = float(_TEN_THOUSAND) if "万" in plain else 1.0
    if target in _MONEY_MONTHLY and "年" in plain and "月" not in plain:
        scale /= _MONTHS
    return scale


def _by_content(layout: Layout, guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Give columns that were not recognised the target their cells speak for."""
    taken = {guess.target for guess in guesses}
    found: list[ColumnGuess] = []
    for guess in guesses:
        target = (
            _content_target(layout, guess.column)
            if guess.sureness is Sureness.UNKNOWN
            else None
        )
        if target is None or target in taken:
            found.append(guess)
            continue
        taken.add(target)
        found.append(
            ColumnGuess(
                column=guess.column,
                heading=guess.heading,
                target=target,
                sureness=Sureness.GUESS,
                why=_BY_CELLS,
            )
        )
    return found


def _content_target(layout: Layout, column: int) -> str | None:
    cells = [
        text
        for row in layout.people[:_SAMPLE_ROWS]
        if (text := _plain(layout.grid.rows[row][column]))
    ]
    if len(cells) < _FEWEST_SAMPLES:
        return None
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("client.certificate_number", is_certificate_number),
        ("client.identity_number", lambda text: identity_parts(text) is not None),
        ("client.phone", lambda text: bool(_MOBILE.fullmatch(text))),
        ("client.sex", lambda text: text in {"男", "女"}),
        (
            "client.ethnic_group",
            lambda text: (
                text.endswith("族") and code_list("ethnic_groups").match(text) is not None
            ),
        ),
    )
    for target, looks_so in tests:
        if sum(map(looks_so, cells)) >= _ENOUGH_ALIKE * len(cells):
            return target
    return None


def _plain(value: CellValue) -> str:
    text = "" if value is None else unicodedata.normalize("NFKC", str(value))
    return "".join(text.split()).lstrip("'").upper()


def _once_each(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Leave every target to its surest column; the others are not imported, and say so."""
    order = list(Sureness)
    owner: dict[str, int] = {}
    for guess in sorted(guesses, key=lambda g: (order.index(g.sureness), g.column)):
        owner.setdefault(guess.target, guess.column)
    return [
        guess
        if guess.target in _MANY_TIMES or owner[guess.target] == guess.column
        else ColumnGuess(
            column=guess.column,
            heading=guess.heading,
            target=IGNORED,
            sureness=guess.sureness,
            why=_TAKEN.filled(
                column=guesses[owner[guess.target]].heading, label=label_of(guess.target)
            ),
            canonical=guess.canonical,
        )
        for guess in guesses
    ]
