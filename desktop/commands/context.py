"""What every command shares: the record, the language, the passphrase, problems in words."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from db.fields.problem import Cancelled, InvalidFieldsError, Problem
from db.fields.text import Language, Text
from desktop.commands.hiding import hidden, sentence_of
from desktop.commands.usage import (
    PERSON_CAN_ACT,
    STOPPED,
    WRONG_USAGE,
    WordsCommand,
    WrongUsage,
)
from desktop.paths import has_record
from desktop.workspace import Workspace, open_with_passphrase

PASSPHRASE_VARIABLE = "YIYI_PASSPHRASE"  # noqa: S105 - the name of it
FILE = click.Path(path_type=Path)
"""A file named on the line. What is wrong with it is told when it is used, in words."""

_PASSPHRASE = Text("口令：", "Passphrase: ")
_PASSPHRASE_AGAIN = Text("再输入一次口令：", "Passphrase again: ")
_DIFFERENT = Text(
    "两次输入的口令不一样，没有作任何改动。请再试一次。",
    "The two passphrases differ; nothing was changed. Try again.",
)
_NO_PASSPHRASE = Text(
    "需要口令。请用 --passphrase-file 给出口令文件，或设置环境变量 {variable}。",
    "A passphrase is needed. Give --passphrase-file or set {variable}.",
)
_NOT_AN_ID = Text(
    "“{typed}”不是编号。编号是 32 位的，用 yiyi find 可以查到。",
    "“{typed}” is not an id. An id has 32 characters; yiyi find shows it.",
)
_NOT_A_DAY = Text(
    "“{typed}”不是日期，请写成 2026-11-23。", "“{typed}” is not a date; write 2026-11-23."
)
_CANNOT_READ = Text(
    "读不到口令文件“{path}”。请检查路径；文件应是 UTF-8 文本，只写口令一行。",
    "The passphrase file {path} cannot be read. Check the path; it is UTF-8 text with the "
    "passphrase on one line.",
)


@dataclass(frozen=True, slots=True)
class Session:
    """What was said before the command's own name."""

    folder: Path
    language: Language
    passphrase_file: Path | None

    def words(self, text: Text, **values: object) -> str:
        """Return a text in the language asked for."""
        return text.to(self.language, **values)

    def say(self, text: Text, **values: object) -> None:
        """Tell the person something; messages go to standard error."""
        click.echo(self.words(text, **values), err=True)

    def passphrase(self, *, twice: bool = False) -> str:
        """Return the passphrase from its file, the environment or a prompt.

        Raises:
            Problem: There is nobody to ask, or the file cannot be read.
        """
        if self.passphrase_file is not None:
            try:
                return self.passphrase_file.read_text("utf-8-sig").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise Problem(_CANNOT_READ, path=self.passphrase_file) from error
        given = os.environ.get(PASSPHRASE_VARIABLE)
        if given:
            return given
        if not sys.stdin.isatty():
            raise Problem(_NO_PASSPHRASE, variable=PASSPHRASE_VARIABLE)
        typed = self._asked(_PASSPHRASE)
        if twice and self._asked(_PASSPHRASE_AGAIN) != typed:
            raise Problem(_DIFFERENT)
        return typed

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the record for one command.

        Raises:
            Problem: There is none, it is open elsewhere, or the passphrase is not its own.
        """
        # Nobody is asked for the passphrase of a record that is not there.
        passphrase = self.passphrase() if has_record(self.folder) else ""
        workspace = open_with_passphrase(self.folder, passphrase)
        try:
            if workspace.notice is not None:
                self.say(workspace.notice)
            yield workspace
        finally:
            workspace.close()

    def _asked(self, question: Text) -> str:
        typed: str = click.prompt(
            self.words(question), hide_input=True, err=True, prompt_suffix=""
        )
        return typed


class ShownProgress:
    """Progress on standard error when a person is looking at it."""

    def __init__(self, session: Session) -> None:
        self._session, self._percent = session, -1
        self._shown = sys.stderr.isatty()

    def at(self, done: int, total: int, doing: Text) -> None:
        """Show how far the job is, at most a hundred times."""
        percent = done * 100 // total if total else -1
        if self._shown and percent != self._percent:
            self._percent = percent
            click.echo(f"\r{self._session.words(doing)} {percent:3d} %", err=True, nl=False)
            if percent == 100:  # noqa: PLR2004 - the whole
                click.echo(err=True)

    def stop_if_cancelled(self) -> None:
        """Go on: Ctrl+C interrupts the command itself, and nothing is kept."""


def command(
    told: Text, name: str | None = None
) -> Callable[[Callable[..., Any]], WordsCommand]:
    """Make a function that takes a ``Session`` and its options a command of ``yiyi``.

    What can be said before a command's name is understood after it as well. Problems become
    sentences on standard error and exit statuses.

    Args:
        told: What it does, for the help: both languages are shown.
        name: Its name on the line, when that cannot be the function's.
    """
    # The list of commands shows the first sentence alone.
    short = told.zh.partition("。")[0] + "。"
    shown = f"{told.zh}\n\n{told.en}"

    def wrap(function: Callable[..., int | None]) -> WordsCommand:
        def run(
            session: Session,
            folder: Path | None,
            lang: str | None,
            passphrase_file: Path | None,
            **options: Any,
        ) -> None:
            session = replace(
                session,
                folder=folder or session.folder,
                language=Language(lang) if lang else session.language,
                passphrase_file=passphrase_file or session.passphrase_file,
            )
            sys.exit(_status(session, lambda: function(session, **options)))

        made: Callable[..., Any] = click.pass_obj(wraps(function)(run))
        for option in _shared_options():
            made = option(made)
        return click.command(name, cls=WordsCommand, help=shown, short_help=short)(made)

    return wrap


def _shared_options() -> tuple[Callable[[Any], Any], ...]:
    return (
        click.option("--record", "folder", type=FILE, hidden=True),
        click.option(
            "--lang", type=click.Choice([str(each) for each in Language]), hidden=True
        ),
        click.option("--passphrase-file", type=FILE, hidden=True),
    )


def _status(session: Session, act: Callable[[], int | None]) -> int:
    """Run a command's function; return the exit status."""
    try:
        return act() or 0
    except Problem as problem:
        click.echo(sentence_of(problem, session.language), err=True)
        return WRONG_USAGE if isinstance(problem, WrongUsage) else PERSON_CAN_ACT
    except InvalidFieldsError as error:
        for one in error.problems:
            click.echo(sentence_of(one, session.language), err=True)
    except (Cancelled, KeyboardInterrupt, click.Abort):
        session.say(STOPPED)
    return PERSON_CAN_ACT


def put_json(value: object) -> None:
    """Print a value as JSON, alone on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def record_id(typed: str) -> UUID:
    """Read an id, with or without dashes. Raises ``Problem`` when it is none."""
    try:
        return UUID(typed.strip())
    except ValueError:
        raise Problem(_NOT_AN_ID, typed=hidden(typed)) from None


def day(typed: str | None) -> date:
    """Read a day from the command line; today when none was given."""
    if typed is None:
        return local_today()
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise WrongUsage(_NOT_A_DAY, typed=typed) from None


def local_today() -> date:
    """Return the day it is here, by the computer's own calendar."""
    return datetime.now().astimezone().date()
