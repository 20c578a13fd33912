"""Slide modules: the words of slides as people write them, read into frozen values."""

from kit.decks.module.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Code,
    Column,
    Columns,
    Formula,
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
    "Callout",
    "Chart",
    "Code",
    "Column",
    "Columns",
    "Formula",
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
