"""Why an exchange file was not taken: what to say, one sentence for each reason."""

from pathlib import Path
from typing import Final

from db.fields.problem import Problem
from db.fields.text import Text

_NOT_A_FILE: Final = Text(
    "“{place}”不是一个文件。请选择以 .yiyi 结尾的交换文件。",
    "{place} is not a file. Choose an exchange file whose name ends in .yiyi.",
)
_EMPTY: Final = Text(
    "“{place}”是空的，可能没有复制完。请重新复制，或请对方再导出一次。",
    "{place} is empty; it may not have been copied to the end. "
    "Copy it again or ask for a new export.",
)
_NOT_EXCHANGE: Final = Text(
    "“{place}”不是交换文件。请选择对方从一一导出的 .yiyi 文件。",
    "{place} is not an exchange file. Choose the .yiyi file that the other side exported.",
)
_HEADER_TOO_LARGE: Final = Text(
    "“{place}”的开头过长，不是一一写出的交换文件，没有打开。请对方重新导出。",
    "The beginning of {place} is far too long for an exchange file Yiyi wrote, so it was not "
    "opened. Ask for a new export.",
)
_NOT_ADDRESSED: Final = Text(
    "“{place}”不是发给这个工作区的，因此打不开。请把本机的名片交给对方，由对方选择本机重新导出。",
    "{place} is not addressed to this workspace, so it cannot be opened. Give the sender this "
    "workspace's card and ask for an export addressed to it.",
)
_READDRESSED: Final = Text(
    "“{place}”原本是发给别人的，被改成了发给这里，没有采用。请向发件人本人要一份。",
    "{place} was written for somebody else and re-addressed to this workspace, so it was not "
    "taken. Ask its sender directly for one.",
)
_DAMAGED: Final = Text(
    "“{place}”已损坏或不完整，没有采用其中任何内容。请重新复制，或请对方再导出一次。",
    "{place} is damaged or cut short; nothing in it was taken. "
    "Copy it again or ask for a new export.",
)
_UNKNOWN_SENDER: Final = Text(
    "“{place}”自称来自“{name}”，但本机没有登记这张名片，因此没有采用。请先登记对方的名片并核对指纹。",
    "{place} says it comes from {name}, whose card is not enrolled here, so it was not taken. "
    "Enrol the sender's card and compare the fingerprint first.",
)
_WRONG_SEAL: Final = Text(
    "“{place}”的签章与“{name}”的名片不符，内容可能被改动过，没有采用。请联系对方确认后重新导出。",
    "The seal of {place} does not match the card of {name}; it may have been altered, so it "
    "was not taken. Speak with the sender and ask for a new export.",
)
_NEWER: Final = Text(
    "“{place}”由更新版本的一一写成。请先升级本机的一一，再打开它；文件请留着。",
    "{place} was written by a newer Yiyi. Keep the file, upgrade this computer's Yiyi and "
    "open it again.",
)
_TOO_MUCH: Final = Text(
    "“{place}”展开后大得不合常理，没有采用。请联系发件人，重新导出一份。",
    "{place} unpacks to an unreasonable size, so it was not taken. "
    "Speak with the sender and ask for a new export.",
)


class Refusal:
    """Makes the ``Problem`` for one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def not_a_file(self) -> Problem:
        """A folder or a device was chosen."""
        return Problem(_NOT_A_FILE, place=self._path)

    def empty(self) -> Problem:
        """The file has no bytes."""
        return Problem(_EMPTY, place=self._path)

    def not_exchange(self) -> Problem:
        """The file is of another kind."""
        return Problem(_NOT_EXCHANGE, place=self._path)

    def header_too_large(self) -> Problem:
        """The list of recipients has no end."""
        return Problem(_HEADER_TOO_LARGE, place=self._path)

    def not_addressed(self) -> Problem:
        """The file is encrypted, but not for us."""
        return Problem(_NOT_ADDRESSED, place=self._path)

    def readdressed(self) -> Problem:
        """The sealed address is not ours, yet somebody encrypted it for us."""
        return Problem(_READDRESSED, place=self._path)

    def damaged(self) -> Problem:
        """The file is not as it was written."""
        return Problem(_DAMAGED, place=self._path)

    def unknown_sender(self, name: str) -> Problem:
        """The sealing key is on no enrolled card."""
        return Problem(_UNKNOWN_SENDER, place=self._path, name=name)

    def wrong_seal(self, name: str) -> Problem:
        """The seal is not that of the enrolled card."""
        return Problem(_WRONG_SEAL, place=self._path, name=name)

    def newer(self) -> Problem:
        """Only a later version can read it."""
        return Problem(_NEWER, place=self._path)

    def too_much(self) -> Problem:
        """It would fill the computer."""
        return Problem(_TOO_MUCH, place=self._path)
