"""``python -m desktop`` and the command ``yiyi``."""

import multiprocessing
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; without a command, the window."""
    multiprocessing.freeze_support()  # in the built folder a worker starts this program anew
    # After it: a worker needs none of the commands.
    from desktop.commands.root import yiyi  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")  # Windows consoles differ
    yiyi(prog_name="yiyi")
    sys.exit(0)


if __name__ == "__main__":
    main()
