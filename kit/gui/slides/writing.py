"""What the page can do while a module is being written: save, take back, leave."""

from __future__ import annotations

from kit.gui.page import Page
from kit.gui.slides.desk import Desk


class WritingPage(Page):
    """A page with a desk on which a module is written."""

    desk: Desk

    def new(self) -> None:
        """Write a new module."""
        self.desk.new()

    def save(self) -> None:
        """Save the module that is being written."""
        self.desk.save()

    def undo(self) -> None:
        """Take the last edit of the words back."""
        self.desk.writer().source.undo()

    def redo(self) -> None:
        """Do it again."""
        self.desk.writer().source.redo()

    def can_save(self) -> bool:
        """Whether there are words to save."""
        return self.desk.open and self.desk.writer().dirty

    def can_undo(self) -> bool:
        """Whether the words have an edit to take back."""
        return self.desk.open and self.desk.writer().source.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """Whether the words have an edit to do again."""
        return self.desk.open and self.desk.writer().source.document().isRedoAvailable()

    def can_leave(self) -> bool:
        """Whether a module is being written."""
        return self.desk.open

    def leave(self) -> None:
        """Go back to all modules; words nobody has saved stay as a draft."""
        self.desk.leave()
