"""Charts as their file remembers them: kind, series, categories and colours, without opening the workbook."""

from __future__ import annotations

from kit.decks.opc import Package, xml
from kit.decks.opc.xml import q
from kit.decks.scene import lettering
from kit.decks.scene import theme as themes
from kit.decks.scene.numbers import whole
from kit.decks.scene.plots import Axis, Chart, Letters, Note, Series
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import EMU_PER_POINT
from kit.errors import KitError

KINDS = {"lineChart": "line", "areaChart": "area", "pieChart": "pie", "doughnutChart": "doughnut", "scatterChart": "scatter",
    "line3DChart": "line", "area3DChart": "area", "pie3DChart": "pie", "ofPieChart": "pie", "radarChart": "other",
    "bubbleChart": "scatter", "stockChart": "line", "surfaceChart": "other", "surface3DChart": "other"}  # fmt: skip
LEGENDS = {"l": "l", "t": "t", "r": "r", "b": "b", "tr": "r"}
MOST = 5000


def read(package: Package, part: str, theme: Theme) -> Chart | None:
    """Return the chart in a part, None when there is none that can be read."""
    try:
        space = package.root(part)
    except KitError:
        return None
    if override := package.related(part, "themeOverride"):
        theme = themes.overridden(theme, package.root(override))
    area = space.find(f"{q('c:chart')}/{q('c:plotArea')}")
    plots = [node for node in area if xml.local(node).endswith("Chart")] if area is not None else []
    if area is None or not plots:
        return None
    return _chart(space, area, plots, theme)


def _chart(space: xml.Element, area: xml.Element, plots: list[xml.Element], theme: Theme) -> Chart:
    first = plots[0]
    series: list[Series] = []
    for plot in plots:
        labels = plot.find(q("c:dLbls"))
        series += [_series(node, theme, len(series) + n, labels) for n, node in enumerate(plot.iterfind(q("c:ser")))]
    size, ink = _letters(space, theme)
    font, chinese = _fonts(space, theme)
    hole, gap = first.find(q("c:holeSize")), first.find(q("c:gapWidth"))
    axes = [_shown(area, name) for name in (("catAx", "dateAx"), ("valAx",))]
    return Chart(
        kind=_kind(first),
        series=tuple(series),
        categories=_categories(plots),
        stack=_stack(first),
        title=_title(space, series),
        legend=_legend(space),
        size=size,
        ink=ink,
        hole=(whole(hole, "val") or 50) / 100 if hole is not None else 0.5,
        gap=whole(gap, "val") / 100 if gap is not None else 1.5,
        axes=(axes[0], axes[1]),
        reversed=_reversed(area),
        low=_end(area, "min"),
        high=_end(area, "max"),
        grid=area.find(f"{q('c:valAx')}/{q('c:majorGridlines')}") is not None,
        font=font,
        east_asian=chinese,
        field=_field(area, "inner"),
        outer=_field(area, "outer"),
        key_field=_field(space.find(f"{q('c:chart')}/{q('c:legend')}")),
        names=_axis(area, ("catAx", "dateAx"), Axis(size, ink), theme),
        numbers=_axis(area, ("valAx",), Axis(size, ink, form=_code(plots)), theme),
        heading=lettering.read(space.find(f"{q('c:chart')}/{q('c:title')}"), Letters(size * 1.2, ink, True), theme),
        key=lettering.read(space.find(f"{q('c:chart')}/{q('c:legend')}"), Letters(size, ink), theme),
    )


def _kind(plot: xml.Element) -> str:
    name = xml.local(plot)
    if name in ("barChart", "bar3DChart"):
        way = plot.find(q("c:barDir"))
        return "bar" if way is not None and way.get("val") == "bar" else "column"
    return KINDS.get(name, "other")


def _stack(plot: xml.Element) -> str:
    node = plot.find(q("c:grouping"))
    value = node.get("val") if node is not None else ""
    return {"stacked": "stacked", "percentStacked": "percent"}.get(value or "", "")


