"""Documents for a whole list."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.search.person import NO_FILTERS, Facet, Filters
from db.usecases.papers.people_on_list import (
    LISTS,
    ChosenList,
    Listed,
    PeopleList,
    people_of_ids,
    people_on_list,
)
from desktop.commands.clients import json_option
from desktop.commands.context import (
    FILE,
    Session,
    ShownProgress,
    command,
    local_today,
    put_json,
    record_id,
)
from desktop.commands.hiding import hidden
from desktop.commands.papers import FORMS, OWN, Making, code_of, how_it_is_made
from desktop.commands.usage import DONE, PERSON_CAN_ACT, WrongUsage

if TYPE_CHECKING:
    from desktop.printing.batch_result import BatchResult

_MINE = "mine"
_NAMED = [_MINE, *(code for code, one in LISTS.items() if one is not PeopleList.VILLAGE)]
_ONE_LIST = Text(
    "请写一个名单：--list、--village 或 --ids，只写一个。",
    "Give one list: --list, --village or --ids, and only one of them.",
)
_NOT_A_FILTER = Text(
    "“{typed}”要写成 项=值，项可以是：{names}。",
    "Write “{typed}” as NAME=VALUE; names: {names}.",
)
_ONLY_CASELOAD = Text(
    "--filter 只用于 --list caseload 和 mine。",
    "--filter goes with --list caseload and mine.",
)
_CANNOT_READ_IDS = Text(
    "编号文件“{path}”不是 UTF-8 文本。每行写一个编号。",
    "The file of ids {path} is not UTF-8 text. Write one id on each line.",
)
_MADE = Text(
    "名单上 {wanted} 人，做成 {made} 份，存进个案 {filed} 份，没有做成 {missing} 份。"
    "文件在 {folder}。",
    "{wanted} people on the list: {made} documents made, {filed} filed, {missing} not made. "
    "The files are in {folder}.",
)
_VOLUMES = Text(
    "装订成 {volumes} 册；另有 {beside} 份盲文或录音是单独的文件。",
    "Bound in {volumes} volumes; {beside} in Braille or sound are files of their own.",
)
_STOPPED = Text(
    "已停下。做好的留在文件夹里；没有半份的文件。",
    "Stopped. What was finished stays in the folder; nothing is half made.",
)
_DOING = Text("{name}，第 {done} 份，共 {total} 份", "{name}, {done} of {total}")
_LINE = Text("{name}：{said}", "{name}: {said}")
_NUMBERED = Text("第 {number} 位　{name}：{why}", "Number {number}, {name}: {why}")


@command(
    Text(
        "给一个名单上的每个人做一份文书，放进一个文件夹。--form own 是各人登记的形式；"
        "--merged 把印刷的装订成册，盲文和录音仍是单独的文件。有人没有做成时，退出状态是 1，"
        "名单和原因写在文件夹里。",
        "Make a document for everybody on a list, in one folder. --form own gives each the "
        "form the client reads; --merged binds those on paper in volumes, and Braille and "
        "sound stay files of their own. When somebody has none the exit status is 1, and who "
        "and why is written in the folder.",
    ),
    "print-batch",
)
@click.option(
    "--list",
    "which",
    type=click.Choice(_NAMED),
    default=None,
    help="哪个名单 / which list",
)
@click.option("--village", default=None, help="一个村的人 / people of a village")
@click.option(
    "--ids", type=FILE, default=None, metavar="FILE", help="每行一个编号 / one id a line"
)
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="NAME=VALUE",
    help="缩小名单，如 stage=SERVICE / narrow the list",
)
@click.option(
    "--form",
    type=click.Choice([OWN, *FORMS]),
    default=OWN,
    show_default=True,
    help="形式；own 是各人登记的 / form; own: as each client reads",
)
@click.option("--out", type=FILE, required=True, metavar="DIR")
@click.option("--merged", is_flag=True, help="装订成册 / bind in volumes")
@how_it_is_made
@json_option
def print_batch(  # noqa: PLR0913 - each is an option of its own
    session: Session,
    *,
    which: str | None,
    village: str | None,
    ids: Path | None,
    filters: tuple[str, ...],
    form: str,
    out: Path,
    merged: bool,
    as_json: bool,
    **making: Any,
) -> int:
    """Make a document for everybody on a list."""
    how = Making(**making)
    chosen = _chosen(which, village, ids, filters)
    from desktop.printing.batch import make_batch  # noqa: PLC0415 - slow
    from desktop.printing.batch_result import Wanted  # noqa: PLC0415 - slow
    from desktop.printing.batch_source import RecordSource  # noqa: PLC0415 - slow

    with session.workspace() as workspace:
        store = workspace.store
        if chosen is not None and which == _MINE:
            mine = replace(chosen.filters, counsellor=store.owner.staff_id.hex)
            chosen = replace(chosen, filters=mine)
        people = _people(store, chosen, ids)
        result = make_batch(
            [Wanted(client_id=one.client_id, name=one.name) for one in people],
            RecordSource(
                store,
                kind=code_of(how.kind),
                form=code_of(form),
                language=session.language,
                today=local_today(),
                files=not how.no_file,
            ),
            out,
            language=session.language,
            progress=_OneLine(session),
            settings=how.settings,
            merged=merged,
        )
    if as_json:
        put_json(_as_json(session, result))
    _tell(session, result, merged=merged)
    return DONE if result.is_whole else PERSON_CAN_ACT


class _OneLine(ShownProgress):
    """Whose document is done, on one line that a shorter name leaves clean."""

    def at(self, done: int, total: int, doing: Text) -> None:
        """Show who it is."""
        if self._shown:
            said = self._session.words(_DOING, name=doing, done=done, total=total)
            click.echo(f"\r{said}".ljust(self._width), err=True, nl=False)
            if done >= total:
                click.echo(err=True)

    _width = 60


def _chosen(
    which: str | None, village: str | None, ids: Path | None, filters: tuple[str, ...]
) -> ChosenList | None:
    if sum(one is not None for one in (which, village, ids)) != 1:
        raise WrongUsage(_ONE_LIST)
    if filters and which not in {PeopleList.CASELOAD.value, _MINE}:
        raise WrongUsage(_ONLY_CASELOAD)
    if ids is not None:
        return None
    if village is not None:
        return ChosenList(which=PeopleList.VILLAGE, village=village)
    return ChosenList(
        which=LISTS.get(which or "", PeopleList.CASELOAD), filters=_filters(filters)
    )


def _filters(pairs: tuple[str, ...]) -> Filters:
    names = [facet.value for facet in Facet]
    chosen = NO_FILTERS
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or name not in names:
            raise WrongUsage(_NOT_A_FILTER, typed=pair, names=", ".join(names))
        chosen = replace(chosen, **{name: value})
    return chosen


def _people(store: Store, chosen: ChosenList | None, ids: Path | None) -> tuple[Listed, ...]:
    with store.reading() as reading:
        if chosen is not None:
            return people_on_list(reading, chosen, today=local_today(), owner=store.owner)
        assert ids is not None  # noqa: S101 - one list is given
        return people_of_ids(reading, [record_id(typed) for typed in _ids_in(ids)])


def _ids_in(path: Path) -> list[str]:
    """Return the first word of each line; ``#`` begins a remark."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise problem_of(error, path) from error
    except UnicodeDecodeError as error:
        raise Problem(_CANNOT_READ_IDS, path=path) from error
    words = (line.partition("#")[0].split() for line in lines)
    return [first for first, *_others in filter(None, words)]


