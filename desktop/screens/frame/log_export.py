"""Hand the log to whoever maintains the computer."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.whole_file import write_whole
from db.fields.problem import Problem
from db.fields.text import Text
from desktop import paths
from desktop.language import current
from desktop.screens.frame.files import ask_save

if TYPE_CHECKING:
    from desktop.screens.frame.main_window import MainWindow

_LOG = Text("导出日志", "Export log")
_LOG_FILE = Text("日志 (*.log)", "Log (*.log)")
_LOG_SAVED = Text("日志已保存到 {path}。", "The log is at {path}.")


def export_log(window: "MainWindow") -> None:
    """Ask where the log goes, and write it there."""
    ask_save(window, _LOG, "yiyi.log", _LOG_FILE, partial(save_log, window))


def save_log(window: "MainWindow", path: Path) -> None:
    """Write the whole log, the oldest part first; it holds nothing about people."""
    # yiyi.log.2 is older than yiyi.log.1, which is older than yiyi.log.
    written = sorted(paths.log_folder().glob("yiyi.log*"), reverse=True)
    try:
        write_whole(path, [file.read_bytes() for file in written])
    except Problem as problem:
        window.warn(problem)
        return
    window.say(_LOG_SAVED.to(current(), path=path))