def _series(node: xml.Element, theme: Theme, place: int, labels: xml.Element | None) -> Series:
    props = node.find(q("c:spPr"))
    stroke = props.find(q("a:ln")) if props is not None else None
    colour = theme.fill(props) or theme.fill(stroke) or theme.colours.get(f"accent{place % 6 + 1}", "808080")
    points = []
    for point in node.iterfind(q("c:dPt")):
        own = theme.fill(point.find(q("c:spPr")))
        if own:
            points.append((whole(point.find(q("c:idx")), "val"), own))
    own_labels = node.find(q("c:dLbls"))
    shown = own_labels if own_labels is not None else labels
    said = shown is not None and any(_on(shown.find(q(f"c:{key}"))) for key in ("showVal", "showPercent"))
    return Series(
        " ".join(_texts(node.find(q("c:tx")))),
        _numbers(next((n for n in (node.find(q("c:val")), node.find(q("c:yVal"))) if n is not None), None)),
        _numbers(node.find(q("c:xVal"))),
        colour,
        tuple(points),
        said,
        stroke is None or theme.fill(stroke) != "",
        _form(shown, node),
        (whole(stroke, "w") or 28575) / EMU_PER_POINT,
        _notes(own_labels, theme),
        lettering.read(shown, Letters(), theme),
    )


def _notes(labels: xml.Element | None, theme: Theme) -> tuple[Note, ...]:
    """Return the labels that are written for single points."""
    found = []
    for label in labels.iterfind(q("c:dLbl")) if labels is not None else ():
        words = "".join(node.text or "" for node in label.iter(q("a:t"))).strip()
        props, side = next(label.iter(q("a:rPr"), q("a:defRPr")), None), label.find(q("c:dLblPos"))
        if words and not _on(label.find(q("c:delete"))):
            bold = props is not None and props.get("b") in ("1", "true")
            where = (side.get("val") or "r") if side is not None else "r"
            found.append(
                Note(whole(label.find(q("c:idx")), "val"), words, whole(props, "sz") / 100, theme.fill(props) or "", bold, where[:1])
            )
    return tuple(found)


def _axis(area: xml.Element, names: tuple[str, ...], usual: Axis, theme: Theme) -> Axis:
    """Return the look of an axis; what it does not say is the chart's."""
    node = next((one for one in area if xml.local(one) in names), None)
    if node is None:
        return usual
    look = lettering.read(node, Letters(usual.size, usual.ink), theme)
    form = node.find(q("c:numFmt"))
    own = form is not None and form.get("sourceLinked") not in ("1", "true")
    code = (form.get("formatCode") or "") if form is not None and own else usual.form
    line = theme.fill(node.find(f"{q('c:spPr')}/{q('a:ln')}"))
    grid = theme.fill(node.find(f"{q('c:majorGridlines')}/{q('c:spPr')}/{q('a:ln')}"))
    return Axis(look.size, look.ink, usual.line if line is None else line, usual.grid if grid is None else grid, look.bold, code)


def _code(plots: list[xml.Element]) -> str:
    """Return the number format of the first values, which an axis takes over."""
    code = next((found for plot in plots for found in plot.iterfind(f"{q('c:ser')}/{q('c:val')}//{q('c:formatCode')}")), None)
    return (code.text or "") if code is not None else ""


def _field(area: xml.Element | None, target: str = "") -> tuple[float, float, float, float] | None:
    """Return where the file lays a part of the chart (what is between the axes or all, by its `target`), None where programs do."""
    node = area.find(f"{q('c:layout')}/{q('c:manualLayout')}") if area is not None else None
    if node is None:
        return None
    meant = node.find(q("c:layoutTarget"))
    if target and (meant.get("val") if meant is not None else "outer") != target:
        return None
    parts = [_number(found.get("val") or "") if (found := node.find(q(f"c:{key}"))) is not None else None for key in "xywh"]
    x, y, w, h = (0.0 if part is None else part for part in parts)
    return (x, y, w, h) if 0 <= x < 1 and 0 <= y < 1 and 0.02 < w <= 1 and 0.02 < h <= 1 else None


