"""Everywhere one can go, in the order of the navigation."""

from collections.abc import Callable
from functools import partial

from db.fields.text import Text
from desktop.screens.clients.assessment import AssessmentPage
from desktop.screens.clients.caseload import CaseloadPage
from desktop.screens.clients.client import ClientPage
from desktop.screens.clients.client_form import ClientFormPage
from desktop.screens.clients.consent import ConsentPage
from desktop.screens.clients.history import HistoryPage
from desktop.screens.clients.note import NotePage
from desktop.screens.clients.plan import PlanPage, PlanStepPage
from desktop.screens.clients.stage import StagePage
from desktop.screens.exchange.conflicts import ConflictsPage
from desktop.screens.exchange.exchange import ExchangePage
from desktop.screens.exchange.merge import MergePage
from desktop.screens.frame.page import Desk, Page, Place
from desktop.screens.graduates.graduate import GraduateFormPage, GraduatePage
from desktop.screens.graduates.graduates import GraduatesPage
from desktop.screens.graduates.job_lead import JobLeadPage, LeadAnswerPage
from desktop.screens.households.household import HouseholdPage
from desktop.screens.households.household_check import HouseholdCheckPage
from desktop.screens.households.household_form import HouseholdFormPage, MemberFormPage
from desktop.screens.households.households import HouseholdsPage
from desktop.screens.importing.import_roster import ImportRosterPage
from desktop.screens.keeping.about import AboutPage
from desktop.screens.keeping.help import HelpPage
from desktop.screens.keeping.rules import RulesPage
from desktop.screens.keeping.safety import SafetyPage
from desktop.screens.keeping.settings import SettingsPage
from desktop.screens.papers.batch import BatchPage
from desktop.screens.papers.document import DocumentPage
from desktop.screens.papers.giving import GivingPage
from desktop.screens.papers.issued import IssuedPage
from desktop.screens.papers.letter import LetterPage
from desktop.screens.papers.reading_form import ReadingFormPage
from desktop.screens.papers.readings import ReadingsPage
from desktop.screens.papers.villages import VillagesPage
from desktop.screens.placements.employer_form import EmployerFormPage
from desktop.screens.placements.employers import EmployersPage
from desktop.screens.placements.follow_up import FollowUpPage, MoveFollowUpPage
from desktop.screens.placements.placement import PlacementEndPage, PlacementFormPage
from desktop.screens.placements.placements import PlacementsPage
from desktop.screens.placements.vacancy import VacancyFormPage
from desktop.screens.today.postpone import PostponePage
from desktop.screens.today.today import TodayPage
from desktop.workspace import Workspace


def _nothing() -> None:
    """Do nothing."""


