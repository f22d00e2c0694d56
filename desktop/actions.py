"""Every command of the menus, declared: words, keys, picture, menu.

What a command does is said by the window (``desktop.app``) or by the page that is shown
(``Page.commands``); a command nobody answers is greyed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from db.fields.text import Labelled, Text


class Menu(Labelled):
    """A menu of the window, in the order of the menu bar."""

    RECORD = "record", Text("档案", "Record")
    EDIT = "edit", Text("编辑", "Edit")
    GO = "go", Text("前往", "Go")
    CLIENT = "client", Text("服务对象", "Client")
    VIEW = "view", Text("查看", "View")
    HELP = "help", Text("帮助", "Help")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be asked for.

    Attributes:
        key: What pages and ``desktop.app`` call it.
        label: Its words in menu and palette; no letter in brackets, it would be read out.
        menu: Where it stands.
        shortcut: Keys in Qt's portable notation; may be empty.
        icon: Name of a picture in ``resources/icons``; may be empty.
        begins_group: Whether a line stands above it in the menu.
        words: Further words the palette finds it by.
    """

    key: str
    label: Text
    menu: Menu
    shortcut: str = ""
    icon: str = ""
    begins_group: bool = False
    words: tuple[str, ...] = ()


_CHINESE = "中文 Chinese"
"""In its own script too: whoever cannot read the language on screen has to find it."""

