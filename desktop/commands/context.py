"""What every command shares: the record, the language, the passphrase, problems in words."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from db.fields.problem import Cancelled, InvalidFieldsError, Problem
from db.fields.text import Language, Text
from desktop import paths
from desktop.workspace import Workspace, open_with_passphrase

PASSPHRASE_VARIABLE = "YIYI_PASSPHRASE"
_PASSPHRASE = Text("口令：", "Passphrase: ")
_PASSPHRASE_AGAIN = Text("再输入一次口令：", "Passphrase again: ")
_DIFFERENT = Text(
    "两次输入的口令不一样，没有作任何改动。请再试一次。",
    "The two passphrases differ; nothing was changed. Try again.",
)
_CANCELLED = Text("已取消，没有作任何改动。", "Cancelled; nothing was changed.")
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
_CANNOT_READ = Text("读不到口令文件“{path}”。", "The passphrase file “{path}” cannot be read.")

PERSON_CAN_ACT, WRONG_USAGE = 1, 2
"""Exit statuses: 0 done, 1 a problem the person can act on, 2 wrong usage."""


@dataclass(slots=True)
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
        """Return the passphrase from its file, the environment or a prompt."""
        if self.passphrase_file is not None:
            try:
                return self.passphrase_file.read_text("utf-8-sig").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise Problem(_CANNOT_READ, path=self.passphrase_file) from error
        given = os.environ.get(PASSPHRASE_VARIABLE)
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise Problem(_NO_PASSPHRASE, variable=PASSPHRASE_VARIABLE)
        typed: str = click.prompt(
            self.words(_PASSPHRASE), hide_input=True, err=True, prompt_suffix=""
        )
        if twice:
            again = click.prompt(
                self.words(_PASSPHRASE_AGAIN), hide_input=True, err=True, prompt_suffix=""
            )
            if again != typed:
                raise Problem(_DIFFERENT)
        return typed

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the record for one command."""
        workspace = open_with_passphrase(self.folder, self.passphrase())
        try:
            if workspace.notice is not None:
                self.say(workspace.notice)
            yield workspace
        finally:
            workspace.close()


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


def in_words(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn problems into sentences and exit statuses."""

    @wraps(command)
    @click.pass_obj
    def run(session: Session, *given: Any, **options: Any) -> Any:
        try:
            return command(session, *given, **options)
        except Problem as problem:
            click.echo(problem.message(session.language), err=True)
        except InvalidFieldsError as error:
            for one in error.problems:
                click.echo(one.message(session.language), err=True)
        except (Cancelled, KeyboardInterrupt):
            session.say(_CANCELLED)
        sys.exit(PERSON_CAN_ACT)

    return run


def put_json(value: object) -> None:
    """Print a value as JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def record_id(typed: str) -> UUID:
    """Read an id from the command line. Raises ``Problem`` when it is none."""
    try:
        return UUID(typed)
    except ValueError:
        raise Problem(_NOT_AN_ID, typed=typed) from None


def day(typed: str | None) -> date:
    """Read a day from the command line; today when none was given."""
    if typed is None:
        return local_today()
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Problem(_NOT_A_DAY, typed=typed) from None


def local_today() -> date:
    """Return the day it is here, by the computer's own calendar."""
    return datetime.now().astimezone().date()


def default_folder() -> Path:
    """Return the folder used when none is named."""
    return paths.record_folder()