def all_places(
    workspace: Workspace,
    *,
    backed_up: Callable[[], object] = _nothing,
    restore: Callable[[], object] | None = None,
) -> tuple[Place, ...]:
    """Return every place of the window of an open workspace.

    Args:
        workspace: The open workspace.
        backed_up: Called when a backup has been made, to say so in the frame.
        restore: Locks and goes to the page that restores a backup; without it no page
            offers to.
    """
    return (
        Place("today", Text("今天", "Today"), "sun", TodayPage, "Alt+1"),
        Place("clients", Text("个案", "Caseload"), "users", CaseloadPage, "Alt+2"),
        Place(
            "households",
            Text("家庭 · 一户一人", "Households"),
            "house",
            HouseholdsPage,
            "Alt+3",
        ),
        Place(
            "graduates",
            Text("毕业生 · 一对一", "Graduates"),
            "graduation-cap",
            GraduatesPage,
            "Alt+4",
        ),
        Place(
            "employers", Text("岗位与单位", "Vacancies"), "briefcase", EmployersPage, "Alt+5"
        ),
        Place(
            "placements",
            Text("安置与回访", "Placements"),
            "handshake",
            PlacementsPage,
            "Alt+6",
        ),
        Place(
            "exchange",
            Text("交换", "Exchange"),
            "arrow-left-right",
            partial(ExchangePage, workspace=workspace),
            "Alt+7",
        ),
        _form("client", Text("服务对象", "Client"), ClientPage, "clients", again=False),
        _form(
            "client_form", Text("登记服务对象", "Register client"), ClientFormPage, "clients"
        ),
        _form("note", Text("记一笔", "Write note"), NotePage, "clients"),
        _form("consent", Text("同意书", "Consent"), ConsentPage, "clients"),
        _form("stage", Text("个案阶段", "Case stage"), StagePage, "clients"),
        _form("assessment", Text("职业评估", "Assessment"), AssessmentPage, "clients"),
        _form("plan", Text("就业服务计划", "Employment plan"), PlanPage, "clients"),
        _form("plan_step", Text("计划步骤", "Plan step"), PlanStepPage, "clients"),
        _form("postpone_duty", Text("推迟", "Postpone"), PostponePage, "today"),
        _form("history", Text("修改经过", "History"), HistoryPage, "clients"),
        _form("summary", Text("给本人的文书", "Documents"), DocumentPage, "clients"),
        _form(
            "documents",
            Text("存档的文书", "Filed documents"),
            IssuedPage,
            "clients",
            again=False,
        ),
        _form("giving", Text("怎样给的", "How it was given"), GivingPage, "clients"),
        _form("letter", Text("写信", "Letter"), LetterPage, "clients"),
        _form("readings", Text("读音表", "Readings"), ReadingsPage, "", again=False),
        _form("reading_form", Text("一个词的读音", "A reading"), ReadingFormPage, ""),
        _form("village_list", Text("村名单", "Village lists"), VillagesPage, "", again=False),
        _form("household", Text("家庭", "Household"), HouseholdPage, "households", again=False),
        _form("household_form", Text("登记家庭", "Household"), HouseholdFormPage, "households"),
        _form("member_form", Text("家庭成员", "Member"), MemberFormPage, "households"),
        _form("check", Text("家庭核查", "Household check"), HouseholdCheckPage, "households"),
        _form(
            "graduate", Text("毕业生服务", "Graduate"), GraduatePage, "graduates", again=False
        ),
        _form("graduate_form", Text("毕业生服务", "Graduate"), GraduateFormPage, "graduates"),
        _form("lead_form", Text("岗位信息", "Job lead"), JobLeadPage, "graduates"),
        _form("lead_answer", Text("本人答复", "Client’s answer"), LeadAnswerPage, "graduates"),
        _form("employer_form", Text("用人单位", "Employer"), EmployerFormPage, "employers"),
        _form("vacancy_form", Text("岗位", "Vacancy"), VacancyFormPage, "employers"),
        _form("placement_form", Text("就业安置", "Placement"), PlacementFormPage, "placements"),
        _form("placement_end", Text("离岗", "End of work"), PlacementEndPage, "placements"),
        _form("follow_up", Text("回访", "Follow-up"), FollowUpPage, "placements"),
        _form("move_follow_up", Text("回访改期", "Move"), MoveFollowUpPage, "placements"),
        _form("import_roster", Text("导入名单", "Import roster"), ImportRosterPage, "clients"),
        _form(
            "batch",
            Text("批量做文书", "Documents for a list"),
            BatchPage,
            "clients",
            again=False,
        ),
        _form(
            "merge",
            Text("合并", "Merge"),
            partial(MergePage, workspace=workspace),
            "exchange",
        ),
        _form("conflicts", Text("冲突", "Conflicts"), ConflictsPage, "exchange", again=False),
        _form(
            "safety",
            Text("备份与口令", "Backup and passphrase"),
            partial(SafetyPage, workspace=workspace, backed_up=backed_up, restore=restore),
            "",
            again=False,
        ),
        Place(
            "rules",
            Text("规则与数字", "Rules and numbers"),
            "book-open",
            RulesPage,
            in_nav=False,
            words=("规则", "标准", "政策", "依据"),
        ),
        _form("settings", Text("设置", "Settings"), SettingsPage, ""),
        _form("help", Text("帮助", "Help"), HelpPage, "", again=False),
        _form("about", Text("关于 Yiyi", "About Yiyi"), AboutPage, "", again=False),
    )


def _form(
    key: str, label: Text, make: Callable[[Desk], Page], under: str, *, again: bool = True
) -> Place:
    return Place(key, label, "file-pen", make, in_nav=False, under=under, again=again)
