"""A document as sound: a file for each chapter, a playlist, and nothing half done."""

import errno
import hashlib
import logging
import re
import secrets
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.domain.papers.document import Document
from db.domain.whole_file import problem_of, write_whole
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Progress, Unwatched
from desktop.speech.booth import Casting, Line, Serve, record
from desktop.speech.chapters import chapters_of
from desktop.speech.listening import listen
from desktop.speech.sentences import Sentence, sentences_of
from desktop.speech.sound import Sound, silence
from desktop.speech.studio import Limits, Studio
from desktop.speech.syllables import least_seconds, most_seconds
from desktop.speech.voices import FASTEST, SLOWEST, USUAL_RATE
from desktop.speech.wav import WavWriter

log = logging.getLogger(__name__)

NOTHING_TO_SAY: Final = Text(
    "里面没有可以读出来的文字，没有做录音。",
    "There are no words to be said; nothing was recorded.",
)
RATE_RANGE: Final = Text(
    "语速要在 {slowest} 到 {fastest} 之间，平常是 {usual}。",
    "The rate is a number from {slowest} to {fastest}; {usual} is usual.",
)
_DOING: Final = Text("正在录音：{title}", "Recording {title}")
_PLAYLIST: Final = Text("播放列表", "playlist")
_TEXT: Final = Text("文字", "the text")

_MORE_TRIES: Final = 2
"""Engines that were interrupted say half a sentence, seen once in some thousand sentences on a
busy computer. Listening tells it when they do it every time."""

_BETWEEN_S: Final = 0.45
_END_S: Final = 0.8
_WIDE: Final = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
"""What Windows forbids in names, as the wide characters that look the same."""

_LONGEST_NAME: Final = 40
"""Characters of a title in a file's name; 255 bytes are allowed and Windows counts the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedChapter:
    """One file of a recording.

    Attributes:
        title: Of the chapter.
        file: Where it lies.
        seconds: How long it lasts.
        starts: The second at which each sentence begins.
    """

    title: str
    file: Path
    seconds: float
    starts: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What was recorded.

    Attributes:
        chapters: Its files with what is in them, in order.
        playlist: The M3U8 file that plays them one after the other.
        sha256: Of the names and contents of all files together.
    """

    chapters: tuple[RecordedChapter, ...]
    playlist: Path
    sha256: str

    @property
    def files(self) -> tuple[Path, ...]:
        """The sound files in the order of their chapters."""
        return tuple(chapter.file for chapter in self.chapters)

    @property
    def seconds(self) -> float:
        """How long all of it lasts."""
        return sum(chapter.seconds for chapter in self.chapters)


def record_document(  # noqa: PLR0913 - what, where, how, and two ways in for tests
    document: Document,
    folder: Path,
    *,
    rate: int = USUAL_RATE,
    progress: Progress | None = None,
    serve: Serve = record,
    limits: Limits | None = None,
) -> Recording:
    """Record a document into a folder that appears whole or not at all.

    Every sentence is listened to before the folder gets its name. The same document, voice and
    rate give the same bytes.

    Args:
        document: What is to be said.
        folder: The folder to make; its parent has to be there.
        rate: Words a minute of the engine, 80 to 400.
        progress: Told of each sentence.
        serve: What runs in the process that speaks.
        limits: How long that process may take.

    Raises:
        Problem: There is no voice, it hangs or breaks off; the place is full, read-only or
            taken; or a sentence cannot be heard.
        Cancelled: The person stopped it.
    """
    progress = progress or Unwatched()
    chapters = chapters_of(document)
    _see_rate(rate)
    if not chapters:
        raise Problem(NOTHING_TO_SAY)
    total = sum(len(chapter.sentences) for chapter in chapters)
    part = _new_part(folder)
    try:
        casting = Casting(
            language=document.language,
            readings=document.readings,
            names=document.whole_words,
            scratch=part,
        )
        made: list[RecordedChapter] = []
        done = 0
        with Studio(
            casting, stop_if_cancelled=progress.stop_if_cancelled, serve=serve, limits=limits
        ) as studio:
            for number, chapter in enumerate(chapters, 1):
                doing = _DOING.filled(title=chapter.title)

                def told(at: int, before: int = done, doing: Text = doing) -> None:
                    progress.at(before + at, total, doing)

                path = part / _file_name(number, len(chapters), chapter.title)
                sentences = chapter.sentences
                made.append(_record(studio, path, chapter.title, sentences, rate, told))
                done += len(sentences)
        playlist = part / f"{_PLAYLIST.to(document.language)}.m3u8"
        write_whole(playlist, [_playlist(document.title, made).encode()])
        digest = _digest([*(chapter.file for chapter in made), playlist])
        try:
            part.rename(folder)
        except OSError as error:
            raise problem_of(error, folder) from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)  # the first failure is the one to tell
        raise
    return Recording(
        chapters=tuple(_moved(chapter, folder) for chapter in made),
        playlist=folder / playlist.name,
        sha256=digest,
    )


