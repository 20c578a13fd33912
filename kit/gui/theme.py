"""How the window looks now: palette, type scale and fonts from the preferences and the system, switched while it runs."""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from kit import workspace
from kit.gui.tokens import DARK, LIGHT, Tokens
from kit.settings import Settings

SIZES = (12, 13, 15, 20, 28)
GRID = 8
CHINESE = {"win32": ("Microsoft YaHei UI", "Microsoft YaHei"), "darwin": ("PingFang SC",)}.get(sys.platform, ("Noto Sans CJK SC",))
USUAL = {"win32": 12.0, "darwin": 13.0}.get(sys.platform, 13.3)
PLAIN = ("", "Sans", "Sans Serif", "sans-serif", "DejaVu Sans", "Bitstream Vera Sans", "Helvetica")


@dataclass(frozen=True)
class Look:
    """What widgets that paint themselves need: the colours and the scale of the text."""

    tokens: Tokens = LIGHT
    scale: float = 1.0

    def colour(self, name: str) -> QColor:
        """Return the colour of a token."""
        return QColor(getattr(self.tokens, name))

    def px(self, size: int) -> int:
        """Return a text size of the scale in pixels."""
        return max(1, round(size * self.scale))

    def font(self, size: int = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the window's font in one size of the scale."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font


class _Changes(QObject):
    """Tells painters that cache that the look is another one now."""

    changed = Signal()


changes = _Changes()
_look = Look()
_system_size = 0.0


def look() -> Look:
    """Return how the window looks now."""
    return _look


def apply(app: QApplication, settings: Settings) -> None:
    """Make the window look as the preferences and the system say; call again when either changes."""
    global _look
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(settings.theme, Qt.ColorScheme.Unknown)
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(scheme)
    dark = scheme == Qt.ColorScheme.Dark if settings.theme else hints.colorScheme() == Qt.ColorScheme.Dark
    fresh = Look(DARK if dark else LIGHT, settings.text_size / 100 * _system_scale())
    if fresh == _look and app.styleSheet():
        return
    _look = fresh
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(_font(_look))
    app.setPalette(palette(_look.tokens))
    app.setStyleSheet(sheet(_look))
    changes.changed.emit()


def palette(t: Tokens) -> QPalette:
    """Return the Qt palette of the tokens, for whatever the stylesheet leaves to the style."""
    made, role, group = QPalette(), QPalette.ColorRole, QPalette.ColorGroup
    for which, colour in {
        role.Window: t.window,
        role.WindowText: t.ink,
        role.Base: t.surface,
        role.AlternateBase: t.window,
        role.Text: t.ink,
        role.PlaceholderText: t.muted,
        role.Button: t.surface,
        role.ButtonText: t.ink,
        role.BrightText: t.error_ink,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent_ink,
        role.LinkVisited: t.accent_ink,
        role.ToolTipBase: t.ink,
        role.ToolTipText: t.surface,
        role.Light: t.surface,
        role.Midlight: t.hover,
        role.Mid: t.line,
        role.Dark: t.border,
        role.Shadow: t.shade,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, which, QColor(t.border))
    return made


def sheet(look_: Look) -> str:
    """Return the one stylesheet, filled with colours and sizes."""
    sizes = {f"t{size}": f"{look_.px(size)}px" for size in SIZES}
    folder = (workspace.program() / "assets" / "icons").as_posix()
    return _template().substitute(dataclasses.asdict(look_.tokens), icons=folder, **sizes)


@lru_cache
def _template() -> Template:
    return Template((Path(__file__).parent / "lectern.qss").read_text("utf-8"))


def _system_scale() -> float:
    """Return how much larger than usual the system's text is."""
    global _system_size
    if not _system_size:
        _system_size = float(QFontInfo(QApplication.font()).pixelSize())
    return min(2.0, max(0.9, _system_size / USUAL)) if sys.platform != "linux" or _system_size > USUAL * 1.15 else 1.0


def _font(look_: Look) -> QFont:
    """Return the system's own font, with a good Chinese one behind it (and before it where the system names none of its own)."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    families = [*CHINESE, system] if system in PLAIN else [system, *CHINESE]
    font = QFont([name for name in families if name])
    font.setPixelSize(look_.px(13))
    return font
