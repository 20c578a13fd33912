"""Somebody's own template, read: its page, the master that its slides use, and that master's layouts with everything inherited resolved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kit.decks.author import palette
from kit.decks.author.corporate import holders, inks, places
from kit.decks.author.corporate.holders import Holder
from kit.decks.author.grid import Box
from kit.decks.opc import Package, xml
from kit.decks.opc.xml import q
from kit.decks.scene import Shape, shapes, sheets
from kit.decks.scene.theme import Theme as Scheme
from kit.errors import KitError
from kit.i18n import N_

PICTURES = ("pic", "clipArt", "media")
OWN = ("tx1", "bg1", "tx2", "bg2", *(f"accent{n}" for n in range(1, 7)))  # in the order in which they are taken for text
USUAL = {"bg1": "FFFFFF", "tx1": "000000", "bg2": "E7E6E6", "tx2": "44546A", "hlink": "0563C1"}


@dataclass(frozen=True)
class Sheet:
    """A layout (or the master) of the template: its part, name and type, its placeholders, and what else stands on it.

    `marks` are the places of its small pictures and texts, such as logos, and of those of the master that show through; `spots` those of
    all small shapes. `ground` is RRGGBB, "" for a picture or nothing said. `lost` are placeholders that cannot be used where they are.
    """

    part: str
    name: str
    kind: str
    holders: tuple[Holder, ...]
    marks: tuple[Box, ...] = ()
    ground: str = ""
    spots: tuple[Box, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A template: page in EMU, its master and layouts, the colours by slide word and the fonts by reference."""

    page: tuple[int, int]
    master: Sheet
    layouts: tuple[Sheet, ...]
    colours: tuple[tuple[str, str], ...]
    fonts: tuple[tuple[str, str], ...]
    name: str

    def colour(self, word: str) -> str:
        """Return what a word such as accent1 means, RRGGBB; a template that does not say has the usual."""
        return dict(self.colours).get(word) or USUAL.get(word, "4472C4")


def read(package: Package) -> Source:
    """Return the template; raises KitError when it has no master, or the master no layouts."""
    root = package.root(package.main)
    size = root.find(q("p:sldSz"))
    page = (int(size.get("cx") or 0), int(size.get("cy") or 0)) if size is not None else (9144000, 6858000)
    part = _master(package, root)
    below = sheets.master(package, part, root.find(q("p:defaultTextStyle")))
    listed = _listed(package, part)
    if not listed:
        text = N_("{file} has no layouts: open it in PowerPoint, add some in View > Slide Master, and save it again.")
        raise KitError("theme.no-layouts", text, file=package.file)
    scheme = below.theme
    words = (*(f"accent{n}" for n in range(1, 7)), "bg1", "tx1", "bg2", "tx2", "hlink")
    colours = tuple((word, scheme.colours.get(scheme.mapping.get(word, word), "")) for word in words)
    made = tuple(_sheet(package, sheets.above(package, one, below), page) for one in listed)
    named = package.root(package.related(part, "theme")).get("name") or "" if package.related(part, "theme") else ""
    return Source(page, _sheet(package, below, page), made, colours, tuple(scheme.fonts.items()), named)


def _master(package: Package, root: xml.Element) -> str:
    """Return the master that most slides use, the first one where there are none."""
    rels = package.rels(package.main)
    listed = [rels[rid].target for node in root.iter(q("p:sldMasterId")) if (rid := node.get(q("r:id")) or "") in rels]
    masters = [part for part in listed if package.has(part)]
    if not masters:
        text = N_("{file} has no slide master: save it again as a PowerPoint template (.potx).")
        raise KitError("theme.no-master", text, file=package.file)
    used: Counter[str] = Counter()
    for rel in rels.values():
        if rel.kind == "slide" and package.has(rel.target):
            layout = package.related(rel.target, "slideLayout")
            used[package.related(layout, "slideMaster") if layout else ""] += 1
    return max(masters, key=lambda part: (used[part], -masters.index(part)))


def _listed(package: Package, master: str) -> list[str]:
    rels = package.rels(master)
    nodes = package.root(master).iter(q("p:sldLayoutId"))
    return [rels[rid].target for node in nodes if (rid := node.get(q("r:id")) or "") in rels and package.has(rels[rid].target)]


