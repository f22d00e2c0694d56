"""The one door to every form of a document: print, large, easy, Braille, sound."""

import glob
import json
import re
import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from db.domain.easy.reading import easy_read
from db.domain.papers.document import Document
from db.domain.whole_file import write_whole
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Progress, Unwatched
from desktop.printing.colours import Colours
from desktop.printing.summary_pdf import EASY_SIZE, NORMAL_SIZE, Pdf, make_pdf
from desktop.printing.volume import make_volume

PRINT: Final = "print"
EASY: Final = "easy"
BRAILLE: Final = "braille"
BRAILLE_UNICODE: Final = "braille_unicode"
PEF: Final = "pef"
AUDIO: Final = "audio"

SIZE_BY_FORM: Final = {
    PRINT: NORMAL_SIZE,
    "large18": 18.0,
    "large24": 24.0,
    "large28": 28.0,
    EASY: EASY_SIZE,
}
"""Points of running text in the forms that are paper for the eye."""

FORMS: Final = (*SIZE_BY_FORM, BRAILLE, BRAILLE_UNICODE, PEF, AUDIO)
"""All forms, by their codes in ``document_forms``."""

_SUFFIX_BY_FORM: Final = {BRAILLE: ".brf", BRAILLE_UNICODE: ".txt", PEF: ".pef", AUDIO: ""}

_FORM_IN_NAME: Final = {
    "large18": Text("大字18磅", "large print 18"),
    "large24": Text("大字24磅", "large print 24"),
    "large28": Text("大字28磅", "large print 28"),
    EASY: Text("易读", "easy to read"),
    BRAILLE: Text("盲文", "Braille"),
    BRAILLE_UNICODE: Text("盲文点显器", "Braille display"),
    PEF: Text("盲文", "Braille"),
    AUDIO: Text("录音", "audio"),
}
_IN_BRACKETS: Final = Text("{name}（{form}）", "{name} ({form})")
_VOLUME: Final = Text("第{number}册", "Volume {number}")
_UNNAMED: Final = Text("文书", "Document")

_WIDE_BY_FORBIDDEN: Final = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
"""What Windows forbids in names, as the wide characters that look the same."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_MOST_BYTES: Final = 180
"""Of a name without its ending: 255 are allowed, and `` (99)``, the ending and ``.part`` have
to find room."""
_MOST_UNITS: Final = 90
"""The same in characters: Windows counts the whole path, 260 in all."""

_NO_FONT: Final = Text(
    "这几个字没有字体，纸上写成编号，请手写补上：{characters}。",
    "No font has these characters; the paper shows their codes, write them in by hand: "
    "{characters}.",
)
_NO_READING: Final = Text(
    "这几个字没有盲文读音，请盲文校对员补上：{characters}。",
    "No Braille reading is known for these characters; a Braille proofreader has to add them: "
    "{characters}.",
)
_NO_SUCH_FORM: Final = Text(
    "没有“{form}”这种形式。可用的有：{forms}。", "There is no form “{form}”. Forms: {forms}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderSettings:
    """How a document is made; kept with it, so that the same can be made again.

    Attributes:
        braille_width: Cells a line.
        braille_height: Lines a page.
        colours: Of paper for the eye.
        rate: Speed of the voice, in the words a minute of the speech engine.
    """

    braille_width: int = 40
    braille_height: int = 25
    colours: Colours = Colours.BLACK_ON_WHITE
    rate: int = 180

    def to_json(self) -> str:
        """Return the settings as a line that ``from_json`` reads."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str | None) -> "RenderSettings":
        """Read what ``to_json`` wrote; what is missing or unknown is as usual.

        Raises:
            ValueError: It is not such a line.
        """
        if not line:
            return cls()
        kept = json.loads(line)
        if not isinstance(kept, dict):
            raise ValueError("settings are a JSON object")
        usual = cls()
        return cls(
            braille_width=int(kept.get("braille_width", usual.braille_width)),
            braille_height=int(kept.get("braille_height", usual.braille_height)),
            colours=Colours(kept.get("colours", usual.colours)),
            rate=int(kept.get("rate", usual.rate)),
        )


USUAL: Final = RenderSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What was written.

    Attributes:
        paths: The file; of a recording its folder's files in order.
        sha256: Of the file; of a recording, of its files' checksums in order.
        pages: Pages of paper or Braille; sound has none.
        remarks: What a person should know before giving it away.
    """

    paths: tuple[Path, ...]
    sha256: str
    pages: int
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A form that is one file, not written yet."""

    data: bytes
    pages: int
    remarks: tuple[Text, ...] = ()


def render(
    document: Document,
    form: str,
    out: Path,
    settings: RenderSettings = USUAL,
    progress: Progress | None = None,
) -> Rendered:
    """Write a document in a form to ``out``, whole or not at all.

    The same document and settings give the same bytes; of sound, only with the same voice.

    Args:
        document: What it says.
        form: A code of ``document_forms``.
        out: The file to write or replace; for sound a folder that is not there yet.
        settings: How it is made.
        progress: Told of the chapters of a recording; can stop it.

    Raises:
        Problem: The place is full, read-only or missing; there is no voice.
        Cancelled: The person has stopped it.
    """
    if form == AUDIO:
        return _recorded(document, out, settings, progress or Unwatched())
    return _written(make(document, form, settings), out)


