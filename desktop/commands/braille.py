"""Put any text into Braille."""

from pathlib import Path

import click

from db.domain.papers.pinyin_syllables import is_hanzi
from db.domain.whole_file import problem_of, write_whole
from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop.braille import BraillePages, braille_of_text, brf, pef, unicode_text
from desktop.braille.layout import HIGHEST, LOWEST, NARROWEST, WIDEST
from desktop.braille.pages import HEIGHT, WIDTH
from desktop.commands.context import FILE, Session, command, local_today
from desktop.commands.text_file import read_text_file
from desktop.commands.usage import WrongUsage
from desktop.pinyin.reader import Reader

_ONE_FORM = Text("--brf 和 --pef 只能写一个。", "Give --brf or --pef, not both.")
_UNKNOWN = Text(
    "这些符号没有读音或盲文写法，已按编号写出：{signs}",
    "These signs have no reading and no Braille of their own; their code is written: {signs}",
)
_WRITTEN = Text(
    "盲文已写到 {path}，共 {pages} 页。", "The Braille is at {path}: {pages} pages."
)
_EMPTY = Text(
    "“{path}”里没有文字，没有写盲文。请检查文件。",
    "There is no text in {path}; no Braille was written. Check the file.",
)
_SHOWN_AT_MOST = 20


@command(
    Text(
        "把一个文本文件译成国家通用盲文；不写 --out 就写到标准输出。英文写成不缩写的英文盲文。",
        "Put a text file into Chinese Common Braille, on standard output without --out. "
        "English becomes uncontracted Braille.",
    )
)
@click.option(
    "--text", "file", type=FILE, required=True, metavar="FILE", help="文本文件 / the text file"
)
@click.option("--brf", "as_brf", is_flag=True, help="BRF，给刻印机 / BRF for an embosser")
@click.option("--pef", "as_pef", is_flag=True, help="PEF 格式 / PEF")
@click.option(
    "--out", type=FILE, default=None, metavar="FILE", help="写到这个文件 / write here"
)
@click.option(
    "--width",
    type=click.IntRange(NARROWEST, WIDEST),
    default=WIDTH,
    show_default=True,
    help="每行方数 / cells of a line",
)
@click.option(
    "--height",
    type=click.IntRange(LOWEST, HIGHEST),
    default=HEIGHT,
    show_default=True,
    help="每页行数 / lines of a page",
)
def braille(  # noqa: PLR0913 - each is an option of its own
    session: Session,
    file: Path,
    out: Path | None,
    width: int,
    height: int,
    *,
    as_brf: bool,
    as_pef: bool,
) -> None:
    """Put a text file into Braille."""
    if as_brf and as_pef:
        raise WrongUsage(_ONE_FORM)
    text = read_text_file(file)
    if not text.strip():
        raise Problem(_EMPTY, path=file)
    language = Language.ZH if any(map(is_hanzi, text)) else Language.EN
    pages = braille_of_text(text, Reader(), language, width=width, height=height)
    if as_pef:
        data = pef(pages, file.stem, local_today(), language)
    else:
        data = brf(pages) if as_brf else unicode_text(pages)
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        try:
            write_whole(out, [data])
        except OSError as error:
            raise problem_of(error, out) from error
        session.say(_WRITTEN, path=out, pages=len(pages.pages))
    _tell_unknown(session, pages)


def _tell_unknown(session: Session, pages: BraillePages) -> None:
    if pages.unknown:
        shown = (
            sign if sign.isprintable() else f"U+{ord(sign):04X}"
            for sign in pages.unknown[:_SHOWN_AT_MOST]
        )
        more = "…" if len(pages.unknown) > _SHOWN_AT_MOST else ""
        session.say(_UNKNOWN, signs=" ".join(shown) + more)


COMMANDS = (braille,)
