"""Settings come back as they were kept; what cannot be read keeps its default."""

from pathlib import Path

from desktop.settings import Settings, SettingsKeeper


def test_kept_settings_come_back(qtbot, tmp_path: Path) -> None:
    file = tmp_path / "里" / "yiyi.ini"
    keeper = SettingsKeeper(file)
    assert keeper.now == Settings()
    with qtbot.waitSignal(keeper.changed):
        keeper.set(theme="dark", zoom_percent=200, less_motion=True, language="en")
    again = SettingsKeeper(file).now
    assert again == Settings(theme="dark", zoom_percent=200, less_motion=True, language="en")


def test_damaged_settings_keep_their_defaults(qapp, tmp_path: Path) -> None:
    file = tmp_path / "yiyi.ini"
    file.write_text("[General]\nzoom_percent=9000\ntheme=pink\nlock_minutes=x\n", "utf-8")
    assert SettingsKeeper(file).now == Settings()
