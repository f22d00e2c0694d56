"""The card of a workspace on paper, with the groups of digits to compare by telephone."""

from datetime import date
from typing import Final

from db.domain.papers.document import Block, Code, Document, Fact, Facts, Heading, Items
from db.fields.codes import code_list
from db.fields.text import Language, Text
from db.ports import Owner

_TITLE = Text("名片单", "Enrolment sheet")
_SUBTITLE = Text("{name}的一一名片", "The Yiyi card of {name}")
_COMPARE = Text("电话里逐组核对", "Compare these by telephone, group by group")
_WHOSE = Text("这是谁的名片", "Whose card this is")
_NAME = Text("姓名", "Name")
_ROLE = Text("角色", "Role")
_PLACE = Text("单位", "Organisation")
_COUNTY = Text("县（市、区）", "County")
_DEVICE = Text("电脑编号", "Computer")
_HOW = Text("怎样用", "How to use it")
_HOW_STEPS: Final = (
    Text(
        "把名片文件和这张单子交给要和您交换文件的人。名片里没有秘密。",
        "Give the card file and this sheet to whoever exchanges files with you. Nothing on "
        "them is secret.",
    ),
    Text(
        "对方在“交换”页登记名片，屏幕上会显示十组三位数字。",
        "They enrol the card on the page Exchange; ten groups of three digits appear.",
    ),
    Text(
        "打电话，一个人念，一个人看，十组都要一样。请打平时用的号码，不要用名片旁边写的号码。",
        "Telephone: one reads aloud, the other follows; all ten groups must be the same. Dial "
        "a number you already know, not one that came with the card.",
    ),
    Text(
        "有一组不一样，就不要登记，请对方重新导出名片。",
        "If one group differs, do not enrol the card; ask for a new one.",
    ),
)
_AGAIN = Text("什么时候要重做", "When to make a new one")
_AGAIN_WHEN: Final = (
    Text(
        "换了电脑，或从备份恢复了档案。", "A new computer, or a record restored from a backup."
    ),
    Text(
        "电脑丢了：马上告诉所有登记过这张名片的人。",
        "A lost computer: tell everybody who enrolled the card at once.",
    ),
)
_FOOTER = Text("一一 · 名片单", "Yiyi · enrolment sheet")
_DEVICE_GROUP = 4
_GROUPS, _DIGITS = 10, 3


def enrolment_sheet(
    owner: Owner,
    groups: tuple[str, ...],
    language: Language,
    *,
    organisation: str,
    today: date,
) -> Document:
    """Return the sheet for the card of a workspace.

    Args:
        owner: Whose workspace it is.
        groups: The fingerprint of the card: ten groups of three digits.
        language: The language of the sheet.
        organisation: Where the owner works, or ``""``.
        today: The day on the sheet.

    Raises:
        ValueError: The groups are not ten of three digits.
    """
    if len(groups) != _GROUPS or any(
        len(group) != _DIGITS or not (group.isascii() and group.isdigit()) for group in groups
    ):
        raise ValueError("a fingerprint has ten groups of three digits")

    def say(text: Text, **values: object) -> str:
        return text.to(language, **values)

    device = [
        owner.device[at : at + _DEVICE_GROUP]
        for at in range(0, len(owner.device), _DEVICE_GROUP)
    ]
    known = (
        ("staff.name", _NAME, owner.name),
        ("staff.role", _ROLE, say(code_list("roles").label(owner.role))),
        ("staff.organisation", _PLACE, organisation),
        ("staff.county", _COUNTY, say(code_list("divisions").label(owner.county))),
        ("card.device", _DEVICE, " ".join(device)),
    )
    rows = (Fact(label=say(text), value=value, key=key) for key, text, value in known if value)
    blocks: tuple[Block, ...] = (
        Code(label=say(_COMPARE), groups=groups),
        Heading(level=1, text=say(_WHOSE), key="section.whose"),
        Facts(rows=tuple(rows)),
        Heading(level=1, text=say(_HOW), key="section.how"),
        Items(items=tuple(map(say, _HOW_STEPS)), ordered=True, key="card.steps"),
        Heading(level=1, text=say(_AGAIN), key="section.again"),
        Items(items=tuple(map(say, _AGAIN_WHEN)), key="card.again"),
    )
    return Document(
        title=say(_TITLE),
        subtitle=say(_SUBTITLE, name=owner.name),
        case_number="",
        language=language,
        organisation=organisation,
        made_on=today,
        blocks=blocks,
        footer=say(_FOOTER),
        whole_words=(owner.name,),
        kind="enrolment_sheet",
    )
