"""Where Yiyi keeps what belongs to this computer and not to the record."""

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("Yiyi", appauthor=False, roaming=False)


def settings_file() -> Path:
    """Return the file of the screen's settings."""
    return Path(_DIRS.user_config_dir) / "yiyi.ini"


def log_folder() -> Path:
    """Return the folder of the log."""
    return Path(_DIRS.user_log_dir)


def record_folder() -> Path:
    """Return the folder in which a record lies unless the person chose another."""
    return Path(_DIRS.user_data_dir) / "record"


RECORD_NAME, KEY_NAME, LOCK_NAME = "yiyi.db", "yiyi.key", "yiyi.lock"
"""The files of a workspace: the encrypted record, its key file, the lock of the open window."""


def has_record(folder: Path) -> bool:
    """Tell whether the folder holds a record or what is left of one."""
    return (folder / KEY_NAME).exists() or (folder / RECORD_NAME).exists()
