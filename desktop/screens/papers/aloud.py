"""The player: a document heard chapter by chapter, with its text beside it."""

from PySide6.QtGui import QColor, QHideEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QListWidget, QTextEdit, QWidget

from db.domain.papers.document import Document
from db.fields.text import Text
from desktop.announce import announce
from desktop.language import tr
from desktop.messages import Announced
from desktop.screens.frame.page import Desk
from desktop.screens.frame.reading_text import ReadingText
from desktop.speech.aloud import ReadAloud, State
from desktop.speech.booth import Casting
from desktop.speech.chapters import Chapter, chapters_of
from desktop.theme.look import look
from desktop.theme.pieces import button, column, wraps

_CHAPTERS = Text("章节", "Chapters")
_TEXT = Text("这一章的文字", "Text of the chapter")
_CHAPTER = Text("{number}. {title}", "{number}. {title}")
_PLAY, _PAUSE, _GO_ON = Text("读", "Play"), Text("暂停", "Pause"), Text("继续", "Go on")
_NEXT, _PREVIOUS = Text("下一章", "Next chapter"), Text("上一章", "Previous chapter")
_STOP = Text("停止", "Stop")
_PAUSING = Text("读完这一句就停。", "Pausing behind this sentence.")
_WHERE = Text(
    "第 {chapter} 章，共 {chapters} 章；第 {sentence} 句，共 {sentences} 句",
    "Chapter {chapter} of {chapters}, sentence {sentence} of {sentences}",
)
_READY = Text("共 {chapters} 章，还没有读。", "{chapters} chapters, not played yet.")
_OVER = Text("读完了。", "That was all.")
_LIST_HEIGHT = 150


