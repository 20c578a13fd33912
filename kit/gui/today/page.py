"""The page Today."""

from __future__ import annotations

from kit.gui.page import Page


class TodayPage(Page):
    """What comes next."""
