"""What changes inside layouts, masters, diagrams and charts when their deck has another size or other text defaults."""

from __future__ import annotations

from pathlib import PurePosixPath

from kit.decks.link import defaults, scale
from kit.decks.link.build import Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import xml
from kit.decks.opc.xml import q


def layout(build: Build, scope: Scope, deck: Deck, made: Part, root: xml.Element, data: bytes) -> bool:
    """Fit a layout and carry its text defaults; remember what a person may call it."""
    named = root.find(q("p:cSld"))
    called = (named.get("name") if named is not None else "") or root.get("type") or PurePosixPath(made.name).stem
    build.state.setdefault("layout names", {})[made.name] = called
    fitted = scale.fit_sheet(build, deck, root)
    return defaults.of_sheet(build, deck, root) or fitted


def master(build: Build, scope: Scope, deck: Deck, made: Part, root: xml.Element, data: bytes) -> bool:
    """Fit a master and carry its text defaults."""
    fitted = layout(build, scope, deck, made, root, data)
    return defaults.of_master(build, deck, root) or fitted


def drawing(build: Build, scope: Scope, deck: Deck, made: Part, root: xml.Element, data: bytes) -> bool:
    """Fit the drawing of a diagram."""
    return scale.fit_drawing(build, deck, root)


def text(build: Build, scope: Scope, deck: Deck, made: Part, root: xml.Element, data: bytes) -> bool:
    """Fit the text of charts and diagrams."""
    return scale.fit_text(build, deck, root)
