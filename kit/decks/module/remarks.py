"""Gather what one slide says beside its blocks: findings, speaker notes and settings."""

from __future__ import annotations

from typing import Any

from kit.decks.module import directives
from kit.errors import Finding


class Notes:
    """Where findings, speaker notes and settings of one slide gather while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.said: list[str] = []
        self.settings: dict[str, str] = {}
        self.lines: dict[str, int] = {}

    def hear(self, comment: str, line: int) -> None:
        """Take a comment for settings where it holds nothing else, for speaker notes otherwise."""
        found = directives.read(comment)
        if found is None:
            self.said.append(comment)
        else:
            self.set(found, line)

    def set(self, settings: dict[str, str], line: int) -> None:
        """Take settings of this slide."""
        self.settings.update(settings)
        self.lines.update(dict.fromkeys(settings, line))

    def find(self, line: int, code: str, text: str, /, *, severity: Any = "warning", fix: str = "", **fields: Any) -> None:
        self.findings.append(Finding(code, text, fields, file=self.file, line=line, severity=severity, fix=fix))