def _sheet(package: Package, sheet: sheets.Sheet, page: tuple[int, int]) -> Sheet:
    kind = sheet.root.get("type") or ""
    placed = [made for holder in sheet.holders if (made := holders.resolved(sheet, holder, page)) is not None]
    marks, spots = _marks(package, sheet, page)
    found = places.cleared(places.usable(placed, page), kind, marks, page)
    lost = tuple(one.name for one in placed if (one.kind, one.idx) not in {(other.kind, other.idx) for other in found})
    roomy = tuple(holders.spread(one, tuple(other for other in found if other is not one), marks, page) for one in found)
    drawn = _drawn(package, sheet)
    ground = inks.behind(Box(0, 0, *page), [one for one in drawn if not one.placeholder], _ground(sheet), touches=1)
    readable = _read_on(drawn, roomy, ground, [sheet.theme.colours.get(sheet.theme.mapping.get(word, word), "") for word in OWN])
    return Sheet(sheet.part, sheet.name.strip(), kind, readable, marks, ground, spots, lost)


def _drawn(package: Package, sheet: sheets.Sheet) -> list[Shape]:
    """Return the shapes of a sheet, behind them those that show through, from back to front."""
    made, level = list(shapes.of(sheet, package.rels(sheet.part), package)), sheet
    while level.below is not None and level.shows_below:
        level = level.below
        made = [*shapes.of(level, package.rels(level.part), package, holders=False), *made]
    return made


def _read_on(drawn: list[Shape], found: tuple[Holder, ...], ground: str, own: list[str]) -> tuple[Holder, ...]:
    """Return the placeholders in colours that can be read where they stand."""
    fills = {(one.placeholder, one.index): one.fill for one in drawn if one.placeholder and one.fill and one.opacity > 0.95}
    below = [replace(one, kind="picture") if one.placeholder in PICTURES else one for one in drawn]
    below = [one for one in below if not one.placeholder or one.placeholder in PICTURES]
    behind = [fills.get((one.kind or "obj", one.idx)) or inks.behind(one.box, below, ground) for one in found]
    return tuple(inks.mended(one, colour, own) for one, colour in zip(found, behind, strict=True))


def _marks(package: Package, sheet: sheets.Sheet, page: tuple[int, int]) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Return the places of small pictures and texts, and those of all small shapes that are seen."""
    made: list[Box] = []
    spots: list[Box] = []
    level: sheets.Sheet | None = sheet
    while level is not None:
        drawn = shapes.of(level, package.rels(level.part), package, holders=False)
        small = [one for one in drawn if one.placed and 0 < one.w * one.h < 0.12 * page[0] * page[1]]
        made += [Box(one.x, one.y, one.w, one.h) for one in small if one.kind == "picture" or one.text.strip()]
        spots += [Box(one.x, one.y, one.w, one.h) for one in small if one.fill or one.picture or one.text.strip()]
        level = level.below if level.shows_below else None
    return tuple(made), tuple(spots)


def _ground(sheet: sheets.Sheet) -> str:
    """Return the colour behind everything, "" when it is a picture or a gradient."""
    level: sheets.Sheet | None = sheet
    while level is not None:
        background = level.root.find(f"{q('p:cSld')}/{q('p:bg')}")
        if background is not None:
            return _painted(background, level.theme)
        level = level.below
    return ""


def _painted(background: xml.Element, theme: Scheme) -> str:
    """Return the colour of a background, of a gradient the one in its middle, "" of a picture."""
    props, ref = background.find(q("p:bgPr")), background.find(q("p:bgRef"))
    own = theme.colour(ref)
    holder = props if props is not None else theme.styled(int(ref.get("idx") or 0)) if ref is not None else None
    if holder is None:
        return ""
    solid, shades = holder.find(q("a:solidFill")), theme.gradient(holder, own)
    if solid is not None:
        return theme.colour(solid, own)
    if shades is None or not shades.stops:
        return ""
    mean = shades.stops[0][1]
    for number, (_, colour, _) in enumerate(shades.stops[1:], 2):
        mean = palette.mixed(mean, colour, 1 / number)
    return mean
