"""What an action changed: the basis of undo, of the audit trail and of exchange."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.domain.record import Plain
from db.fields.text import Labelled, Text


class Action(Labelled):
    """Something a person did, named as in the Undo menu."""

    BEGIN_RECORD = "begin_record", Text("建立档案", "Begin the record")
    REGISTER_CLIENT = "register_client", Text("登记服务对象", "Register client")
    CORRECT_CLIENT = "correct_client", Text("修改服务对象", "Edit client")
    RECORD_CONSENT = "record_consent", Text("登记同意书", "Record consent")
    RECORD_HOUSEHOLD = "record_household", Text("登记家庭", "Record household")
    CHECK_HOUSEHOLD = "check_household", Text("核查家庭", "Check household")
    MOVE_CASE = "move_case", Text("变动个案阶段", "Move case on")
    RECORD_ASSESSMENT = "record_assessment", Text("记录职业评估", "Record assessment")
    AGREE_PLAN = "agree_plan", Text("记录就业服务计划", "Record employment plan")
    BEGIN_GRADUATE_SERVICE = (
        "begin_graduate_service",
        Text("开始毕业生服务", "Begin graduate service"),
    )
    GIVE_JOB_LEAD = "give_job_lead", Text("给岗位信息", "Give job lead")
    REGISTER_EMPLOYER = "register_employer", Text("登记用人单位", "Register employer")
    POST_VACANCY = "post_vacancy", Text("登记岗位", "Register vacancy")
    START_PLACEMENT = "start_placement", Text("开始就业安置", "Start placement")
    CORRECT_PLACEMENT = "correct_placement", Text("修改就业安置", "Edit placement")
    RECORD_FOLLOW_UP = "record_follow_up", Text("记录回访", "Record follow-up")
    MOVE_FOLLOW_UP = "move_follow_up", Text("回访改期", "Move follow-up")
    WRITE_NOTE = "write_note", Text("记一笔", "Write note")
    FILE_DOCUMENT = "file_document", Text("存档文书", "File document")
    GIVE_DOCUMENT = "give_document", Text("登记文书交付", "Record how a document was given")
    REMEMBER_READING = "remember_reading", Text("记住读音", "Remember reading")
    POSTPONE = "postpone", Text("推迟", "Postpone")
    REMOVE = "remove", Text("删除", "Delete")
    IMPORT_ROSTER = "import_roster", Text("导入名单", "Import roster")
    MERGE_FILE = "merge_file", Text("合并交换文件", "Merge exchange file")
    SETTLE_CONFLICT = "settle_conflict", Text("处理冲突", "Settle conflict")
    CORRECT_STAFF = "correct_staff", Text("修改工作人员", "Edit staff")
    UNDO = "undo", Text("撤销", "Undo")
    REDO = "redo", Text("重做", "Redo")


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after. ``before`` is ``None`` when the record is new."""

    table: str
    record_id: UUID
    before: Mapping[str, Plain] | None
    after: Mapping[str, Plain] | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that an action was saved, and everything it changed.

    Attributes:
        subject: Whom or what the action was about, fit for a menu: ``撤销：记一笔 潘阿妹``.
    """

    action: Action
    subject: str
    changes: tuple[Change, ...]

    def touches(self, *tables: str) -> bool:
        """Tell a screen whether what it shows may be out of date."""
        return any(change.table in tables for change in self.changes)


@dataclass(frozen=True, slots=True)
class NamedAction:
    """An action that can be undone or redone, as a menu names it."""

    action: Action
    subject: str
    at: datetime

    def name(self) -> Text:
        """Return the words of the menu item, without 撤销 or 重做."""
        return Text(
            f"{self.action.label.zh} {self.subject}".strip(),
            f"{self.action.label.en} {self.subject}".strip(),
        )


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One value one field once had: who wrote it, on which device, and when (UTC)."""

    field: str
    value: Plain
    by: str
    device: str
    at: datetime
    is_current: bool
