"""An outline as a tree for Qt: section > module > slide, with minutes and clock; drops are told, never done here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from kit.gui import theme, widgets
from kit.i18n import N_, _

if TYPE_CHECKING:
    from kit.decks.outline import Entry, Outline, OutlineSection, OutlineSlide

Index = QModelIndex | QPersistentModelIndex
NODE = Qt.ItemDataRole.UserRole + 1
TITLE, VARIANT, MINUTES, CLOCK = range(4)
TITLES = (N_("Outline"), N_("Variant"), N_("Min"), N_("Clock"))
LINES = "application/x-lectern-lines"
MODULES = "application/x-lectern-modules"
PPTX = (".pptx", ".potx", ".pptm", ".ppsx")
DEPTHS = {"short": N_("Short"), "standard": N_("Standard"), "deep": N_("Deep")}
LOOKS = {"source": N_("Own look"), "deck": N_("Deck's look")}


@dataclass
class Node:
    """One line of the tree; `key` finds it again after an edit."""

    kind: str
    key: tuple[Any, ...]
    title: str
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    minutes: float | None = None
    clock: float | None = None
    section: OutlineSection | None = None
    entry: Entry | None = None
    slide: OutlineSlide | None = None

    @property
    def row(self) -> int:
        """Its place among its siblings."""
        return self.parent.children.index(self) if self.parent else 0

    @property
    def place(self) -> tuple[int, int] | None:
        """The place of its line in the spec, None where the format put it."""
        return self.entry.place if self.entry is not None and self.kind != "slide" else None

    @property
    def number(self) -> int:
        """The number of its section in the spec, -1 where the format put it."""
        return self.section.number if self.section is not None else -1


class OutlineModel(QAbstractItemModel):
    """Shows an outline; tells what is dropped: `moved(places, section, line)`, `added(refs, …)`, `filed(paths, …)`; new new titles."""

    moved = Signal(object, int, int)
    sectioned = Signal(int, int)
    added = Signal(object, int, int)
    filed = Signal(object, int, int)
    renamed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", (), "")

    def show(self, outline: Outline) -> None:
        """Show another outline."""
        self.beginResetModel()
        self.root = Node("root", (), "")
        starts = {id(entry): at for _section, entry, at in outline.clocked()}
        at = 0.0
        for section in outline.sections:
            key = ("section", section.number) if section.number >= 0 else ("placed", section.placed)
            node = Node("section", key, section.title, self.root, minutes=section.minutes, clock=at, section=section)
            self.root.children.append(node)
            for entry in section.entries:
                self._entry(node, entry, starts[id(entry)])
            at += section.minutes
        self.endResetModel()

    def _entry(self, parent: Node, entry: Entry, at: float) -> None:
        key = ("item", *entry.place) if entry.place else (*parent.key, entry.role)
        node = Node("entry", key, entry.title, parent, minutes=entry.minutes, clock=at, section=parent.section, entry=entry)
        parent.children.append(node)
        for number, slide in enumerate(entry.slides):
            made = Node("slide", (*key, number), slide.title, node, section=parent.section, entry=entry, slide=slide)
            node.children.append(made)

    def node(self, index: Index) -> Node:
        """Return the node of an index; the root of an invalid one."""
        found: Any = index.internalPointer() if index.isValid() else self.root
        return found if isinstance(found, Node) else self.root

    def index_of(self, key: tuple[Any, ...]) -> QModelIndex:
        """Return the index of the node with this key, invalid when there is none."""
        stack = list(self.root.children)
        while stack:
            node = stack.pop()
            if node.key == key:
                return self.createIndex(node.row, 0, node)
            stack += node.children
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self.node(parent).children
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) and 0 <= column < 4 else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        return QModelIndex() if above is None or above is self.root else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < 4:
            return _(TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= MINUTES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(node, index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return _text(node, index.column()) if index.column() != TITLE else _spoken(node)
            case Qt.ItemDataRole.EditRole:
                return node.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignVCenter | (
                    Qt.AlignmentFlag.AlignRight if index.column() >= MINUTES else Qt.AlignmentFlag.AlignLeft
                )
            case Qt.ItemDataRole.ForegroundRole:
                return theme.look().colour(_ink(node, index.column()))
            case Qt.ItemDataRole.FontRole:
                return theme.look().font(13, QFont.Weight.DemiBold) if node.kind == "section" else None
        return node if role == NODE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node = self.node(index)
        if role == Qt.ItemDataRole.EditRole and node.kind == "section" and value != node.title:
            self.renamed.emit(node.number, str(value).strip())
        return False  # the document changes, and the whole tree is shown anew

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags
        if node.kind == "section" and node.number >= 0:
            flags |= Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsDragEnabled
            flags |= Qt.ItemFlag.ItemIsEditable if index.column() == TITLE else Qt.ItemFlag.NoItemFlags
        if node.kind == "root" or node.place is not None:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if node.place is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [LINES, MODULES, "text/uri-list"]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        nodes = [self.node(index) for index in indexes if index.column() == 0]
        data = QMimeData()
        sections = [node.number for node in nodes if node.kind == "section"]
        payload = {"section": sections[0]} if sections else {"places": [node.place for node in nodes if node.place]}
        data.setData(LINES, json.dumps(payload).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if data.hasFormat(LINES) or data.hasFormat(MODULES):
            return self._target(row, parent) is not None
        return bool(widgets.dropped_files(data, PPTX))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        section, line = self._target(row, parent) or self.last()
        if data.hasFormat(LINES):
            payload = json.loads(bytes(data.data(LINES).data()))
            if "section" in payload:
                self.sectioned.emit(payload["section"], self._before(payload["section"], row, self.node(parent)))
            else:
                self.moved.emit([tuple(place) for place in payload["places"]], section, line)
        elif data.hasFormat(MODULES):
            self.added.emit(json.loads(bytes(data.data(MODULES).data())), section, line)
        else:
            self.filed.emit(widgets.dropped_files(data, PPTX), section, line)
        return False  # the document changes, and the whole tree is shown anew

    def last(self) -> tuple[int, int]:
        """Return the place behind the last line of the spec."""
        own = [node for node in self.root.children if node.number >= 0]
        return (own[-1].number, sum(child.place is not None for child in own[-1].children)) if own else (0, 0)

    def _before(self, dragged: int, row: int, node: Node) -> int:
        """Return before which section a dragged one goes: between sections where it is dropped, on a section in its place."""
        if node.kind == "root":
            above = [child.number for child in node.children[: row if row >= 0 else None] if child.number >= 0]
            return above[-1] + 1 if above else 0
        return node.number if dragged > node.number else node.number + 1

    def _target(self, row: int, parent: Index) -> tuple[int, int] | None:
        """Return the place that a drop means: between lines, on a line (behind it), on a section (at its end), between sections."""
        node = self.node(parent)
        if node.kind == "entry" and node.place is not None:
            return node.place[0], node.place[1] + 1
        if node.kind == "section" and node.number >= 0:
            before = node.children if row < 0 else node.children[:row]
            return node.number, sum(child.place is not None for child in before)
        if node.kind == "root":
            above = [child for child in self.root.children[: row if row >= 0 else None] if child.number >= 0]
            return (above[-1].number, sum(c.place is not None for c in above[-1].children)) if above else (0, 0)
        return None


def minutes(value: float) -> str:
    """Return minutes as short as can be."""
    return f"{value:g}" if value == round(value, 1) else f"{value:.1f}"


def clock(at: float) -> str:
    """Return a time of the talk as m:ss or h:mm:ss."""
    from kit.decks.outline import clock as said

    return said(at)


def variant(entry: Entry) -> str:
    """Return what the variant of an entry is called."""
    if entry.role or entry.kind in ("missing", "time"):
        return ""
    return _(LOOKS[entry.look]) if entry.kind == "file" else _(DEPTHS[entry.depth or "standard"])


def _text(node: Node, column: int) -> str:
    if column == TITLE:
        return node.title or (_("Untitled section") if node.kind == "section" else "–")
    if column == VARIANT:
        return variant(node.entry) if node.kind == "entry" and node.entry else ""
    if column == MINUTES:
        return minutes(node.minutes) if node.minutes is not None else ""
    return clock(node.clock) if node.clock is not None else ""


def _spoken(node: Node) -> str:
    if node.kind == "entry" and node.entry is not None:
        return f"{node.title}\n{node.entry.id}"
    return node.title


def _ink(node: Node, column: int) -> str:
    if node.entry is not None and node.entry.kind == "missing":
        return "error_ink"
    quiet = node.kind == "slide" or column != TITLE or (node.entry is not None and node.place is None)
    return "muted" if quiet else "ink"


def path_of(node: Node) -> Path | None:
    """Return the file a node comes from."""
    return node.entry.path if node.entry is not None else None
