"""Ask for a file that is there, or for the place and name of a new one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from db.fields.text import Text
from desktop.focus import give_back
from desktop.language import tr

PDF_FILES = Text("PDF 文件 (*.pdf)", "PDF files (*.pdf)")
_ALL = Text("所有文件 (*)", "All files (*)")


def ask_open(
    asker: QWidget, heading: Text, kinds: Text, then: Callable[[Path], object]
) -> QFileDialog:
    """Let the person choose a file that is there; ``then`` receives it."""
    dialog = _dialog(asker, heading, "", kinds, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_save(
    asker: QWidget, heading: Text, name: str, kinds: Text, then: Callable[[Path], object]
) -> QFileDialog:
    """Let the person say where a file goes; ``name`` is proposed.

    The dialog itself asks before an existing file is replaced.
    """
    dialog = _dialog(asker, heading, name, kinds, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.open()
    return dialog


def _dialog(
    asker: QWidget, heading: Text, name: str, kinds: Text, then: Callable[[Path], object]
) -> QFileDialog:
    dialog = QFileDialog(asker, tr(heading), str(Path.home() / name))
    dialog.setNameFilters([tr(kinds), tr(_ALL)])
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    give_back(dialog)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
