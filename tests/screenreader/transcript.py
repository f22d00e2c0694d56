"""What was pressed and what was heard, in a form a person can read."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

FOLDER_VARIABLE = "YIYI_TRANSCRIPTS"
"""Environment variable that names the folder where transcripts are kept; unset: none are."""


class Transcript:
    """Collects the steps of one journey."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def note(self, words: str) -> None:
        """Add a heading or a remark."""
        self._lines.append(f"\n## {words}")

    def step(self, what: str, said: Sequence[str]) -> None:
        """Add what was done and each utterance that followed."""
        self._lines.append(what)
        self._lines.extend(f"    {words}" for words in said or ("(silence)",))

    def audit(self, window: str, findings: Iterable[Mapping[str, str]]) -> None:
        """Add what the auditor found in a window."""
        self._lines.append(f"audit of {window}")
        self._lines.extend(
            f"    {finding['level']}: {finding['rule']}: {finding['what']}"
            for finding in findings
        )

    def text(self) -> str:
        """Return the whole transcript."""
        return "\n".join(self._lines).strip() + "\n"

    def keep(self, name: str) -> Path | None:
        """Write the transcript to the folder in ``YIYI_TRANSCRIPTS``, if that is set."""
        folder = os.environ.get(FOLDER_VARIABLE)
        if not folder:
            return None
        path = Path(folder) / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text(), encoding="utf-8")
        return path