def _as_json(session: Session, result: "BatchResult") -> dict[str, Any]:
    language = session.language
    return {
        "wanted": result.wanted,
        "made": result.made,
        "filed": result.filed,
        "stopped": result.is_stopped,
        "folder": str(result.folder),
        "volumes": [path.name for path in result.volumes],
        "not_made": [
            {
                "client_id": one.wanted.client_id.hex,
                "name": one.wanted.name,
                "why": hidden(one.why.to(language)),
            }
            for one in result.not_made
        ],
        "remarks": [
            {"name": one.name, "said": one.said.to(language)} for one in result.remarks
        ],
        "report": str(result.report) if result.report else None,
    }


def _tell(session: Session, result: "BatchResult", *, merged: bool) -> None:
    for remark in result.remarks:
        session.say(_LINE, name=remark.name, said=remark.said)
    for one in result.not_made:
        why = hidden(session.words(one.why))
        session.say(_NUMBERED, number=one.number, name=one.wanted.name, why=why)
    if result.is_stopped:
        session.say(_STOPPED)
    for said in (result.ended_by, result.not_filed):
        if said is not None:
            session.say(said)
    if merged:
        session.say(_VOLUMES, volumes=len(result.volumes), beside=result.beside)
    session.say(
        _MADE,
        wanted=result.wanted,
        made=result.made,
        filed=result.filed,
        missing=len(result.not_made),
        folder=result.folder,
    )


COMMANDS = (print_batch,)
