"""The preview of paper: pages beside the same words as text."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from db.fields.text import Text
from desktop.language import tr
from desktop.screens.frame.beside import Beside
from desktop.theme.look import size
from desktop.theme.pieces import column

_PAGES = Text("页面", "Pages")
_TEXT = Text("文书的文字", "Text of the document")
_TEXT_HEIGHT = 260


class PagesPane(QWidget):
    """The pages of a PDF, and its words to be walked through line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.pages = QPdfView()
        self.pages.setObjectName("pages")
        self.pages.setAccessibleName(tr(_PAGES))
        self.pages.setPageMode(QPdfView.PageMode.MultiPage)
        self.pages.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.pages.setDocument(self.paper)
        # A picture says nothing: Tab passes it by, the mouse scrolls it.
        self.pages.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.text = QPlainTextEdit()
        self.text.setObjectName("document_text")
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr(_TEXT))
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        size(self.text, min_height=_TEXT_HEIGHT)
        inside = column(gap=0)
        inside.addWidget(Beside(self.pages, self.text, shares=(1, 1)), 1)
        self.setLayout(inside)

    def show_pages(self, pdf: bytes, words: str) -> None:
        """Show a finished PDF and the words on it; the caret stays at the beginning."""
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.paper.load(self._buffer)
        if words != self.text.toPlainText():
            self.text.setPlainText(words)
