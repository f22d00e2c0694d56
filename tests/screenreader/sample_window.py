"""A small window to try the harness on: done well, or with ``--bad`` as plain Qt does it."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)


class Sample(QWidget):
    """A name, a note and a button that repeats the name."""

    def __init__(self, *, done_well: bool) -> None:
        super().__init__()
        self.setWindowTitle("试用窗口")
        self._name, self._note = QLineEdit(), QPlainTextEdit()
        self._button = button = QPushButton("复述")
        button.clicked.connect(self._repeat)
        form = QFormLayout(self)
        if done_well:
            form.addRow("姓名", self._name)
            form.addRow("备注", self._note)
            self._note.setTabChangesFocus(True)
        else:
            form.addRow(self._name)
            form.addRow(QLabel("备注"), self._note)
        form.addRow(button)

    def _repeat(self) -> None:
        self._button.setText(f"姓名是{self._name.text()}")


def main() -> int:
    """Show the window until it is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationDisplayName("一一")
    window = Sample(done_well="--bad" not in sys.argv)
    window.resize(600, 400)
    window.show()
    window.findChildren(QLineEdit)[0].setFocus(Qt.FocusReason.TabFocusReason)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
