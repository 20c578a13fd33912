"""Scenes: a deck read into frozen, resolved slides, shapes and runs."""

from kit.decks.scene.plots import Chart, Series
from kit.decks.scene.read import read
from kit.decks.scene.values import Cell, Deck, Edge, Gradient, Outline, Paragraph, Picture, Run, Shape, Slide

__all__ = ["Cell", "Chart", "Deck", "Edge", "Gradient", "Outline", "Paragraph", "Picture", "Run", "Series", "Shape", "Slide", "read"]
