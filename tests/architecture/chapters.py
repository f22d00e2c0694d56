"""The chapters of the help, and what they and the papers may name: keys, commands, words."""

import ast
import re
import shlex
from dataclasses import dataclass
from functools import cache

import click

import resources
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop.actions import COMMANDS, PAGE_KEYS
from desktop.commands.root import yiyi
from tests.architecture.source import HAN, ROOT, last_name, parsed, program_sources

CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
KEYS = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d{1,2}|[A-Z][a-z]+|[A-Z]|\d|[+\-,])|(?<!\w)F\d{1,2}(?!\w)"
)
STANDARD_KEYS = frozenset(
    ("Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Home", "End", "Space", "Alt")
)
"""Keys that every program answers; Yiyi declares none of them."""

_KIND = re.compile(r"(#+ |- )?")
_ROW = re.compile(r"- ((?:`[^`]+` ?)+)(?:：|: )(.+)")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter in one language."""

    name: str
    language: Language
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines that hold something."""
        return [line for line in self.text.splitlines() if line.strip()]

    @property
    def title(self) -> str:
        """The words of the first heading."""
        return self.lines[0].removeprefix("# ")

    @property
    def shape(self) -> list[str]:
        """What each line is: heading, item or sentence."""
        return [_kind(line) for line in self.lines]

    def __str__(self) -> str:
        """Return the path inside the help."""
        return f"{self.language.value}/{self.name}.md"


@cache
def chapters(language: Language) -> dict[str, Chapter]:
    """Return every chapter of a language by name."""
    folder = resources.path(f"help/{language.value}")
    return {
        file.stem: Chapter(file.stem, language, file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.md"))
    }


def all_chapters() -> list[Chapter]:
    """Return every chapter of both languages."""
    return [chapter for language in Language for chapter in chapters(language).values()]


def places() -> list[tuple[str, Text]]:
    """Return keys and name of each place of the navigation, as the places are written."""
    tree = parsed(ROOT / "desktop" / "places.py").tree
    found = []
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and last_name(call.func) == "Place"):
            continue
        written = {
            index: argument.value
            for index, argument in enumerate(call.args)
            if isinstance(argument, ast.Constant)
        }
        label = call.args[1]
        if 4 in written and isinstance(label, ast.Call):
            zh, en = (ast.literal_eval(side) for side in label.args)
            found.append((str(written[4]), Text(zh, en)))
    return found


def declared_keys() -> dict[str, Text]:
    """Return every shortcut of places, commands and pages with what it does."""
    commands = {one.shortcut: one.label for one in COMMANDS if one.shortcut}
    return dict(places()) | commands | dict(PAGE_KEYS)


def listed_keys(chapter: Chapter) -> list[tuple[str, str]]:
    """Return the pairs of keys and words that a chapter lists."""
    return [
        (keys, found[2])
        for line in chapter.lines
        if (found := _ROW.fullmatch(line))
        for keys in CODE.findall(found[1])
    ]


def named_keys(text: str) -> set[str]:
    """Return every shortcut a text names."""
    return set(KEYS.findall(text))


def written_commands(text: str) -> list[str]:
    """Return every whole ``yiyi`` command of a text."""
    said = [*CODE.findall(text), *(line.strip() for line in text.splitlines())]
    return [one for one in said if re.match(r"yiyi\b", one)]


def faults_of_command(written: str) -> str:
    """Say why ``yiyi`` would not take a command as written; empty when it would."""
    before, name, after = _parts(written)
    try:
        yiyi.make_context("yiyi", [*before, *([name] if name else [])])
        if name and name not in yiyi.commands:
            return f"{written}: there is no command {name}"
        if name:
            yiyi.commands[name].make_context(name, after)
    except click.exceptions.Exit:
        return ""  # --help says its words and leaves
    except (click.ClickException, Problem) as error:
        return f"{written}: {error}"
    return ""


def name_of_command(written: str) -> str:
    """Return the command's own name, or the empty string for a bare ``yiyi``."""
    return _parts(written)[1]


def _parts(written: str) -> tuple[list[str], str, list[str]]:
    """Return the words before the command's own name, the name, and the words after it."""
    words = shlex.split(written)[1:]
    with_value = {
        spelled
        for option in yiyi.params
        if isinstance(option, click.Option) and not option.is_flag
        for spelled in option.opts
    }
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in with_value else 1
    return words[:at], "".join(words[at : at + 1]), words[at + 1 :]


@cache
def words_on_screen(language: Language) -> frozenset[str]:
    """Return every text of the program and its lists, without placeholders and trimmings."""
    found = set()
    for source in program_sources():
        for call in source.calls("Text"):
            sides = [one.value for one in call.args if isinstance(one, ast.Constant)]
            if len(sides) == len(call.args) == len(tuple(Language)):
                found.add(_bare(str(sides[0 if language is Language.ZH else 1])))
    for file in sorted(resources.path("codes").glob("*.csv")):
        if not file.stem.startswith(("divisions", "townships", "surname")):
            found |= {entry.label.to(language) for entry in code_list(file.stem)}
    return frozenset(found)


def _bare(label: str) -> str:
    return re.split(r"\s*[（(]?\{|　|…|  ", label)[0].strip()


def _kind(line: str) -> str:
    found = _KIND.match(line)
    return (found[1] or "").strip() if found else ""


def foreign_in_english(text: str) -> list[str]:
    """Return the Chinese in an English chapter, but for a term given in brackets."""
    without_terms = re.sub(rf"\({HAN.pattern}+\)", "", text)
    return [hit[0] for hit in re.finditer(r".{0,12}" + HAN.pattern, without_terms)]
