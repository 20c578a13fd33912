"""Layouts and masters as slides see them: placeholders to inherit from, text styles, shapes that show through."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kit.decks.opc import Package, xml
from kit.decks.opc.xml import q
from kit.decks.scene import styles, theme
from kit.decks.scene.styles import Layer
from kit.decks.scene.theme import Theme

_BODY = frozenset({"body", "subTitle", "obj", "chart", "tbl", "dgm", "media", "clipArt", "pic", ""})
_TITLE = frozenset({"title", "ctrTitle"})


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout or master: what a slide's placeholder inherits."""

    type: str
    index: int
    node: xml.Element
    layer: Layer


@dataclass(frozen=True)
class Sheet:
    """A slide, layout or master part: its tree, theme, placeholders, and the sheet below it."""

    part: str
    root: xml.Element
    theme: Theme
    holders: tuple[Holder, ...]
    below: Sheet | None = None
    text_styles: dict[str, Layer] = field(default_factory=dict)
    defaults: Layer = field(default_factory=dict)
    tables: dict[str, xml.Element] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name a person sees."""
        data = self.root.find(q("p:cSld"))
        return (data.get("name") or "") if data is not None else ""

    @property
    def shows_below(self) -> bool:
        """Tell whether the shapes of the sheet below show through."""
        return self.root.get("showMasterSp") not in ("0", "false")


def holder_of(node: xml.Element) -> xml.Element | None:
    """Return the placeholder mark of a shape, None when it is none."""
    for child in node:
        if xml.local(child).startswith("nv"):
            return child.find(f"{q('p:nvPr')}/{q('p:ph')}")
    return None


def index_of(mark: xml.Element) -> int:
    """Return the index of a placeholder mark."""
    value = mark.get("idx") or "0"
    return int(value) if value.isdigit() else 0


def chain(sheet: Sheet | None, type_: str, index: int, *, first: bool = True) -> list[Holder]:
    """Return the placeholders that one on the sheet above inherits from, nearest first."""
    found: list[Holder] = []
    while sheet is not None:
        holder = _match(sheet, type_, index, by_index=sheet.below is not None)
        if holder is not None:
            found.append(holder)
            type_ = holder.type or type_
        sheet = sheet.below
    return found


def style_of(type_: str) -> str:
    """Return which text style of the master a placeholder type follows."""
    if type_ in _TITLE:
        return "titleStyle"
    return "bodyStyle" if type_ in _BODY else "otherStyle"


def master(package: Package, part: str, defaults: xml.Element | None) -> Sheet:
    """Read a master with its theme."""
    root = package.root(part)
    about = package.related(part, "theme")
    own = theme.mapped(theme.read(package.root(about) if about else None), root.find(q("p:clrMap")))
    return Sheet(part, root, own, _holders(root, own), None, _texts(root, own), styles.layer(defaults, own), _tables(package))


def _tables(package: Package) -> dict[str, xml.Element]:
    """Return the table styles that the deck holds, by id."""
    part = package.related(package.main, "tableStyles")
    listed = package.root(part) if part else ()
    return {node.get("styleId") or "": node for node in listed if xml.local(node) == "tblStyle"}


def above(package: Package, part: str, below: Sheet | None, root: xml.Element | None = None) -> Sheet:
    """Read a layout that lies on `below`, or a slide by its `root`, on which nothing lies."""
    top = root is not None
    root = package.root(part) if root is None else root
    base = below.theme if below is not None else Theme()
    override = root.find(f"{q('p:clrMapOvr')}/{q('a:overrideClrMapping')}")
    own = theme.mapped(base, override)
    return Sheet(part, root, own, () if top else _holders(root, own), below)


def recoloured(sheet: Sheet, override: xml.Element, defaults: xml.Element | None) -> Sheet:
    """Return a layout or master as a slide inherits from it that has its own mapping of the theme's colours."""
    own = theme.mapped(sheet.theme, override)
    made = replace(sheet, theme=own, holders=_holders(sheet.root, own))
    if sheet.below is not None:
        return replace(made, below=recoloured(sheet.below, override, defaults))
    return replace(made, text_styles=_texts(sheet.root, own), defaults=styles.layer(defaults, own))


def _texts(root: xml.Element, own: Theme) -> dict[str, Layer]:
    """Return the text styles of a master."""
    kinds = root.find(q("p:txStyles"))
    return {xml.local(node): styles.of_master(node, own) for node in (kinds if kinds is not None else ())}


def bottom(sheet: Sheet) -> Sheet:
    """Return the master at the bottom."""
    while sheet.below is not None:
        sheet = sheet.below
    return sheet


def _holders(root: xml.Element, own: Theme) -> tuple[Holder, ...]:
    found = []
    for node in root.iter(q("p:sp"), q("p:pic"), q("p:graphicFrame")):
        mark = holder_of(node)
        if mark is not None:
            layer = styles.layer(node.find(f"{q('p:txBody')}/{q('a:lstStyle')}"), own)
            found.append(Holder(mark.get("type") or "", index_of(mark), node, layer))
    return tuple(found)


def _match(sheet: Sheet, type_: str, index: int, *, by_index: bool) -> Holder | None:
    """Find the placeholder to inherit from: on a layout by index (titles by type), on a master by kind."""
    if by_index:
        same = [h for h in sheet.holders if h.index == index and (h.type in _TITLE) == (type_ in _TITLE)]
        exact = [h for h in same if h.type == type_] or same
        if exact:
            return exact[0]
        return next((h for h in sheet.holders if type_ and (h.type == type_ or {h.type, type_} <= _TITLE)), None)
    wanted = "title" if type_ in _TITLE else "body" if type_ in _BODY else type_
    return next((h for h in sheet.holders if h.type == wanted), None)
