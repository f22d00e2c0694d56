"""One person at the keyboard, who goes by what she hears."""

import os
import re
import sys
from pathlib import Path

from desktop.demo_record import DEMO_PASSPHRASE
from tests.screenreader.processes import HarnessError
from tests.screenreader.session import Session

PATIENCE = 20.0
"""Seconds an answer may take; a busy computer of a test service is slow."""

PROJECT = Path(__file__).parents[2]


class Day:
    """Presses keys, types, and fails with what was heard when the words hoped for stay out."""

    def __init__(self, desk: Session) -> None:
        self.desk = desk

    def start(self, record: Path) -> str:
        """Start the program on a record; return what was said."""
        command = [sys.executable, "-m", "desktop", "--record", str(record)]
        more = {"PYTHONPATH": str(PROJECT), "PATH": os.environ["PATH"]}
        return "\n".join(self.desk.launch(command, **more))

    def unlock(self, *, hears: str = "今天的事") -> str:
        """Type the passphrase and wait for the page that follows."""
        self.type(DEMO_PASSPHRASE)
        return self.press("Return", hears=hears)

    def press(self, *keys: str, hears: str = "") -> str:
        """Press keys one after the other; return what was said.

        Args:
            keys: As xdotool names them.
            hears: A pattern that has to be heard before the next step.

        Raises:
            HarnessError: It was not heard.
        """
        return self._heard(self.desk.key(*keys), hears)

    def type(self, text: str, *, hears: str = "") -> str:
        """Type text; return what was said."""
        return self._heard(self.desk.type_text(text), hears)

    def choose(self, downs: int = 1) -> str:
        """Open a list of choices with Down, go on so many entries, take that one."""
        self.press("Down")
        said = self.press(*["Down"] * downs)
        return said + "\n" + self.press("Return")

    def fill(self, text: str) -> str:
        """Replace what stands in the field that has the focus."""
        self.press("ctrl+a")
        return self.type(text)

    def tab_to(self, name: str, *, key: str = "Tab", most: int = 40) -> str:
        """Press Tab until something is heard that begins with ``name``; return those words.

        Raises:
            HarnessError: It is not reached within ``most`` presses.
        """
        heard: list[str] = []
        for _ in range(most):
            said = self.press(key)
            heard.append(said)
            if any(words.startswith(name) for words in said.split("\n")):
                return said
        raise HarnessError(f"{name!r} was not reached in {most} presses; heard {heard}")

    def focus(self) -> str:
        """Return what has the focus, as ``role: name``."""
        return self.desk.focus()

    def chapter(self, words: str) -> None:
        """Head the next steps in the transcript."""
        self.desk.transcript.note(words)

    def _heard(self, said: list[str], hears: str) -> str:
        if hears and not any(re.search(hears, words) for words in said):
            before = list(said)
            try:
                said += self.desk.listen(hears, PATIENCE)
            except HarnessError as error:
                raise HarnessError(f"{error}, and before that {before}") from error
        return "\n".join(said)
