"""Staff: the counsellors and supervisors whose names stand beside what they did."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from db.domain.ids import StaffId
from db.fields.field import Code, Field, Line, PersonName, Phone
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One counsellor or supervisor."""

    TABLE: ClassVar[str] = "staff"
    NOUN: ClassVar[Text] = Text("工作人员", "Staff")

    id: StaffId
    name: Annotated[
        str,
        Field(
            Text("姓名", "Name"),
            PersonName(),
            help=Text("名片和材料上的姓名。", "As on cards and papers."),
            in_summary=True,
        ),
    ]
    role: Annotated[
        str,
        Field(
            Text("角色", "Role"),
            Code("roles"),
            help=Text("就业辅导员或督导。", "Counsellor or supervisor."),
            in_summary=True,
        ),
    ]
    county: Annotated[
        str,
        Field(
            Text("县（市、区）", "County"),
            Code("divisions"),
            help=Text("在哪个县工作。", "Where they work."),
            in_summary=True,
        ),
    ]
    organisation: Annotated[
        str | None,
        Field(
            Text("单位", "Organisation"),
            Line(100),
            help=Text("印在材料上。", "Printed on papers."),
        ),
    ] = None
    phone: Annotated[
        str | None,
        Field(
            Text("电话", "Telephone"),
            Phone(),
            help=Text(
                "印在材料上，服务对象打这个电话。", "Printed on papers for clients to call."
            ),
        ),
    ] = None
