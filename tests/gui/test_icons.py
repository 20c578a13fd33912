"""One family of icons: drawn on one grid with one pen, tinted by the look; every icon that is named is there."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from kit.gui import icons, theme
from kit.settings import Settings
from tests.conftest import ROOT

FOLDER = ROOT / "assets" / "icons"
FAMILY = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'


def test_all_icons_are_of_one_family() -> None:
    drawn = [path for path in FOLDER.glob("*.svg") if not path.stem.endswith(("-light", "-dark"))]  # those are parts of controls
    assert [path.name for path in drawn if FAMILY not in path.read_text("utf-8")] == []


def test_every_icon_that_is_named_is_there() -> None:
    calls = re.compile(r'(?:icons\.(?:icon|paint|pixmap)|picture|icon_button|EmptyState|set_primary)\(\s*"([a-z-]+)"')
    seconds = re.compile(r'(?:widgets\.button|RowButton|set_primary)\([^,"]*(?:"[^"]*"\))?,\s*"([a-z-]+)"')
    for path in (ROOT / "kit" / "gui").rglob("*.py"):
        text = path.read_text("utf-8")
        for name in [*calls.findall(text), *seconds.findall(text)]:
            assert (FOLDER / f"{name}.svg").is_file(), (path.name, name)


def test_an_icon_takes_the_colour_of_the_look(qapp: QApplication) -> None:
    icon = icons.icon("stop")
    for name in ("light", "dark"):
        theme.apply(qapp, Settings(theme=name))
        image = icon.pixmap(QSize(24, 24)).toImage()
        dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        solid = {dot.name() for dot in dots if dot.alpha() > 250}
        wanted = QColor(theme.look().tokens.ink)
        assert any(abs(QColor(c).lightness() - wanted.lightness()) < 12 for c in solid), (name, solid)


def test_a_checked_and_a_disabled_icon_differ() -> None:
    icon = icons.icon("today")
    normal, on = icon.pixmap(QSize(24, 24)), icon.pixmap(QSize(24, 24), QIcon.Mode.Normal, QIcon.State.On)
    off = icon.pixmap(QSize(24, 24), QIcon.Mode.Disabled)
    assert normal.toImage() != on.toImage()
    assert normal.toImage() != off.toImage()


def test_an_icon_is_crisp_on_a_fine_screen() -> None:
    assert icons.pixmap("today", 24, ratio=2.0).size() == QSize(48, 48)
