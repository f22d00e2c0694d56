"""The command ``yiyi``: what is said before a command's own name."""

from pathlib import Path

import click

from db.fields.text import Language
from desktop.commands import clients, exchange, safety, sheets
from desktop.commands.context import Session, default_folder


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.option(
    "--record",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="档案所在的文件夹 / folder of the record",
)
@click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    default=Language.ZH.value,
    help="消息用的语言 / language of messages",
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="口令文件 / file with the passphrase",
)
@click.option(
    "--demo", is_flag=True, help="打开一份虚构的演示档案 / open an invented demo record"
)
@click.pass_context
def yiyi(
    context: click.Context,
    folder: Path | None,
    lang: str,
    passphrase_file: Path | None,
    *,
    demo: bool,
) -> None:
    """一一：残疾人就业辅导员的个案工作台。不带命令时打开窗口。

    The casework desk of counsellors who help disabled people into work. Without a command
    it opens the window.
    """
    context.obj = Session(folder or default_folder(), Language(lang), passphrase_file)
    if context.invoked_subcommand is None:
        from desktop.app import run_window  # noqa: PLC0415 - commands need no window

        context.exit(run_window(folder, Language(lang), demo=demo))


for command in (
    *clients.COMMANDS,
    *sheets.COMMANDS,
    *exchange.COMMANDS,
    *safety.COMMANDS,
):
    yiyi.add_command(command)
