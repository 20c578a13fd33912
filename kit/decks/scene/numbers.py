"""Whole numbers out of attributes, as decks write them."""

from __future__ import annotations

from kit.decks.opc import xml


def whole(node: xml.Element | None, key: str) -> int:
    """Return an attribute as a whole number, 0 when it is missing or none."""
    value = node.get(key) if node is not None else None
    try:
        return int(float((value or "0").rstrip("%")))
    except (ValueError, OverflowError):
        return 0
