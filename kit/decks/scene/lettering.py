"""How the words of a chart's parts look: its title, legend, labels and axes."""

from __future__ import annotations

from dataclasses import replace

from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.decks.scene.numbers import whole
from kit.decks.scene.plots import Letters
from kit.decks.scene.theme import Theme


def read(node: xml.Element | None, usual: Letters, theme: Theme) -> Letters:
    """Return the look of the words in a part of a chart; what it does not say is as `usual`."""
    found = usual
    for holder in () if node is None else (node.find(q("c:txPr")), node.find(f"{q('c:tx')}/{q('c:rich')}")):
        if holder is None:
            continue
        found = _applied(next(holder.iter(q("a:defRPr")), None), found, theme)
        found = _applied(next(holder.iter(q("a:rPr")), None), found, theme)
    return found


def _applied(props: xml.Element | None, base: Letters, theme: Theme) -> Letters:
    if props is None:
        return base
    bold = props.get("b")
    return replace(
        base,
        size=whole(props, "sz") / 100 or base.size,
        ink=theme.fill(props) or base.ink,
        bold=base.bold if bold is None else bold in ("1", "true"),
    )


def words(node: xml.Element) -> str:
    """Return the written words of a part of a chart, "\\v" between its lines."""
    lines = []
    for par in node.iter(q("a:p")):
        pieces = ("\v" if xml.local(child) == "br" else "".join(t.text or "" for t in child.iter(q("a:t"))) for child in par)
        lines.append("".join(pieces).strip(" "))
    return "\v".join(lines).strip("\v ")