def render_volume(
    documents: Sequence[Document], form: str, out: Path, settings: RenderSettings = USUAL
) -> Rendered:
    """Write several documents as one PDF with an outline, whole or not at all."""
    shown = [easy_read(each) for each in documents] if form == EASY else documents
    pdf = make_volume(shown, size=SIZE_BY_FORM[form], colours=settings.colours)
    return _written(_of_pdf(pdf), out)


def make(document: Document, form: str, settings: RenderSettings = USUAL) -> Made:
    """Return a document in a form that is one file, for a preview.

    Raises:
        Problem: There is no such form, or it is not one file.
    """
    if form in SIZE_BY_FORM:
        shown = easy_read(document) if form == EASY else document
        return _of_pdf(make_pdf(shown, size=SIZE_BY_FORM[form], colours=settings.colours))
    if form in {BRAILLE, BRAILLE_UNICODE, PEF}:
        return _in_braille(document, form, settings)
    raise Problem(_NO_SUCH_FORM, form=form, forms="、".join(FORMS))


def _in_braille(document: Document, form: str, settings: RenderSettings) -> Made:
    from desktop import braille  # noqa: PLC0415 - reads the dictionary of readings

    pages = braille.braille_of(
        document, width=settings.braille_width, height=settings.braille_height
    )
    if form == BRAILLE:
        data = braille.brf(pages)
    elif form == BRAILLE_UNICODE:
        data = braille.unicode_text(pages)
    else:
        data = braille.pef(pages, document.title, document.made_on, document.language)
    unknown = dict.fromkeys(pages.unknown)
    remarks = (_NO_READING.filled(characters=" ".join(unknown)),) if unknown else ()
    return Made(data=data, pages=len(pages.pages), remarks=remarks)


def _recorded(
    document: Document, folder: Path, settings: RenderSettings, progress: Progress
) -> Rendered:
    from desktop.speech.recording import record_document  # noqa: PLC0415 - loads the voices

    recording = record_document(document, folder, rate=settings.rate, progress=progress)
    return Rendered(
        paths=(*recording.files, recording.playlist), sha256=recording.sha256, pages=0
    )


def _of_pdf(pdf: Pdf) -> Made:
    replaced = pdf.replaced_characters
    # With the code: the screen may have no picture of it either.
    characters = " ".join(f"{char} U+{ord(char):04X}" for char in replaced)
    remarks = (_NO_FONT.filled(characters=characters),) if characters else ()
    return Made(data=pdf.data, pages=pdf.pages, remarks=remarks)


def _written(made: Made, out: Path) -> Rendered:
    written = write_whole(out, [made.data])
    return Rendered(paths=(out,), sha256=written.sha256, pages=made.pages, remarks=made.remarks)


def suffix_of(form: str) -> str:
    """Return the ending of a form's file, with its dot; a recording is a folder without one."""
    return _SUFFIX_BY_FORM.get(form, ".pdf")


def file_name(document: Document, form: str) -> str:
    """Return what a document's file is called: who and what, its number, its form.

    It can be kept by Windows and Linux, and people's names stay readable. Two people of one
    name differ by their case numbers.
    """
    parts = [document.title or _UNNAMED.to(document.language), document.case_number]
    return _named(parts, form, document)


def volume_name(number: int, form: str, language: Language) -> str:
    """Return what the PDF is called that holds the ``number``-th hundred of a list."""
    name = _VOLUME.to(language, number=number)
    return f"{_with_form(name, form, language)}{suffix_of(form)}"


def _with_form(name: str, form: str, language: Language) -> str:
    """Return a name with its form in brackets; ordinary print needs none."""
    told = _FORM_IN_NAME.get(form)
    return name if told is None else _IN_BRACKETS.to(language, name=name, form=told)


def _named(parts: Sequence[str], form: str, document: Document) -> str:
    first, *others = (safe(part) for part in parts if part)
    ending = _with_form(f" {' '.join(others)}" if others else "", form, document.language)
    name = _shortened(first, _MOST_BYTES - len(ending.encode()))
    return f"{name}{ending}{suffix_of(form)}"


def safe(name: str) -> str:
    """Return ``name`` as both systems can keep it: nothing forbidden, nothing unseen."""
    seen = "".join(
        " " if char in "\t\n\r" else char
        for char in unicodedata.normalize("NFC", name)
        if char in "\t\n\r" or unicodedata.category(char) not in _UNSEEN
    )
    kept = " ".join(seen.translate(_WIDE_BY_FORBIDDEN).split()).strip(". ")
    if _DEVICE.match(kept):
        kept = f"_{kept}"
    return kept or "_"


def numbered(name: str, number: int) -> str:
    """Return ``name`` with a number before its ending, as systems number copies."""
    path = Path(name)
    known = path.suffix if path.suffix in {".pdf", ".brf", ".txt", ".pef"} else ""
    return f"{name.removesuffix(known)} ({number}){known}"


def _shortened(name: str, room: int) -> str:
    """Cut a name between characters; what it had too much is an ellipsis."""
    if len(name.encode()) <= room and len(name) <= _MOST_UNITS:
        return name
    kept = name[: _MOST_UNITS - 1]
    while len(kept.encode()) > room - 3:
        kept = kept[:-1]
    # A mark that belongs to the letter before it is not left hanging alone.
    return f"{kept.rstrip(' .')}…"


def remove_parts(out: Path) -> None:
    """Take away what a process that was ended left half written of ``out``."""
    for part in out.parent.glob(f"{glob.escape(out.name)}.????????.part"):
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)
