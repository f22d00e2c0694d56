"""Data that ships with Yiyi: code lists, policy packs, fonts, icons, help, samples."""

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent)) / "resources"


def path(name: str) -> Path:
    """Return where the resource ``name`` lies, from source and from the packaged folder."""
    return _ROOT / name
