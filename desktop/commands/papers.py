"""A document for one client, in any form."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.domain.ids import ClientId
from db.fields.codes import code_list
from db.fields.text import Text
from db.usecases.papers.kinds import CLIENT_KINDS, LETTER
from desktop.commands.context import (
    FILE,
    Session,
    ShownProgress,
    command,
    local_today,
    record_id,
)

if TYPE_CHECKING:
    from desktop.printing.rendering import RenderSettings

OWN = "own"
FORMS = [entry.code.replace("_", "-") for entry in code_list("document_forms")]
_KINDS = [kind.replace("_", "-") for kind in CLIENT_KINDS if kind != LETTER]
_COLOURS = ("black-on-white", "yellow-on-black", "needle")
_WRITTEN = Text("文书已写到 {path}{pages}。", "The document is at {path}{pages}.")
_PAGES = Text("，共 {pages} 页", ", {pages} pages")
_FILED = Text(
    "已存进个案，可以用 yiyi undo 撤销。", "It is filed with the case; yiyi undo takes it back."
)


def _options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a decorator of several options, in their order."""

    def add(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return add


how_it_is_made = _options(
    click.option(
        "--kind",
        type=click.Choice(_KINDS),
        default=_KINDS[0],
        show_default=True,
        help="哪种文书 / which document",
    ),
    click.option(
        "--colours",
        type=click.Choice(_COLOURS),
        default=_COLOURS[0],
        show_default=True,
        help="纸的颜色 / colours of paper",
    ),
    click.option(
        "--braille-width",
        type=click.IntRange(20, 60),
        default=40,
        show_default=True,
        help="盲文每行几方 / cells a line",
    ),
    click.option(
        "--braille-height",
        type=click.IntRange(10, 40),
        default=25,
        show_default=True,
        help="盲文每页几行 / lines a page",
    ),
    click.option(
        "--rate",
        type=click.IntRange(80, 400),
        default=180,
        show_default=True,
        help="录音的语速 / speed of the voice",
    ),
    click.option("--no-file", is_flag=True, help="不存进个案 / do not file it with the case"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How documents are made, as the options say."""

    kind: str
    colours: str
    braille_width: int
    braille_height: int
    rate: int
    no_file: bool

    @property
    def settings(self) -> "RenderSettings":
        """The settings of the printing."""
        from desktop.printing.colours import Colours  # noqa: PLC0415 - loads the printing
        from desktop.printing.rendering import RenderSettings  # noqa: PLC0415 - as above

        return RenderSettings(
            braille_width=self.braille_width,
            braille_height=self.braille_height,
            colours=Colours[self.colours.replace("-", "_").upper()],
            rate=self.rate,
        )


@command(
    Text(
        "做一份给本人的文书。不写 --form 就是普通印刷；--form own 用本人登记的形式。"
        "录音是一个文件夹。做好的文书存进个案；不存写 --no-file。",
        "Make a document for a client. Without --form it is ordinary print; --form own is the "
        "form the client reads. Audio is a folder. What is made is filed with the case unless "
        "--no-file is given.",
    )
)
@click.argument("client_id")
@click.option(
    "--form",
    type=click.Choice([*FORMS, OWN]),
    default=FORMS[0],
    show_default=True,
    help="形式；own 是本人登记的 / form; own: as the client reads",
)
@click.option("--out", type=FILE, required=True, metavar="FILE")
@how_it_is_made
def summary(session: Session, client_id: str, form: str, out: Path, **making: Any) -> None:
    """Make one document for one client."""
    how = Making(**making)
    wanted = ClientId(record_id(client_id))
    from desktop.printing.batch_result import Finished, Wanted  # noqa: PLC0415 - slow
    from desktop.printing.batch_source import RecordSource  # noqa: PLC0415 - slow
    from desktop.printing.rendering import render  # noqa: PLC0415 - slow

    with session.workspace() as workspace:
        source = RecordSource(
            workspace.store,
            kind=code_of(how.kind),
            form=code_of(form),
            language=session.language,
            today=local_today(),
            files=not how.no_file,
        )
        somebody = Wanted(client_id=wanted, name="")
        content = source.content(somebody)
        settings, progress = how.settings, ShownProgress(session)
        rendered = render(content.document, content.form, out, settings, progress)
        finished = Finished(
            wanted=somebody,
            content=content,
            file_hash=rendered.sha256,
            made_with=settings.to_json(),
        )
        source.file([finished])
    for remark in rendered.remarks:
        session.say(remark)
    pages = _PAGES.filled(pages=rendered.pages) if rendered.pages else ""
    session.say(_WRITTEN, path=out, pages=pages)
    if not how.no_file:
        session.say(_FILED)


def code_of(typed: str) -> str:
    """Return the stored code of what is written with hyphens on the line."""
    return typed.replace("-", "_")


COMMANDS = (summary,)
