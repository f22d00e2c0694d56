"""What a ``Text(zh, en)`` must be: complete, alike on both sides, punctuated as written."""

import ast
import re
import string

from tests.architecture.source import HAN, Source

HALF_WIDTH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff][,;:?!]")
"""ASCII punctuation straight after a Chinese character, where the full-width form belongs."""

FULL_WIDTH = re.compile(r"[，。；：？！（）《》「」【】、]")
HARSH = ("错误", "非法", "失败")
"""Words that blame or alarm; say what happened and what to do instead (STYLE.md)."""


def sides(call: ast.Call) -> dict[str, ast.expr]:
    """Return the two arguments of a ``Text`` call by name."""
    found = dict(zip(("zh", "en"), call.args, strict=False))
    found |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    return found


def placeholders(message: str) -> set[str]:
    """Return the names in braces.

    Raises:
        ValueError: The braces do not match.
    """
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def faults_of(zh: str, en: str) -> list[str]:
    """Return what is wrong with one message."""
    faults = []
    if not zh.strip() or not en.strip():
        faults.append("one side is empty")
    try:
        ours, theirs = placeholders(zh), placeholders(en)
    except ValueError as error:
        return [f"braces do not match: {error}"]
    if ours != theirs:
        faults.append(f"placeholders differ: {sorted(ours)} and {sorted(theirs)}")
    if "" in ours | theirs:
        faults.append("a placeholder has no name")
    if HAN.search(en) or FULL_WIDTH.search(en):
        faults.append("the English side holds Chinese")
    if half := HALF_WIDTH.search(zh):
        faults.append(f"half-width punctuation after a Chinese character: {half[0]}")
    faults += [f"says {word}" for word in HARSH if word in zh]
    return faults


def glues_words(value: ast.expr) -> bool:
    """Return whether an f-string adds words of its own; a colon between two texts is fine."""
    return isinstance(value, ast.JoinedStr) and any(
        isinstance(part, ast.Constant) and re.search(r"[^\W\d_]", str(part.value))
        for part in value.values
    )


def faults_in(source: Source) -> list[str]:
    """Return what is wrong with every ``Text`` written out in a file."""
    found = []
    for call in source.calls("Text"):
        values = sides(call)
        if any(glues_words(value) for value in values.values()):
            found.append(f"{source.at(call)}: glued together; use placeholders")
            continue
        written = {
            name: value.value
            for name, value in values.items()
            if isinstance(value, ast.Constant) and isinstance(value.value, str)
        }
        if len(written) == 1 and len(values) == 2:
            continue  # one side is computed: its own test answers for it
        if set(written) == {"zh", "en"}:
            faults = faults_of(written["zh"], written["en"])
            found += [f"{source.at(call)}: {fault}" for fault in faults]
    return found
