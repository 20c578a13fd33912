"""Qt is called more often than Python has references to None, True and False."""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QImage

from kit.gui import nothing


def test_none_outlives_any_number_of_calls() -> None:
    nothing.keep()
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    for _ in range(sys.getrefcount(None) % 100_000 + 20_000):
        image.fill(QColor(0, 0, 0))
    assert sys.getrefcount(None) > 1000
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > nothing.MANY // 2


def test_yes_and_no_outlive_them_too() -> None:
    nothing.keep()
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    for _ in range(20_000):
        assert not image.isNull()
    assert sys.version_info >= (3, 12) or min(sys.getrefcount(True), sys.getrefcount(False)) > nothing.MANY // 2


def test_keeping_twice_adds_nothing() -> None:
    nothing.keep()
    before = sys.getrefcount(None)
    nothing.keep()
    assert sys.getrefcount(None) < before + nothing.MANY
