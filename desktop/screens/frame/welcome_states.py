"""What places say before anything is in them: what they are for and what to do first."""

from dataclasses import dataclass

from db.fields.text import Text


@dataclass(frozen=True, slots=True)
class EmptyState:
    """Words and picture of a place that is still empty."""

    icon: str
    heading: Text
    what_to_do: Text
    act: Text | None = None


NO_WORK = EmptyState(
    "sun",
    Text("今天没有到期的事", "Nothing is due today"),
    Text(
        "回访、核查和岗位信息到期时会排在这里。可以先去看看个案。",
        "Follow-ups, checks and job leads stand here once they are due. You could look through "
        "the caseload.",
    ),
    Text("看个案", "See the caseload"),
)
NO_CLIENTS = EmptyState(
    "users",
    Text("还没有服务对象", "No clients yet"),
    Text(
        "把手头的 Excel 名单导进来，或者先登记一个人。",
        "Import the Excel roster you have, or register one person.",
    ),
    Text("导入名单", "Import a roster"),
)
NOBODY_FITS = EmptyState(
    "search",
    Text("没有符合的人", "Nobody fits"),
    Text("少打几个字，或清除筛选再找。", "Type less, or clear the filters."),
)
NO_HOUSEHOLDS = EmptyState(
    "house",
    Text("还没有家庭", "No households yet"),
    Text(
        "家庭从服务对象的资料里来：登记家庭成员后，一户一人在这里核查。",
        "Households come from clients: once members are recorded they are checked here.",
    ),
    Text("看个案", "See the caseload"),
)
NO_GRADUATES = EmptyState(
    "graduation-cap",
    Text("还没有毕业生服务", "No graduate service yet"),
    Text(
        "在毕业生的资料页开始一对一服务，每人给 3 到 5 条合适的岗位信息。",
        "Begin the service on a graduate’s page; each gets 3 to 5 job leads that suit.",
    ),
    Text("看个案", "See the caseload"),
)
NO_EMPLOYERS = EmptyState(
    "building-2",
    Text("还没有用人单位", "No employers yet"),
    Text(
        "先登记一家单位，再登记它的岗位。",
        "Register an employer first, then its vacancies.",
    ),
    Text("登记单位", "Register an employer"),
)
NO_VACANCIES = EmptyState(
    "briefcase",
    Text("还没有岗位", "No vacancies yet"),
    Text("在单位下登记岗位，就能给毕业生选。", "Register vacancies with their employer."),
    Text("登记岗位", "Register a vacancy"),
)
NO_PLACEMENTS = EmptyState(
    "handshake",
    Text("还没有就业安置", "No placements yet"),
    Text(
        "有人上岗时在他的资料页开始就业安置，回访会自动排好。",
        "When somebody begins a job, start a placement on the client’s page; follow-ups are "
        "then planned.",
    ),
    Text("看个案", "See the caseload"),
)
NO_CONFLICTS = EmptyState(
    "circle-check",
    Text("没有冲突", "No conflicts"),
    Text(
        "两边改了同一处时，会在这里请您选。",
        "When both sides changed one thing, you choose here.",
    ),
)
ALL_STATES = (
    NO_WORK, NO_CLIENTS, NOBODY_FITS, NO_HOUSEHOLDS, NO_GRADUATES, NO_EMPLOYERS, NO_VACANCIES,
    NO_PLACEMENTS, NO_CONFLICTS,
)  # fmt: skip