def _fonts(space: xml.Element, theme: Theme) -> tuple[str, str]:
    """Return the fonts of the chart's letters: as said, else the theme's for text."""
    letters = space.find(q("c:txPr"))
    found = []
    for name, usual in (("latin", "+mn-lt"), ("ea", "+mn-ea")):
        node = next(letters.iter(q(f"a:{name}")), None) if letters is not None else None
        found.append(theme.font((node.get("typeface") if node is not None else "") or usual))
    return found[0], found[1]


def _form(labels: xml.Element | None, series: xml.Element) -> str:
    """Return the number format of a series' labels: their own, else that of its values."""
    own = labels.find(q("c:numFmt")) if labels is not None else None
    if own is not None and own.get("sourceLinked") not in ("1", "true"):
        return own.get("formatCode") or ""
    code = next(series.iter(q("c:formatCode")), None)
    return (code.text or "") if code is not None else ""


def _reversed(area: xml.Element) -> bool:
    way = next((n for axis in area if xml.local(axis) in ("catAx", "dateAx") for n in axis.iter(q("c:orientation"))), None)
    return way is not None and way.get("val") == "maxMin"


def _end(area: xml.Element, name: str) -> float | None:
    """Return an end of the axis of values where it is fixed."""
    axis = area.findall(q("c:valAx"))
    node = axis[-1].find(f"{q('c:scaling')}/{q(f'c:{name}')}") if axis else None
    return _number(node.get("val") or "") if node is not None else None


def _on(node: xml.Element | None) -> bool:
    return node is not None and node.get("val", "1") not in ("0", "false")


def _texts(node: xml.Element | None) -> list[str]:
    """Return the words of a text reference, by index."""
    if node is None:
        return []
    points = [p for p in node.iter(q("c:pt")) if xml.local(p.getparent()) != "lvl" or p.getparent() is next(node.iter(q("c:lvl")), None)]  # type: ignore[arg-type]
    if not points:
        return [value.text or "" for value in node.iter(q("c:v"))][:1]
    found = [""] * min(max(whole(p, "idx") for p in points) + 1, MOST)
    for point in points:
        value = point.find(q("c:v"))
        if 0 <= whole(point, "idx") < len(found) and value is not None:
            found[whole(point, "idx")] = value.text or ""
    return found


def _numbers(node: xml.Element | None) -> tuple[float | None, ...]:
    """Return the numbers of a reference, None where a point is missing."""
    count = next(node.iter(q("c:ptCount")), None) if node is not None else None
    found: list[float | None] = [_number(text) for text in _texts(node)]
    return tuple(found + [None] * (min(whole(count, "val"), MOST) - len(found)))


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e300 else None


def _categories(plots: list[xml.Element]) -> tuple[str, ...]:
    return tuple(next((words for plot in plots for node in plot.iter(q("c:cat")) if (words := _texts(node))), []))


def _title(space: xml.Element, series: list[Series]) -> str:
    """Return the title: as written, or what programs put where it is left to them: the one series' name, else their own words."""
    chart = space.find(q("c:chart"))
    node = chart.find(q("c:title")) if chart is not None else None
    if node is not None:
        words = lettering.words(node) or " ".join(_texts(node))
        return words or (series[0].name if len(series) == 1 else "Chart Title")
    return ""


def _legend(space: xml.Element) -> str:
    node = space.find(f"{q('c:chart')}/{q('c:legend')}")
    place = node.find(q("c:legendPos")) if node is not None else None
    return "" if node is None else LEGENDS.get((place.get("val") or "r") if place is not None else "r", "r")


def _letters(space: xml.Element, theme: Theme) -> tuple[float, str]:
    """Return size and colour of the chart's letters."""
    for holder in (space.find(q("c:txPr")), next(space.iter(q("c:txPr")), None)):
        props = next(holder.iter(q("a:defRPr")), None) if holder is not None else None
        if props is not None:
            return (whole(props, "sz") or 1200) / 100, theme.fill(props) or theme.colours.get("dk1", "404040")
    return 12.0, theme.colours.get(theme.mapping.get("tx1", "dk1"), "404040")


def _shown(area: xml.Element, names: tuple[str, ...]) -> bool:
    axis = next((node for node in area if xml.local(node) in names), None)
    return axis is not None and not _on(axis.find(q("c:delete")))
