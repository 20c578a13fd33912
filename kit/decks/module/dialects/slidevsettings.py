"""Slidev's settings: of the whole talk and of single slides; those without an equal are noted with their line."""

from __future__ import annotations

from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import detect, settings, slidevslots
from kit.decks.module.dialects.talk import Page
from kit.decks.module.front import KEYS
from kit.decks.module.model import DEPTHS
from kit.decks.module.remarks import Notes

SLIDE = (
    "layout",
    "class",
    "transition",
    "background",
    "title",
    "hide",
    "disabled",
    "hideInToc",
    "depth",
    "src",
    "image",
    "url",
    "backgroundSize",
)
WITHOUT = (
    "theme fonts author keywords date description css info level routeAlias clicks clicksStart preload zoom dragPos layoutClass scale "
    "clickAnimation transition-group name subtitle logo favicon index lineNumbers magicMoveDuration duration timer"
)
CONFIG = frozenset((*detect.KEYS["slidev"], *WITHOUT.split()))


def headed(front: Yaml, general: Notes) -> None:
    """Note the settings of the whole talk."""
    for key in front.names():
        if key in CONFIG:
            settings.without(general, key, front.at(key))
        elif key not in (*SLIDE, *KEYS) and not slidevslots.PICTURED.search(key):
            settings.unknown(general, key, front.at(key))


def applied(said: Yaml, page: Page) -> None:
    """Put the settings of a slide on its page."""
    for key, value in said.values.items():
        line = said.at(key)
        if isinstance(value, str):
            _one(key, value, line, page)
        elif not page.first and key not in CONFIG and key not in KEYS:
            settings.unknown(page.notes, key, line)


def _one(key: str, value: str, line: int, page: Page) -> None:
    notes = page.notes
    match key:
        case "layout":
            notes.set({"layout": value}, line)
        case "class" | "hideInToc" | "title":
            notes.set({key: value}, line)
        case "depth" if value in DEPTHS:
            notes.set({key: value}, line)
        case "hide" | "disabled":
            notes.set({"hide": value.lower()}, line)
        case "transition":
            settings.transition(notes, value, line)
        case "background":
            settings.background(notes, value, line)
        case "src" | "image" | "url" | "backgroundSize":
            pass
        case _ if slidevslots.PICTURED.search(key):
            pass
        case _ if page.first:
            pass  # noted with the whole talk
        case _ if key in CONFIG:
            settings.without(notes, key, line)
        case _:
            settings.unknown(notes, key, line)
