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
        case "layout" | "class" | "title":
            notes.set({key: value}, line)
        case "depth" if value in DEPTHS:
            notes.set({key: value}, line)
        case "hideInToc" | "hide" | "disabled":
            if value.lower() in ("true", "yes", "on"):
                notes.set({"hide" if key == "disabled" else key: "true"}, line)
        case "transition":
            settings.transition(notes, value, line)
        case "background":
            settings.background(notes, value, line)
        case _:
            _other(key, line, page)


def _other(key: str, line: int, page: Page) -> None:
    """Note a setting without an equal; those of the first slide were noted with the whole talk."""
    if page.first or key in SLIDE or slidevslots.PICTURED.search(key):
        return
    (settings.without if key in CONFIG else settings.unknown)(page.notes, key, line)