def record_text(  # noqa: PLR0913 - as record_document
    text: str,
    language: Language,
    out: Path,
    *,
    rate: int = USUAL_RATE,
    progress: Progress | None = None,
    serve: Serve = record,
    limits: Limits | None = None,
) -> RecordedChapter:
    """Record any text into one WAV file, which appears whole or not at all.

    Raises:
        Problem: As ``record_document``.
        Cancelled: The person stopped it.
    """
    progress = progress or Unwatched()
    _see_rate(rate)
    sentences = sentences_of(text, language)
    if not sentences:
        raise Problem(NOTHING_TO_SAY)
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")
    doing = _DOING.filled(title=_TEXT)
    part = _new_part(out, may_exist=True)
    try:
        casting = Casting(language=language, scratch=part)
        with Studio(
            casting, stop_if_cancelled=progress.stop_if_cancelled, serve=serve, limits=limits
        ) as studio:
            made = _record(
                studio,
                part / "sound.wav",
                title[:_LONGEST_NAME],
                sentences,
                rate,
                lambda at: progress.at(at, len(sentences), doing),
            )
        try:
            made.file.replace(out)
        except OSError as error:
            raise problem_of(error, out) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return _moved(made, out.parent, out.name)


def _record(  # noqa: PLR0913, PLR0917 - all of them are one file
    studio: Studio,
    path: Path,
    title: str,
    sentences: Sequence[Sentence],
    rate: int,
    told: Callable[[int], None],
) -> RecordedChapter:
    """Record sentences into a file, and listen to it."""
    writer: WavWriter | None = None
    try:
        for number, sentence in enumerate(sentences):
            sound = _sound(studio, Line(number=number, said=sentence.said, rate=rate))
            if writer is None:
                writer = WavWriter(path, sound.sample_rate, title)
            writer.begin_sentence()
            writer.put(sound.frames)
            pause = _BETWEEN_S if number + 1 < len(sentences) else _END_S
            writer.put(silence(pause, sound.sample_rate))
            told(number + 1)
        if writer is None:
            raise ValueError("a chapter has sentences")
        writer.finish()
    finally:
        if writer is not None:
            writer.close()
    wav = listen(path, title, sentences, rate, checksum=writer.checksum)
    return RecordedChapter(
        title=title,
        file=path,
        seconds=wav.samples / wav.sample_rate,
        starts=tuple(start / wav.sample_rate for start in wav.starts),
    )


def _sound(studio: Studio, line: Line) -> Sound:
    """Return the sound of a line; one that cannot be whole is asked for again."""
    least, most = least_seconds(line.said, line.rate), most_seconds(line.said, line.rate)
    sound = studio.sound(line)
    for _ in range(_MORE_TRIES):
        if least <= sound.seconds <= most:
            break
        log.warning("a sentence lasted %.1f s and was said again", sound.seconds)
        sound = studio.sound(line)
    return sound


def _new_part(place: Path, *, may_exist: bool = False) -> Path:
    """Make the folder beside ``place`` in which everything lies until it is done."""
    if not may_exist and (place.exists() or place.is_symlink()):
        raise problem_of(FileExistsError(errno.EEXIST, "taken"), place)
    part = place.with_name(f"{place.name}.{secrets.token_hex(4)}.part")
    try:
        part.mkdir(mode=0o700)
    except OSError as error:
        raise problem_of(error, place) from error
    return part


def _see_rate(rate: int) -> None:
    if not SLOWEST <= rate <= FASTEST:
        raise Problem(RATE_RANGE, slowest=SLOWEST, fastest=FASTEST, usual=USUAL_RATE)


def _file_name(number: int, count: int, title: str) -> str:
    """Return ``01-标题.wav``: the number first, so that every player keeps the order."""
    plain = unicodedata.normalize("NFC", title).translate(_WIDE)
    plain = "".join(
        sign for sign in plain if unicodedata.category(sign)[0] not in "CZ" or sign == " "
    )
    plain = re.sub(r"\s+", " ", plain)[:_LONGEST_NAME].strip(" .")
    digits = max(2, len(str(count)))
    return f"{number:0{digits}}-{plain}.wav" if plain else f"{number:0{digits}}.wav"


def _playlist(title: str, chapters: Sequence[RecordedChapter]) -> str:
    """Return an extended M3U playlist in UTF-8 with names relative to its folder."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_line(title)}"]
    for chapter in chapters:
        lines += [f"#EXTINF:{round(chapter.seconds)},{_line(chapter.title)}", chapter.file.name]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _digest(files: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        try:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise problem_of(error, path) from error
        whole.update(f"{path.name}\0{content}\n".encode())
    return whole.hexdigest()


def _moved(chapter: RecordedChapter, folder: Path, name: str | None = None) -> RecordedChapter:
    return RecordedChapter(
        title=chapter.title,
        file=folder / (name or chapter.file.name),
        seconds=chapter.seconds,
        starts=chapter.starts,
    )
