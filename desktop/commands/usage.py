"""The command line's own words: wrong usage, help and interruption in the reader's language."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from db.fields.problem import Problem
from db.fields.text import Language, Text

DONE, PERSON_CAN_ACT, WRONG_USAGE = 0, 1, 2
"""Exit statuses: 0 done, 1 a problem the person can act on, 2 wrong usage."""

_MISSING = Text("还少了 {name}。", "{name} is missing.")
_NO_OPTION = Text("没有 {name} 这个选项。", "There is no option {name}.")
_NEAR = Text(
    "没有 {name} 这个选项。是不是 {near}？", "There is no option {name}. Is it {near}?"
)
_NO_COMMAND = Text("没有“{name}”这个命令。", "There is no command “{name}”.")
_NEEDS_VALUE = Text("{name} 后面还要写一个值。", "{name} needs a value after it.")
_TAKES_NO_VALUE = Text("{name} 后面不用写值。", "{name} takes no value.")
_ONE_OF = Text("{name} 只能是：{choices}。", "{name} is one of: {choices}.")
_IN_RANGE = Text(
    "{name} 是 {low} 到 {high} 的整数。", "{name} is a whole number from {low} to {high}."
)
_BAD_VALUE = Text("{name} 的值不能用。", "The value of {name} cannot be used.")
_TOO_MUCH = Text(
    "命令后面多写了内容，请核对。", "There is more after the command than it takes."
)
_HINT = Text("用法见：{command} --help", "See: {command} --help")
STOPPED = Text("已停下，没有做完的不会留下。", "Stopped; what was not finished is not kept.")
_HEADINGS = {"Options": "选项 / Options", "Commands": "命令 / Commands"}


class WrongUsage(Problem):
    """The command was not written as it has to be; the exit status is 2."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法 / Usage: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class WordsContext(click.Context):
    """A context whose help has Chinese headings."""

    formatter_class = _Formatter


class _HelpInWords(click.Command):
    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这个说明 / show this help"
        return option


class WordsCommand(_HelpInWords):
    """One command of ``yiyi``."""

    context_class = WordsContext


class WordsGroup(_HelpInWords, click.Group):
    """All commands of ``yiyi``: wrong usage is told in words and exits with 2."""

    context_class = WordsContext
    command_class = WordsCommand

    def main(  # type: ignore[override]  # it always exits, as a program does
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run one command and exit: 0 done, 1 a problem one can act on, 2 wrong usage."""
        given = list(sys.argv[1:] if args is None else args)
        language = asked_language(given)
        extra.pop("standalone_mode", None)
        try:
            status = super().main(given, prog_name or "yiyi", standalone_mode=False, **extra)
        except click.UsageError as error:
            click.echo(sentence_of_usage(error, language), err=True)
            command = error.ctx.command_path if error.ctx else "yiyi"
            click.echo(_HINT.to(language, command=command), err=True)
            sys.exit(WRONG_USAGE)
        except (click.Abort, KeyboardInterrupt):
            click.echo(STOPPED.to(language), err=True)
            sys.exit(PERSON_CAN_ACT)
        sys.exit(status if isinstance(status, int) else DONE)


def asked_language(arguments: Sequence[str]) -> Language:
    """Return the language asked for anywhere on the line; it may be too wrong to be parsed."""
    found = Language.ZH
    for at, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == "--lang":
            asked = value if sign else "".join(arguments[at + 1 : at + 2])
            found = Language(asked) if asked in set(Language) else found
    return found


def sentence_of_usage(error: click.UsageError, language: Language) -> str:
    """Return what was written wrongly, in one sentence."""
    return _told(error).to(language)


def _told(error: click.UsageError) -> Text:
    match error:
        case click.MissingParameter():
            told = _MISSING.filled(name=_name_of(error))
        case click.NoSuchOption(possibilities=[near, *_]):
            told = _NEAR.filled(name=error.option_name, near=near)
        case click.NoSuchOption():
            told = _NO_OPTION.filled(name=error.option_name)
        case click.exceptions.NoSuchCommand():
            told = _NO_COMMAND.filled(name=error.command_name)
        case click.BadOptionUsage():
            takes_none = "does not take" in error.message
            sentence = _TAKES_NO_VALUE if takes_none else _NEEDS_VALUE
            told = sentence.filled(name=error.option_name)
        case click.BadParameter():
            told = _of_value(error)
        case _:
            told = _TOO_MUCH
    return told


def _of_value(error: click.BadParameter) -> Text:
    name, kind = _name_of(error), error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return _ONE_OF.filled(name=name, choices=" | ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return _IN_RANGE.filled(name=name, low=kind.min, high=kind.max)
    return _BAD_VALUE.filled(name=name)


def _name_of(error: click.UsageError) -> str:
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.make_metavar(error.ctx) if error.ctx else parameter.human_readable_name
