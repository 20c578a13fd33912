"""The page Decks on a kit with a few modules and one deck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kit import i18n
from kit.context import Kit
from kit.gui import jobs, page, theme
from kit.gui.bridge import Bridge
from kit.gui.decks.page import DecksPage

WAIT = 20_000  # milliseconds: a busy machine is slow, not wrong
DECK = """# kept
title: Trial
lang: en
minutes: 20
structure: {checkin: off, agenda: off, divider: off}
sections:
  - title: Why
    modules:
      - own/one   # first
      - own/two
  - title: How
    modules:
      - {module: own/three, depth: short}
"""


@pytest.fixture
def deck(kit: Kit) -> Path:
    """Write three modules and a deck of them."""
    folder = kit.workspace.slides / "own"
    folder.mkdir()
    for name, title in (("one", "One"), ("two", "Two"), ("three", "Three"), ("four", "Zebrafour")):
        text = f"---\ntitle: {title}\nminutes: {{short: 1, standard: 3}}\n---\n# {title} claim\n<!-- say {name} -->\n\n"
        (folder / f"{name}.en.md").write_text(text + "---\n<!-- depth: standard -->\n# More\n", "utf-8")
    for path in kit.workspace.decks.glob("*.yaml"):
        path.unlink()
    path = kit.workspace.decks / "trial.yaml"
    path.write_text(DECK, "utf-8")
    return path


@pytest.fixture
def made(kit: Kit, deck: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], DecksPage]]:
    """Make pages on the same kit, as a window would, in English."""
    i18n.use("en")
    theme.apply(qapp, kit.settings)
    bridges: list[Bridge] = []

    def make() -> DecksPage:
        bridge = Bridge(kit.bus)
        bridges.append(bridge)
        view = DecksPage(kit, bridge, page.named("decks"))
        qtbot.addWidget(view)
        qtbot.addWidget(view.header)
        view.resize(1200, 740)
        view.show()
        view.shown()
        qtbot.waitUntil(lambda: bool(view.list.table.records.records), timeout=WAIT)
        return view

    yield make
    assert jobs.wait()
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def view(made: Callable[[], DecksPage], deck: Path, qtbot: QtBot) -> DecksPage:
    """The page with the deck opened."""
    view = made()
    view.open_(deck)
    qtbot.waitUntil(lambda: bool(view.editor.outline is not None and view.editor.modules), timeout=WAIT)
    return view


@pytest.fixture
def lines(view: DecksPage, qtbot: QtBot) -> Callable[..., None]:
    """Return a function that waits until the outline shows these modules by section."""

    def wait(*wanted: list[str]) -> None:
        def shown() -> list[list[str]]:
            outline = view.editor.outline
            return [[entry.id for entry in s.entries] for s in outline.sections if s.number >= 0] if outline else []

        qtbot.waitUntil(lambda: shown() == list(wanted), timeout=WAIT)

    return wait
