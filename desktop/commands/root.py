"""The command ``yiyi``: what is said before a command's own name."""

import os
import sys
from pathlib import Path

import click

from db.fields.text import Language, Text
from desktop import paths
from desktop.commands import (
    braille,
    clients,
    conflicts,
    demo,
    exchange,
    papers,
    print_batch,
    safety,
    sheets,
    speak,
    work,
)
from desktop.commands.context import FILE, Session
from desktop.commands.usage import PERSON_CAN_ACT, WordsGroup

_NO_DISPLAY = Text(
    "这里没有显示器，打不开窗口。命令可以照常用，见 yiyi --help。",
    "There is no display here, so no window can be opened. The commands work; see yiyi --help.",
)
_WHAT = Text(
    "一一：残疾人就业辅导员的个案工作台。不带命令时打开窗口。消息写到 stderr。"
    "退出状态：0 完成，1 有需要您处理的事，2 命令写法不对。",
    "The casework desk of counsellors who help disabled people into work. Without a command it "
    "opens the window. Messages go to stderr. Exit status: 0 done, 1 a problem you "
    "can act on, 2 wrong usage.",
)


@click.group(
    cls=WordsGroup,
    help=f"{_WHAT.zh}\n\n{_WHAT.en}",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.option(
    "--record",
    "folder",
    type=FILE,
    metavar="DIR",
    help="档案所在的文件夹 / folder of the record",
)
@click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    help="消息用的语言，不写是中文 / language of messages",
)
@click.option(
    "--passphrase-file",
    type=FILE,
    metavar="FILE",
    help="口令文件；也可用环境变量 YIYI_PASSPHRASE / file with the passphrase",
)
@click.option(
    "--demo", is_flag=True, help="打开一份虚构的演示档案 / open an invented demo record"
)
@click.pass_context
def yiyi(
    context: click.Context,
    folder: Path | None,
    lang: str | None,
    passphrase_file: Path | None,
    *,
    demo: bool,
) -> None:
    """Open the window, or hand over to a command."""
    language = Language(lang) if lang else None
    session = Session(folder or paths.record_folder(), language or Language.ZH, passphrase_file)
    context.obj = session
    if context.invoked_subcommand is not None:
        return
    if not _has_display():
        session.say(_NO_DISPLAY)
        context.exit(PERSON_CAN_ACT)
    from desktop.app import run_window  # noqa: PLC0415 - commands need no window

    context.exit(run_window(folder, language, demo=demo))


def _has_display() -> bool:
    """Tell whether a window can be shown; X11 and Wayland name their display."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


for room in (
    safety, sheets, clients, work, papers, print_batch, braille, speak, exchange,
    conflicts, demo,
):  # fmt: skip
    for command in room.COMMANDS:
        yiyi.add_command(command)