COMMANDS: tuple[Command, ...] = (
    Command(
        "import_roster",
        Text("导入名单…", "Import roster…"),
        Menu.RECORD,
        "Ctrl+I",
        "file-input",
        words=("excel", "表格"),
    ),
    Command(
        "export_file",
        Text("导出交换文件…", "Export exchange file…"),
        Menu.RECORD,
        "Ctrl+Shift+E",
        "file-output",
        words=("督导", "上报"),
    ),
    Command(
        "merge_file",
        Text("接收交换文件…", "Receive exchange file…"),
        Menu.RECORD,
        "Ctrl+Shift+M",
        "git-merge",
        words=("合并",),
    ),
    Command("conflicts", Text("处理冲突", "Settle conflicts"), Menu.RECORD, "", "circle-alert"),
    Command(
        "batch",
        Text("批量做文书…", "Documents for a list…"),
        Menu.RECORD,
        "",
        "printer",
        begins_group=True,
        words=("打印", "批量", "装订"),
    ),
    Command(
        "village_list",
        Text("村名单…", "Village lists…"),
        Menu.RECORD,
        "",
        "clipboard-list",
    ),
    Command(
        "readings",
        Text("读音表", "Remembered readings"),
        Menu.RECORD,
        "",
        "book-open",
        words=("盲文", "多音字", "拼音"),
    ),
    Command(
        "my_card",
        Text("保存本工作区名片…", "Save this workspace’s card…"),
        Menu.RECORD,
        begins_group=True,
        icon="user",
    ),
    Command(
        "enrol",
        Text("登记同事的名片…", "Add a colleague’s card…"),
        Menu.RECORD,
        "",
        "user-plus",
    ),
    Command(
        "back_up",
        Text("备份…", "Back up…"),
        Menu.RECORD,
        "Ctrl+Shift+B",
        "database-backup",
        begins_group=True,
    ),
    Command("restore", Text("从备份恢复…", "Restore a backup…"), Menu.RECORD, "", "history"),
    Command(
        "check_record", Text("检查档案", "Check the record"), Menu.RECORD, "", "shield-check"
    ),
    Command(
        "change_passphrase",
        Text("更换口令…", "Change passphrase…"),
        Menu.RECORD,
        "",
        "key-round",
    ),
    Command("lock", Text("锁定", "Lock"), Menu.RECORD, "Ctrl+L", "lock", begins_group=True),
    Command("quit", Text("退出", "Quit"), Menu.RECORD, "Ctrl+Q", "log-out"),
    Command("undo", Text("撤销", "Undo"), Menu.EDIT, "Ctrl+Z", "undo-2"),
    Command("redo", Text("重做", "Redo"), Menu.EDIT, "Ctrl+Shift+Z", "redo-2"),
    Command("save", Text("保存", "Save"), Menu.EDIT, "", "save", begins_group=True),
    Command("find", Text("找人", "Find a person"), Menu.EDIT, "Ctrl+F", "search"),
    Command(
        "settings",
        Text("设置…", "Settings…"),
        Menu.EDIT,
        "Ctrl+,",
        "settings",
        begins_group=True,
    ),
    Command("back", Text("返回上一处", "Back"), Menu.GO, "Alt+Left", "arrow-left"),
    Command("palette", Text("命令", "Commands"), Menu.GO, "Ctrl+K", "command"),
    Command("next_pane", Text("下一个区域", "Next part of the window"), Menu.GO, "F6"),
    Command(
        "previous_pane", Text("上一个区域", "Previous part of the window"), Menu.GO, "Shift+F6"
    ),
    Command(
        "register_client",
        Text("登记服务对象…", "Register a client…"),
        Menu.CLIENT,
        "Ctrl+Shift+N",
        "user-plus",
        words=("新建",),
    ),
    Command("edit_client", Text("修改资料…", "Edit…"), Menu.CLIENT, "Ctrl+E", "pencil"),
    Command(
        "write_note",
        Text("记一笔…", "Write a note…"),
        Menu.CLIENT,
        "Ctrl+N",
        "file-pen",
        begins_group=True,
        words=("个案记录", "走访"),
    ),
    Command(
        "record_follow_up",
        Text("记录回访…", "Record a follow-up…"),
        Menu.CLIENT,
        "Ctrl+Shift+F",
        "phone-call",
    ),
    Command(
        "start_placement",
        Text("开始就业安置…", "Start a placement…"),
        Menu.CLIENT,
        "Ctrl+Shift+P",
        "handshake",
    ),
    Command(
        "give_job_lead",
        Text("给岗位信息…", "Give a job lead…"),
        Menu.CLIENT,
        "Ctrl+J",
        "briefcase",
    ),
    Command(
        "check_household",
        Text("核查家庭…", "Check the household…"),
        Menu.CLIENT,
        "Ctrl+H",
        "house",
    ),
    Command(
        "record_assessment",
        Text("记录职业评估…", "Record an assessment…"),
        Menu.CLIENT,
        "",
        "clipboard-check",
    ),
    Command(
        "agree_plan", Text("就业服务计划…", "Employment plan…"), Menu.CLIENT, "", "list-checks"
    ),
    Command(
        "record_consent", Text("登记同意书…", "Record a consent…"), Menu.CLIENT, "", "file-text"
    ),
    Command(
        "move_case",
        Text("变动个案阶段…", "Move the case on…"),
        Menu.CLIENT,
        "",
        "clipboard-list",
    ),
    Command("postpone", Text("推迟…", "Postpone…"), Menu.CLIENT, "Ctrl+D", "calendar-clock"),
    Command(
        "print_summary",
        Text("给本人的文书…", "Documents for the person…"),
        Menu.CLIENT,
        "Ctrl+P",
        "printer",
        begins_group=True,
        words=("打印", "小结", "盲文", "大字", "录音", "计划书", "证明"),
    ),
    Command(
        "filed_documents",
        Text("存档的文书…", "Filed documents…"),
        Menu.CLIENT,
        "",
        "folder-open",
        words=("给过的",),
    ),
    Command("write_letter", Text("写信…", "Write a letter…"), Menu.CLIENT, "", "mail"),
    Command("history", Text("查看改动历史", "History of changes"), Menu.CLIENT, "", "history"),
    Command("zoom_in", Text("放大", "Zoom in"), Menu.VIEW, "Ctrl++"),
    Command("zoom_out", Text("缩小", "Zoom out"), Menu.VIEW, "Ctrl+-"),
    Command("zoom_reset", Text("原大小", "Actual size"), Menu.VIEW, "Ctrl+0"),
    Command(
        "read_aloud",
        Text("朗读这一页", "Read this page aloud"),
        Menu.VIEW,
        "F9",
        "volume-2",
        begins_group=True,
        words=("念", "听", "语音"),
    ),
    Command("pause_reading", Text("暂停或继续朗读", "Pause reading or go on"), Menu.VIEW, "F8"),
    Command("stop_reading", Text("停止朗读", "Stop reading"), Menu.VIEW, "Shift+F9"),
    Command(
        "theme_system",
        Text("外观跟随系统", "Appearance as the system"),
        Menu.VIEW,
        begins_group=True,
    ),
    Command("theme_light", Text("浅色", "Light"), Menu.VIEW),
    Command("theme_dark", Text("深色", "Dark"), Menu.VIEW),
    Command("theme_contrast", Text("高对比", "High contrast"), Menu.VIEW),
    Command("language_zh", Text("中文", _CHINESE), Menu.VIEW, begins_group=True),
    Command("language_en", Text("English 英文", "English"), Menu.VIEW),
    Command("help", Text("本页帮助", "Help on this page"), Menu.HELP, "F1", "circle-help"),
    Command("keys", Text("快捷键一览", "Keyboard shortcuts"), Menu.HELP, "Ctrl+F1", "command"),
    Command(
        "export_log",
        Text("导出日志…", "Export log…"),
        Menu.HELP,
        "",
        "download",
        begins_group=True,
    ),
    Command("about", Text("关于 Yiyi", "About Yiyi"), Menu.HELP, "", "info"),
)

PAGE_KEYS: tuple[tuple[str, Text], ...] = (
    ("Ctrl+S", Text("保存表单", "Save the form")),
    ("Esc", Text("从表单返回（写的会留着）", "Back from a form (what you wrote is kept)")),
    ("Enter", Text("打开当前行，或做下一步", "Open the current row, or do what is next")),
    ("F4", Text("看整行内容", "Read the whole row")),
    ("Shift+F4", Text("按当前列排列", "Sort by the current column")),
    ("Shift+F10", Text("当前行还能做什么", "What else can be done with the row")),
)
"""Keys that pages answer themselves, for the list of shortcuts."""


def command(key: str) -> Command:
    """Return a command by its key; ``KeyError`` if there is none."""
    for one in COMMANDS:
        if one.key == key:
            return one
    raise KeyError(key)


def conflicts(keys: Iterable[str]) -> list[str]:
    """Return the shortcuts given more than once."""
    seen: set[str] = set()
    twice: list[str] = []
    for key in keys:
        if key and key in seen:
            twice.append(key)
        seen.add(key)
    return twice
