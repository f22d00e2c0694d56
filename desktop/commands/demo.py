"""The whole demo day from the command line."""

from pathlib import Path

import click

from db.fields.text import Text
from desktop.commands.context import FILE, Session, command

_DEMO = Text(
    "演示的一天已经过完，文件在 {folder}。人和事都是虚构的。",
    "The demo day is done; its files are in {folder}. All of it is invented.",
)
_FILE = Text("{name}　{what}", "{name}: {what}")


@command(
    Text(
        "用虚构的人过完一个工作日，不要显示器。", "Live a whole invented day without a display."
    )
)
@click.option("--out", type=FILE, required=True, metavar="DIR")
def demo(session: Session, out: Path) -> None:
    """Live a whole invented day without a display."""
    from desktop.demo_day import live_demo_day  # noqa: PLC0415 - only this command needs it

    left = live_demo_day(out, session.language)
    for one in left:
        click.echo(
            session.words(_FILE, name=one.path.relative_to(out).as_posix(), what=one.what)
        )
    session.say(_DEMO, folder=out)


COMMANDS = (demo,)
