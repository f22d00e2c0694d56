"""``python -m tests.pictures``: a picture of every screen of the invented demo record.

Both languages, 100 % and 200 %, three themes; one folder each. ``--names`` prints instead what
a screen reader finds on every screen. The window is drawn in memory: no display is needed.
"""

import argparse
import os
import sys
import tempfile
from itertools import product
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from db.fields.text import Language
from desktop.app import begin_look, make_application
from desktop.demo_day import build_roster
from desktop.demo_record import meet_colleague, open_demo_record
from desktop.pictures import Papers, Picture, take_pictures
from desktop.settings import SettingsKeeper
from desktop.theme.tokens import THEMES
from tests.pictures.names import names_in

_OUT = Path(".scratch/pictures")


def main(arguments: list[str]) -> int:
    """Take the pictures asked for; return 1 when a screen complained."""
    asked = _asked(arguments)
    qInstallMessageHandler(_pass_on)
    complaints = 0
    with tempfile.TemporaryDirectory(prefix="yiyi-pictures-") as folder:
        place = Path(folder)
        app = make_application(["yiyi"])
        settings = SettingsKeeper(place / "settings.ini")
        begin_look(app, settings, Language.ZH)
        roster = place / "roster.xlsx"
        build_roster(roster)
        workspace = open_demo_record(place / "record")
        try:
            papers = Papers(roster=roster, exchange_file=meet_colleague(workspace, place))
            for tongue, theme, zoom in product(asked.lang, asked.theme, asked.zoom):
                out = asked.out / f"{tongue}-{theme}-{zoom}"
                taken = take_pictures(
                    workspace,
                    settings,
                    out,
                    tongue=Language(tongue),
                    theme=theme,
                    zoom_percent=zoom,
                    only=tuple(asked.only),
                    papers=papers,
                    seen=_print_names if asked.names else None,
                )
                complaints += _told(out, taken, quiet=asked.names)
        finally:
            workspace.close()
    return 1 if complaints else 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    languages = [str(language) for language in Language]
    parser.add_argument("--out", type=Path, default=_OUT, help="folder of the pictures")
    parser.add_argument("--lang", nargs="+", choices=languages)
    parser.add_argument("--theme", nargs="+", choices=list(THEMES))
    parser.add_argument("--zoom", nargs="+", type=int, metavar="PERCENT")
    parser.add_argument("--only", nargs="+", default=[], metavar="PLACE")
    parser.add_argument("--names", action="store_true", help="print what a screen reader finds")
    asked = parser.parse_args(arguments)
    # Names are the same in every theme and at every zoom.
    asked.lang = asked.lang or (languages[:1] if asked.names else languages)
    asked.theme = asked.theme or (["light"] if asked.names else list(THEMES))
    asked.zoom = asked.zoom or ([100] if asked.names else [100, 200])
    return asked


def _told(out: Path, taken: list[Picture], *, quiet: bool) -> int:
    if not quiet:
        sys.stdout.write(f"{out}: {len(taken)} pictures\n")
    warned = [picture for picture in taken if picture.complaint]
    for picture in warned:
        sys.stderr.write(f"{picture.path}: {picture.complaint}\n")
    return len(warned)


def _print_names(place: str, window: QWidget) -> None:
    sys.stdout.write(f"\n==== {place}\n")
    for line in names_in(window):
        sys.stdout.write(f"{line}\n")


def _pass_on(_kind: object, _context: object, message: str) -> None:
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
