"""A document that was made for somebody: what it said, in which form, and how it was given."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, IssuedDocumentId, StaffId
from db.fields.field import Code, Day, Field, Line, Prose, Reference
from db.fields.text import Text

LONGEST_CONTENT = 1_000_000
"""Characters of a filed content: some hundred printed pages, and less than an operation may
hold (``db.domain.journal.operation.MAX_BODY_CHARACTERS``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """One document, kept as it was, so that the same paper can be made again."""

    TABLE: ClassVar[str] = "issued_document"
    NOUN: ClassVar[Text] = Text("文书", "Document given out")

    id: IssuedDocumentId
    client_id: Annotated[ClientId, Reference("client")]
    kind: Annotated[
        str,
        Field(
            Text("文书种类", "Kind of document"),
            Code("document_kinds"),
            help=Text("小结、计划、岗位清单等。", "Summary, plan, list of postings and so on."),
            in_summary=True,
            asked=False,
        ),
    ]
    form: Annotated[
        str,
        Field(
            Text("文书形式", "Form of document"),
            Code("document_forms"),
            help=Text(
                "印刷、大字、易读、盲文或录音。",
                "Print, large print, easy to read, Braille or sound.",
            ),
            in_summary=True,
            asked=False,
        ),
    ]
    title: Annotated[
        str,
        Field(
            Text("标题", "Title"),
            Line(200),
            help=Text("文书上的标题。", "The title on the document."),
            sensitive=True,
            asked=False,
        ),
    ]
    made_on: Annotated[
        date,
        Field(
            Text("制作日期", "Made on"),
            Day(),
            help=Text("文书上写的日期。", "The day on the document."),
            in_summary=True,
            asked=False,
        ),
    ]
    staff_id: Annotated[StaffId | None, Reference("staff")] = None
    content: Annotated[
        str,
        Field(
            Text("内容", "Content"),
            Prose(LONGEST_CONTENT),
            help=Text("当时的全部内容，用来再做一份。", "All it said, to make it again."),
            sensitive=True,
            asked=False,
        ),
    ]
    content_hash: Annotated[
        str,
        Field(
            Text("内容校验码", "Checksum of the content"),
            Line(64),
            help=Text("内容的 SHA-256。", "SHA-256 of the content."),
            asked=False,
        ),
    ]
    file_hash: Annotated[
        str | None,
        Field(
            Text("文件校验码", "Checksum of the file"),
            Line(64),
            help=Text("做成的文件的 SHA-256。", "SHA-256 of the file that was made."),
            asked=False,
        ),
    ] = None
    made_with: Annotated[
        str | None,
        Field(
            Text("制作方式", "Made with"),
            Line(2_000),
            help=Text("字号、颜色、盲文行宽等设置。", "Size, colours, width of Braille lines."),
            asked=False,
        ),
    ] = None
    given_how: Annotated[
        str | None,
        Field(
            Text("怎样给的", "How it was given"),
            Code("document_ways"),
            help=Text("还没有给就空着。", "Leave empty while it has not been given."),
            in_summary=True,
        ),
    ] = None
    given_on: Annotated[
        date | None,
        Field(
            Text("给的日期", "Given on"),
            Day(),
            help=Text(
                "不早于制作日期，不晚于今天。", "Not before it was made; today or earlier."
            ),
        ),
    ] = None
