"""``python -m desktop`` and the command ``yiyi``."""

import sys
from typing import NoReturn

from desktop.commands.root import yiyi


def main() -> NoReturn:
    """Run the command line; without a command, the window."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")  # Windows consoles differ
    yiyi(prog_name="yiyi")
    sys.exit(0)


if __name__ == "__main__":
    main()
