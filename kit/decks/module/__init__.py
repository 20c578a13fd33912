"""Slide modules: the words of slides as people write them, read into frozen values."""

from kit.decks.module.blocks import (
    Block,
    Bullets,
    Chart,
    Code,
    Column,
    Columns,
    Item,
    Paragraph,
    Picture,
    QrCode,
    Quote,
    Run,
    Table,
)
from kit.decks.module.model import DEPTHS, Module, SlideSource

__all__ = [
    "DEPTHS",
    "Block",
    "Bullets",
    "Chart",
    "Code",
    "Column",
    "Columns",
    "Item",
    "Module",
    "Paragraph",
    "Picture",
    "QrCode",
    "Quote",
    "Run",
    "SlideSource",
    "Table",
]
