"""Undo for documents that are frozen values: one command replaces one value by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

T = TypeVar("T")


class Document(QObject, Generic[T]):
    """Holds the value that is edited; `changed` comes after each edit, undo and redo."""

    changed = Signal()

    def __init__(self, value: T, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value = value
        self.stack = QUndoStack(self)

    def edit(self, after: T, text: str, field: str = "") -> None:
        """Replace the value, undoably; edits of the same `field` in a row (typing) become one step."""
        if after != self.value:
            self.stack.push(Replace(self.take, self.value, after, text, field))

    def take(self, value: T) -> None:
        """Show `value` without a step of undo."""
        self.value = value
        self.changed.emit()

    def reset(self, value: T) -> None:
        """Begin anew with another document."""
        self.stack.clear()
        self.take(value)


class Replace(QUndoCommand, Generic[T]):
    """Puts `after` in the place of `before`, and back."""

    def __init__(self, take: Callable[[T], object], before: T, after: T, text: str, field: str = "") -> None:
        super().__init__(text)
        self._take, self._before, self._after, self._field = take, before, after, field

    def redo(self) -> None:
        self._take(self._after)

    def undo(self) -> None:
        self._take(self._before)

    def id(self) -> int:
        return hash(self._field) & 0x7FFFFFFF if self._field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Replace) or other._field != self._field:
            return False
        self._after = other._after
        return True
