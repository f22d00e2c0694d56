"""The sheet with the recovery code: printed once, kept away from the computer."""

import re
from datetime import date
from typing import Final

from db.domain.papers.document import Code, Document, Fact, Facts, Heading, Items, Paragraph
from db.fields.text import Language, Text

RECOVERY_TITLE: Final = Text("恢复码", "Recovery code")

_SUBTITLE: Final = Text(
    "忘记口令时，只有它能打开您的档案。",
    "If you forget the passphrase, only this opens your record.",
)
_CODE: Final = Text("请按编号逐组抄写或输入", "Copy or type it group by group, in this order")
_WHOSE: Final = Text("这是谁的档案", "Whose record this is")
_NAME: Final = Text("姓名", "Name")
_PLACE: Final = Text("工作地点", "Place of work")
_KEEP: Final = Text("怎样保管", "How to keep it")
_KEEPING: Final = (
    Text(
        "现在就打印这一页，或把恢复码一字不差地抄下来。",
        "Print this page now, or copy the code exactly.",
    ),
    Text(
        "把它锁起来，和电脑分开放。不要夹在电脑包里，也不要贴在电脑上。",
        "Lock it away, apart from the computer: not in the computer bag, not on the computer.",
    ),
    Text(
        "不要拍照，不要用微信、QQ 或邮件发送。拿到恢复码的人能打开整份档案。",
        "Do not photograph it or send it. Whoever has the code can open the whole record.",
    ),
    Text(
        "打印后请删除这个文件，并清空回收站。",
        "After printing, delete this file and empty the bin.",
    ),
)
_LOSS: Final = Text("如果丢了", "If it is lost")
_LOST_CODE: Final = Text(
    "恢复码丢了，但还记得口令：请打开档案，在“设置”里换一个新的恢复码。旧的随即作废。",
    "You lost the code but know the passphrase: open the record and make a new code in "
    "Settings. The old one then no longer works.",
)
_LOST_BOTH: Final = Text(
    "口令忘了，恢复码也丢了：档案里的资料就再也打不开了。任何人都没有办法，包括软件的作者。",
    "You forgot the passphrase and lost the code: the record can never be opened again, by "
    "anyone, the makers of the program included.",
)
_USE: Final = Text("怎样使用", "How to use it")
_USING: Final = (
    Text(
        "在解锁页选“用恢复码打开”。", "On the unlock page choose “Open with the recovery code”."
    ),
    Text(
        "按编号逐组输入。大小写和分隔符都不影响。",
        "Type the groups in order. Capitals and separators do not matter.",
    ),
    Text("设置一个新口令。", "Set a new passphrase."),
)
_FOOTER: Final = Text("一一 · 恢复码 · 请锁好", "Yiyi · recovery code · keep it locked away")

_GROUP: Final = 4
"""Characters of a group when the code comes without separators."""


def recovery_document(
    code: str,
    *,
    name: str,
    organisation: str,
    made_on: date,
    language: Language,
) -> Document:
    """Return the sheet for a recovery code.

    Args:
        code: The code; hyphens or blanks in it part its groups.
        name: Whose record it opens.
        organisation: Where this person works, or ``""``.
        made_on: The day the code was made.
        language: The language of the sheet.
    """

    def say(text: Text) -> str:
        return text.to(language)

    whose = [Fact(label=say(_NAME), value=name)]
    if organisation:
        whose.append(Fact(label=say(_PLACE), value=organisation))
    return Document(
        kind="recovery_sheet",
        title=say(RECOVERY_TITLE),
        subtitle=say(_SUBTITLE),
        case_number="",
        language=language,
        organisation=organisation,
        made_on=made_on,
        blocks=(
            Code(label=say(_CODE), groups=groups_of(code)),
            Heading(level=1, text=say(_WHOSE)),
            Facts(rows=tuple(whose)),
            Heading(level=1, text=say(_KEEP)),
            Items(items=tuple(say(text) for text in _KEEPING), ordered=True),
            Heading(level=1, text=say(_USE)),
            Items(items=tuple(say(text) for text in _USING), ordered=True),
            Heading(level=1, text=say(_LOSS)),
            Paragraph(text=say(_LOST_CODE)),
            Paragraph(text=say(_LOST_BOTH)),
        ),
        footer=say(_FOOTER),
        whole_words=(name,),
    )


def groups_of(code: str) -> tuple[str, ...]:
    """Return the groups of a recovery code in order."""
    groups = [group for group in re.split(r"[\s-]+", code.strip()) if group]
    if len(groups) == 1:
        whole = groups[0]
        groups = [whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP)]
    return tuple(groups)
