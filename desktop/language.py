"""The language on screen now. Chinese until the person chooses otherwise."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from db.fields.text import Language, Text

_current = Language.ZH


def use(language: Language) -> None:
    """Switch the language; screens built afterwards use it, and so do Qt's own dialogs."""
    global _current  # noqa: PLW0603 - the one piece of display state shared by every widget
    _current = language
    QLocale.setDefault(QLocale("zh_CN" if language is Language.ZH else "en_GB"))
    app = QCoreApplication.instance()
    if app is None:
        return
    for translator in app.findChildren(QTranslator, "yiyi-qtbase"):
        app.removeTranslator(translator)
        translator.deleteLater()
    if language is Language.ZH:
        translator = QTranslator(app)
        translator.setObjectName("yiyi-qtbase")
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            app.installTranslator(translator)


def current() -> Language:
    """Return the language on screen now."""
    return _current


def tr(text: Text, **values: object) -> str:
    """Return ``text`` in the language on screen."""
    return text.to(_current, **values)
