"""Notices that nobody is there: first a warning, then the lock."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

WARN_SECONDS = 30
"""The warning comes so long before the lock; WCAG 2.2.1 asks for at least 20 seconds."""
_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class IdleWatch(QObject):
    """Counts from the last key or movement of the pointer.

    Signals:
        warned: The lock comes in thirty seconds; any key prevents it.
        stayed: Somebody is there after all, after a warning.
        idle: Nobody is there: lock now.
    """

    warned = Signal()
    stayed = Signal()
    idle = Signal()

    def __init__(self, app: QApplication, minutes: int) -> None:
        super().__init__(app)
        self._warning = QTimer(self, singleShot=True)
        self._end = QTimer(self, singleShot=True)
        self._end.setInterval(WARN_SECONDS * 1000)
        self._warning.timeout.connect(self._warn)
        self._end.timeout.connect(self.idle)
        app.installEventFilter(self)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes, and begin to count anew."""
        self._warning.setInterval(max(1, minutes * 60 - WARN_SECONDS) * 1000)
        self.alive()

    def stop(self) -> None:
        """Watch no longer, e.g. while locked."""
        self._warning.stop()
        self._end.stop()

    def alive(self) -> None:
        """Begin to count anew."""
        was_warned = self._end.isActive()
        self._end.stop()
        self._warning.start()
        if was_warned:
            self.stayed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys and movements as signs of life."""
        del watched
        if event.type() in _SIGNS_OF_LIFE and (
            self._warning.isActive() or self._end.isActive()
        ):
            self.alive()
        return False

    def _warn(self) -> None:
        self._end.start()
        self.warned.emit()
