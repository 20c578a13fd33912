"""Scenes: a deck read into frozen, resolved slides, shapes and runs."""

from kit.decks.scene.read import read
from kit.decks.scene.values import Cell, Deck, Paragraph, Picture, Run, Shape, Slide

__all__ = ["Cell", "Deck", "Paragraph", "Picture", "Run", "Shape", "Slide", "read"]