class Player(QWidget):
    """Chapters, what is said now, and the buttons of a player.

    It falls silent when it is hidden. Enter on a chapter plays it.
    """

    def __init__(self, desk: Desk, *, voice: ReadAloud | None = None) -> None:
        """Make a player without a document.

        Args:
            desk: Told when there is no voice or no sound; knows the rate.
            voice: What speaks.
        """
        super().__init__()
        self._desk = desk
        self._casting: Casting | None = None
        self._chapters: tuple[Chapter, ...] = ()
        self._at = 0
        self._rate: int | None = None
        self.voice = voice or ReadAloud(self)
        self.voice.began.connect(self._on_began)
        self.voice.finished.connect(self._on_finished)
        self.voice.problem.connect(desk.warn)
        self.voice.changed.connect(self._on_changed)
        self.play_button = button(_PLAY, self.play_or_pause, icon="volume-2", name="play")
        self.previous_button = button(_PREVIOUS, self.previous, name="previous_chapter")
        self.next_button = button(_NEXT, self.next, name="next_chapter")
        self.stop_button = button(_STOP, self.stop, name="stop_reading")
        self.list = QListWidget()
        self.list.setObjectName("chapters")
        self.list.setAccessibleName(tr(_CHAPTERS))
        self.list.itemActivated.connect(lambda item: self.play(self.list.row(item)))
        self.list.currentRowChanged.connect(self._on_row)
        # It changes with every sentence: announced, a screen reader would talk over the voice.
        self.where = Announced()
        self.text = ReadingText(_TEXT)
        self.setLayout(
            column(
                wraps(
                    self.play_button, self.previous_button, self.next_button, self.stop_button
                ),
                self.where,
                self.list,
                self.text,
                None,
                gap=10,
            )
        )
        look().changed.connect(self._dress)
        self._dress()
        self._show_state()

    @property
    def chapter(self) -> int:
        """The place of the chapter that is shown."""
        return self._at

    def show_document(self, document: Document, rate: int | None = None) -> int:
        """Show a document's chapters; what was being read is ended.

        Args:
            document: What is to be heard.
            rate: Words a minute of the engine; without it that of the settings.

        Returns:
            How many chapters it has.
        """
        self.voice.stop()
        self._casting = Casting(
            language=document.language,
            readings=document.readings,
            names=document.whole_words,
        )
        self._rate = rate
        self._chapters = chapters_of(document)
        self._at = 0
        self.list.blockSignals(True)
        self.list.clear()
        for number, chapter in enumerate(self._chapters, 1):
            self.list.addItem(tr(_CHAPTER, number=number, title=chapter.title))
        self.list.setCurrentRow(0 if self._chapters else -1)
        self.list.blockSignals(False)
        self.where.tell(tr(_READY, chapters=len(self._chapters)), quietly=True)
        self._show_chapter()
        self._show_state()
        return len(self._chapters)

    def first_focus(self) -> QWidget:
        """Return the button that plays."""
        return self.play_button

    def read(self, document: Document, rate: int | None = None) -> None:
        """Show a document and play it from its beginning."""
        self.show_document(document, rate)
        self.play(0)

    def play(self, chapter: int, sentence: int = 0) -> None:
        """Play from a chapter on, to the end of the document."""
        if self._casting is None or not 0 <= chapter < len(self._chapters):
            return
        rate = self._rate or self._desk.settings.now.speech_rate
        self._go_to(chapter)
        self.voice.set_rate(rate)
        self.voice.read_sentences(
            self._chapters[chapter].sentences, self._casting, first=sentence
        )

    def play_or_pause(self) -> None:
        """Play, pause behind the sentence, or go on."""
        match self.voice.state:
            case State.SILENT:
                self.play(self._at)
            case State.SPEAKING:
                self.voice.pause()
                announce(self, tr(_PAUSING))
            case State.PAUSING | State.PAUSED:
                self.voice.resume()

    def next(self) -> None:
        """Go to the next chapter; it is played if something was being played."""
        self._step(1)

    def previous(self) -> None:
        """Go to the chapter before; it is played if something was being played."""
        self._step(-1)

    def stop(self) -> None:
        """Fall silent at once."""
        self.voice.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        """Fall silent: what was read is no longer on screen."""
        super().hideEvent(event)
        self.voice.stop()

    def _step(self, by: int) -> None:
        to = self._at + by
        if not 0 <= to < len(self._chapters):
            return
        if self.voice.state is State.SPEAKING:
            self.play(to)
        else:
            self.voice.stop()
            self._go_to(to)

    def _go_to(self, chapter: int) -> None:
        if chapter != self._at:
            self._at = chapter
            self.list.blockSignals(True)
            self.list.setCurrentRow(chapter)
            self.list.blockSignals(False)
            self._show_chapter()
        self._show_state()

    def _on_row(self, chapter: int) -> None:
        """Show the chapter the person went to; one that is being played plays on."""
        if chapter >= 0 and self.voice.is_silent:
            self._go_to(chapter)

    def _on_began(self, sentence: int) -> None:
        chapter = self._chapters[self._at]
        self.where.tell(
            tr(
                _WHERE,
                chapter=self._at + 1,
                chapters=len(self._chapters),
                sentence=sentence + 1,
                sentences=len(chapter.sentences),
            ),
            quietly=True,
        )
        self._mark()

    def _on_finished(self) -> None:
        if self._at + 1 < len(self._chapters):
            self.play(self._at + 1)
        else:
            self.where.tell(_OVER)

    def _on_changed(self, _state: State) -> None:
        self._show_state()
        self._mark()

    def _show_state(self) -> None:
        state = self.voice.state
        is_going_on = state in (State.PAUSING, State.PAUSED)
        said = _GO_ON if is_going_on else _PAUSE if state is State.SPEAKING else _PLAY
        self.play_button.setText(tr(said))
        # A button that goes grey under the focus would lose it; so none of them does.
        for one in (self.play_button, self.previous_button, self.next_button, self.stop_button):
            one.setEnabled(bool(self._chapters))

    def _dress(self) -> None:
        self.list.setMaximumHeight(look().px(_LIST_HEIGHT))
        self._mark()

    def _show_chapter(self) -> None:
        chapters = self._chapters
        shown = chapters[self._at].sentences if chapters else ()
        self.text.show_text("\n".join(_one_line(each.shown) for each in shown))
        self._mark()

    def _mark(self) -> None:
        """Show in the text which sentence is said now."""
        marks: list[QTextEdit.ExtraSelection] = []
        block = self.text.document().findBlockByNumber(self.voice.at)
        if not self.voice.is_silent and block.isValid():
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(block)
            mark.cursor = cursor
            chosen = mark.format
            chosen.setBackground(QColor(look().tokens.chosen))
            chosen.setForeground(QColor(look().tokens.on_chosen))
            chosen.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.format = chosen
            marks.append(mark)
        self.text.setExtraSelections(marks)


def _one_line(shown: str) -> str:
    return " ".join(shown.split())
