"""The window's language: our own texts, and those that Qt brings (menus of fields, buttons of dialogs)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from kit import i18n

_installed: list[QTranslator] = []


def use(app: QCoreApplication | None, lang: str) -> None:
    """Say everything in `lang` from now on; what is on the screen already stays until it is built anew."""
    i18n.use(lang)
    QLocale.setDefault(QLocale("zh_CN" if lang == "zh" else "en_GB"))
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    if lang == "zh" and app is not None:
        made = QTranslator(app)
        if made.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            QCoreApplication.installTranslator(made)
            _installed.append(made)
