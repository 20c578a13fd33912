"""Colours of a module's words: front matter, headings, directives, notes, containers, attributes, values, code."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from kit.gui import theme

BODY, FRONT, CODE, NOTE = 0, 1, 2, 3
FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^\s{0,3}#{1,6}\s.*"), "heading"),
    (re.compile(r"^\s*([-*+]|\d+[.)])\s(\[[ xX]\]\s)?"), "mark"),
    (re.compile(r"^\s*>\s?"), "mark"),
    (re.compile(r"^\s{0,3}:{3,}.*"), "container"),
    (re.compile(r"^\s*\|.*"), "table"),
    (re.compile(r"\*\*[^*]+\*\*|__[^_]+__"), "strong"),
    (re.compile(r"`[^`]+`"), "code"),
    (re.compile(r"!?\[[^\]]*\]\([^)]*\)"), "link"),
    (re.compile(r"\{\{[^{}]*\}\}"), "value"),
    (re.compile(r"(?<!\{)\{[^{}]*\}(?!\})\s*$"), "attribute"),
)
PAIR = re.compile(r"^(\s*)([\w.-]+)(:)(\s|$)")
INKS = {"heading": "ink", "mark": "accent_ink", "container": "accent_ink", "table": "ink", "strong": "ink", "code": "success_ink",
    "link": "info_ink", "value": "warning_ink", "attribute": "accent_ink", "key": "accent_ink", "rule": "muted", "note": "muted",
    "directive": "accent_ink"}  # fmt: skip
BOLD = ("heading", "strong", "rule")


class Colours(QSyntaxHighlighter):
    """Colours the words of our module language in the window's look."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.formats = {name: _format(name) for name in INKS}

    def highlightBlock(self, text: str) -> None:
        state = max(self.previousBlockState(), BODY)
        first = not self.currentBlock().blockNumber()
        if (first or state == FRONT) and text.rstrip() == "---":
            self._whole(text, "rule")
            self.setCurrentBlockState(FRONT if first else BODY)
        elif state == FRONT:
            self._pair(text)
            self.setCurrentBlockState(FRONT)
        elif state == CODE or FENCE.match(text):
            self._code(text, state)
        else:
            self._body(text, state)

    def _whole(self, text: str, name: str) -> None:
        self.setFormat(0, len(text), self.formats[name])

    def _pair(self, text: str) -> None:
        found = PAIR.match(text)
        if found:
            self.setFormat(found.start(2), len(found[2]), self.formats["key"])
        if (at := text.find(" #")) >= 0:
            self.setFormat(at, len(text) - at, self.formats["note"])

    def _code(self, text: str, state: int) -> None:
        ends = state == CODE and FENCE.match(text) is not None
        self._whole(text, "rule" if FENCE.match(text) else "code")
        self.setCurrentBlockState(BODY if ends else CODE)

    def _body(self, text: str, state: int) -> None:
        self.setCurrentBlockState(BODY)
        if text.rstrip() == "---":
            self._whole(text, "rule")
            return
        for pattern, name in RULES:
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), self.formats[name])
        self._comments(text, state)

    def _comments(self, text: str, state: int) -> None:
        """Colour notes, which may go over several lines, and directives, which are comments of `key: value`."""
        start = 0 if state == NOTE else text.find("<!--")
        while start >= 0:
            end = text.find("-->", start)
            stop = len(text) if end < 0 else end + 3
            inside = text[start:stop].removeprefix("<!--").removesuffix("-->").strip()
            directive = state != NOTE and re.fullmatch(r"_?[a-z][\w-]*:\s*[^;]*(;\s*_?[a-z][\w-]*:\s*[^;]*)*", inside) is not None
            self.setFormat(start, stop - start, self.formats["directive" if directive else "note"])
            if end < 0:
                self.setCurrentBlockState(NOTE)
                return
            state, start = BODY, text.find("<!--", stop)


def _format(name: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(theme.look().colour(INKS[name])))
    if name in BOLD:
        made.setFontWeight(QFont.Weight.DemiBold)
    if name == "note":
        made.setFontItalic(True)
    return made
