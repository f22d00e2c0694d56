"""Put a text into Braille: Chinese as 国家通用盲文, English as UEB without contractions."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from db.fields.text import Language
from desktop.braille.cells import HYPHEN
from desktop.braille.latin import borders_of, english_word
from desktop.braille.pieces import Kind, Piece, pieces_of
from desktop.braille.signs import CLOSING_PAIRS, DASH, ENDING_SENTENCES, PAUSES, SAME_AS
from desktop.braille.translated import BrailleWord, Choice, Translated, each_once
from desktop.braille.writing_out import written_out
from desktop.pinyin.reader import Reader
from desktop.pinyin.word import Word

_AROUND = 6
"""Characters of context on either side of a choice."""

_MEASURES = (
    "个", "位", "名", "次", "年", "月", "日", "号", "天", "周", "岁", "元", "角", "分", "块",
    "小时", "秒", "点", "时", "页", "条", "份", "项", "件", "台", "套", "间", "楼", "层",
    "室", "栋", "幢", "单元", "米", "公", "里", "厘米", "毫", "斤", "克", "吨", "方", "平方",
    "立方", "字", "级", "类", "种", "家", "户", "人", "口", "组", "路", "线", "站", "步",
    "遍", "回", "场", "届", "期", "季度", "万", "千", "百", "亿", "倍", "成", "折", "度",
    "辆", "张", "把", "本", "篇", "段", "句", "行", "列", "格", "只", "头", "匹", "棵", "亩",
    "版", "代", "星期", "课", "学", "班", "轮", "批", "封", "笔", "门", "处", "所", "座",
    "栏", "集", "章", "节", "刻", "支", "瓶", "袋", "箱", "双", "对", "副", "等", "档", "多",
)  # fmt: skip
"""How words begin that count or measure what a number says."""
_NOT_CONNECTED = "年"
"""Written straight behind the digits: its first cell is that of no digit."""
_ORDINAL = "第"
_PARTICLES = "的了着们过地得"
_CHARACTERS_OF_A_WORD = 2
"""Chinese characters that say as much as an English word."""
_ALNUM = (Kind.NUMBER, Kind.LATIN)


def translate(text: str, reader: Reader, language: Language = Language.ZH) -> Translated:
    """Return one paragraph in Braille; a line break in it counts as a blank.

    Any text can be translated: what has neither a reading nor cells is written by its code and
    listed in ``unknown``. The time it takes grows with the length of the text.
    """
    words = reader.words(written_out(text, language))
    if language is Language.EN and not _is_mostly_chinese(words):
        return _english(words)
    pieces = list(pieces_of(words))
    return Translated(
        words=tuple(_joined(pieces)),
        choices=tuple(_choices(words)),
        unknown=each_once(sign for piece in pieces for sign in piece.unknown),
    )


def _joined(pieces: list[Piece]) -> Iterator[BrailleWord]:
    """Yield words: pieces put together where Braille has no blank between them."""
    cells, text = "", ""
    borders: list[int] = []
    last: Piece | None = None
    gap, glued = "", False
    for at in range(len(pieces)):
        piece = _standing_dash(pieces, at)
        if piece.kind is Kind.BLANK:
            gap = piece.text
            continue
        between = "" if last is None else _between(last, piece, gap=bool(gap))
        if between is None:
            shown = text + (" " if gap else "")
            yield BrailleWord(cells=cells, text=shown, borders=tuple(borders), glued=glued)
            glued = not gap and last is not None and _plain(last) in ENDING_SENTENCES
            cells, text, borders = "", "", []
        elif last is not None:
            cells += between
            text += gap
            if last.kind is not Kind.OPENING:
                borders.append(len(cells))
        borders += [len(cells) + border for border in piece.borders]
        cells, text, last, gap = cells + piece.cells, text + piece.text, piece, ""
    if last is not None:
        yield BrailleWord(cells=cells, text=text + gap, borders=tuple(borders), glued=glued)


def _plain(piece: Piece) -> str:
    """Return a sign as Chinese text usually has it."""
    return SAME_AS.get(piece.text, piece.text)


def _between(last: Piece, piece: Piece, *, gap: bool) -> str | None:
    """Return the cells that tie two pieces together, ``None`` when a blank parts them."""
    kinds = (last.kind, piece.kind)
    if kinds == (Kind.NUMBER, Kind.WORD) and piece.text.startswith(_MEASURES):
        # Print may set a narrow gap between digits and Chinese; it means nothing.
        return "" if piece.text.startswith(_NOT_CONNECTED) else HYPHEN
    if _plain(last) in PAUSES and _plain(piece) not in CLOSING_PAIRS:
        return None
    tied = (
        last.kind is Kind.OPENING
        or piece.kind is Kind.CLOSING
        or (not gap and Kind.JOINING in kinds)
        or (not gap and last.kind in _ALNUM and piece.kind in _ALNUM)
        or (kinds == (Kind.WORD, Kind.NUMBER) and last.text.endswith(_ORDINAL))
    )
    return "" if tied else None


def _standing_dash(pieces: list[Piece], at: int) -> Piece:
    """Return the piece; a hyphen that ties nothing together is a dash."""
    piece = pieces[at]
    if piece.kind is not Kind.JOINING or piece.text in "·‧・﹒/／":
        return piece
    beside = [pieces[near] for near in (at - 1, at + 1) if 0 <= near < len(pieces)]
    if all(near.kind in _ALNUM for near in beside) and beside:
        return piece
    return Piece(Kind.STANDING, piece.text, DASH)


def _choices(words: Iterable[Word]) -> Iterator[Choice]:
    words = list(words)
    text = "".join(word.text for word in words)
    at = 0
    for word in words:
        # What is remembered holds for the word with and without its particle: 行, 行的.
        bare = word.text.rstrip(_PARTICLES)
        for place, read in enumerate(word.reads, at):
            if read.others:
                yield Choice(
                    char=read.char,
                    word=bare if place - at < len(bare) else word.text,
                    before=text[max(0, place - _AROUND) : place],
                    after=text[place + 1 : place + 1 + _AROUND],
                    chosen=read.syllable,
                    others=read.others,
                    because=read.because,
                )
        at += len(word.text)


def _english(words: list[Word]) -> Translated:
    """Return English text; Chinese words in it are spelled as in Chinese text."""
    unknown: list[str] = []
    found: list[BrailleWord] = []
    for beside, group in groupby(words, key=lambda word: bool(word.reads)):
        if beside:
            pieces = [piece for word in group for piece in pieces_of([word])]
            unknown += [sign for piece in pieces for sign in piece.unknown]
            found += _joined(pieces)
            continue
        text = "".join(word.text for word in group)
        said = _english_words(text, unknown)
        if found and said and not (text[0].isspace() or text[0].isalnum()):
            # A comma behind a Chinese name belongs to the name.
            last = found.pop()
            said[0] = BrailleWord(
                cells=last.cells + said[0].cells,
                text=last.text + said[0].text,
                borders=last.borders,
            )
        found += said
    return Translated(
        words=tuple(found), choices=tuple(_choices(words)), unknown=each_once(unknown)
    )


def _english_words(text: str, unknown: list[str]) -> list[BrailleWord]:
    found: list[BrailleWord] = []
    for part in text.split():
        cells = english_word(_with_quotes(part), unknown)
        if cells:
            found.append(BrailleWord(cells=cells, text=f"{part} ", borders=borders_of(cells)))
    return found


def _with_quotes(word: str) -> str:
    """Return a word with straight quotation marks turned the way they face."""
    start = word.lstrip('"([')
    lead = word[: len(word) - len(start)]
    return lead.replace('"', "“") + start.replace('"', "”")


def _is_mostly_chinese(words: list[Word]) -> bool:
    """Say whether a paragraph of an English document is Chinese: a note, an address."""
    chinese = sum(len(word.reads) for word in words)
    letters = sum(word.text.isascii() and word.text.isalpha() for word in words)
    return chinese > _CHARACTERS_OF_A_WORD * letters
