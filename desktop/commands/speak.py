"""Record any text as sound."""

import sys
from pathlib import Path

import click

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.commands.context import FILE, Session, ShownProgress, command
from desktop.commands.text_file import read_text_file
from desktop.speech.recording import record_text
from desktop.speech.syllables import language_of
from desktop.speech.voices import FASTEST, SLOWEST, USUAL_RATE

_CANNOT_READ = Text(
    "标准输入不是 UTF-8 文本。请换成 UTF-8，再试一次。",
    "Standard input is not UTF-8 text. Send UTF-8 and try again.",
)
_RECORDED = Text(
    "已录好：{path}，{minutes} 分 {seconds} 秒，{sentences} 句。",
    "Recorded: {path}, {minutes} min {seconds} s, {sentences} sentences.",
)
_STANDARD_INPUT = "-"


@command(
    Text(
        "把任何文本录成 WAV。数字、日期、号码照人说的那样读。",
        "Record any text as a WAV file. Numbers, days and telephones are said as people do.",
    )
)
@click.option(
    "--text",
    "source",
    type=FILE,
    metavar="FILE",
    required=True,
    help="UTF-8 文本，- 是标准输入 / UTF-8 text, - for standard input",
)
@click.option("--out", type=FILE, metavar="WAV", required=True, help="写到哪里 / where to")
@click.option(
    "--rate",
    type=click.IntRange(SLOWEST, FASTEST),
    default=USUAL_RATE,
    show_default=True,
    help="语速 / words a minute",
)
def speak(session: Session, source: Path, out: Path, rate: int) -> None:
    """Record a text: by a Chinese voice when there is any Chinese in it. Needs no record."""
    text = _read(source)
    made = record_text(text, language_of(text), out, rate=rate, progress=ShownProgress(session))
    minutes, seconds = divmod(round(made.seconds), 60)
    session.say(
        _RECORDED, path=out, minutes=minutes, seconds=seconds, sentences=len(made.starts)
    )


def _read(source: Path) -> str:
    if str(source) != _STANDARD_INPUT:
        return read_text_file(source)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(_CANNOT_READ) from error


COMMANDS = (speak,)
