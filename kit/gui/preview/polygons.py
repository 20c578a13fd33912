"""Shapes with straight sides: corner points in pixels from width, height and handles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

Adjust = Mapping[str, int]
Points = list[tuple[float, float]]
Corners = Callable[[float, float, Adjust], Points]


def _part(adjust: Adjust, name: str, usual: int, most: int = 100_000) -> float:
    return min(max(adjust.get(name, usual), 0), most) / 100_000


def _fixed(*points: tuple[float, float]) -> Corners:
    """Return a shape whose corners are parts of width and height."""
    return lambda w, h, adjust: [(x * w, y * h) for x, y in points]


def _triangle(w: float, h: float, adjust: Adjust) -> Points:
    return [(w * _part(adjust, "adj", 50_000), 0), (w, h), (0, h)]


def _parallelogram(w: float, h: float, adjust: Adjust) -> Points:
    d = min(w, min(w, h) * _part(adjust, "adj", 25_000, 1_000_000))
    return [(d, 0), (w, 0), (w - d, h), (0, h)]


def _trapezoid(w: float, h: float, adjust: Adjust) -> Points:
    d = min(w / 2, min(w, h) * _part(adjust, "adj", 25_000, 1_000_000))
    return [(d, 0), (w - d, 0), (w, h), (0, h)]


def _hexagon(w: float, h: float, adjust: Adjust) -> Points:
    d = min(w / 2, min(w, h) * _part(adjust, "adj", 25_000, 1_000_000))
    return [(d, 0), (w - d, 0), (w, h / 2), (w - d, h), (d, h), (0, h / 2)]


def _octagon(w: float, h: float, adjust: Adjust) -> Points:
    d = min(w, h) * _part(adjust, "adj", 29_289, 50_000)
    return [(d, 0), (w - d, 0), (w, d), (w, h - d), (w - d, h), (d, h), (0, h - d), (0, d)]


def _chevron(w: float, h: float, adjust: Adjust) -> Points:
    d = min(w, min(w, h) * _part(adjust, "adj", 50_000, 1_000_000))
    return [(0, 0), (w - d, 0), (w, h / 2), (w - d, h), (0, h), (d, h / 2)]


def _home(w: float, h: float, adjust: Adjust) -> Points:
    d = min(w, min(w, h) * _part(adjust, "adj", 50_000, 1_000_000))
    return [(0, 0), (w - d, 0), (w, h / 2), (w - d, h), (0, h)]


def _arrow(w: float, h: float, adjust: Adjust) -> Points:
    """Return an arrow to the right."""
    thick, head = h * _part(adjust, "adj1", 50_000), min(w, min(w, h) * _part(adjust, "adj2", 50_000, 1_000_000))
    a, b, x = (h - thick) / 2, (h + thick) / 2, w - head
    return [(0, a), (x, a), (x, 0), (w, h / 2), (x, h), (x, b), (0, b)]


def _notched(w: float, h: float, adjust: Adjust) -> Points:
    thick, head = h * _part(adjust, "adj1", 50_000), min(w, min(w, h) * _part(adjust, "adj2", 50_000, 1_000_000))
    notch = head * thick / h if h else 0.0
    return [*_arrow(w, h, adjust), (notch, h / 2)]


def _striped(w: float, h: float, adjust: Adjust) -> Points:
    thick, s = h * _part(adjust, "adj1", 50_000), min(w, h) / 32
    a, b = (h - thick) / 2, (h + thick) / 2
    body = _arrow(w, h, adjust)[1:-1]
    return [(0, a), (s, a), (s, b), (2 * s, b), (2 * s, a), (4 * s, a), (4 * s, b), (5 * s, b), (5 * s, a), *body, (0, b)]


def _double(w: float, h: float, adjust: Adjust) -> Points:
    thick, head = h * _part(adjust, "adj1", 50_000), min(w / 2, min(w, h) * _part(adjust, "adj2", 50_000, 1_000_000))
    a, b = (h - thick) / 2, (h + thick) / 2
    x = w - head
    return [(0, h / 2), (head, 0), (head, a), (x, a), (x, 0), (w, h / 2), (x, h), (x, b), (head, b), (head, h)]


def _turned(inner: Corners) -> Corners:
    """Return a shape to the right as one downwards."""
    return lambda w, h, adjust: [(w - y, x) for x, y in inner(h, w, adjust)]


def _mirrored(inner: Corners) -> Corners:
    return lambda w, h, adjust: [(w - x, y) for x, y in inner(w, h, adjust)]


def _upright(inner: Corners) -> Corners:
    return lambda w, h, adjust: [(x, h - y) for x, y in _turned(inner)(w, h, adjust)]


def _plus(w: float, h: float, adjust: Adjust) -> Points:
    d = min(w, h) * _part(adjust, "adj", 25_000, 50_000)
    r, b = w - d, h - d
    return [(d, 0), (r, 0), (r, d), (w, d), (w, b), (r, b), (r, h), (d, h), (d, b), (0, b), (0, d), (d, d)]


def _sign(w: float, h: float, adjust: Adjust) -> Points:
    """Return the plus of formulas, which does not fill its box."""
    t, d = min(w, h) * _part(adjust, "adj1", 23_520) / 2, w * 0.1325
    x, y, e = w / 2, h / 2, h * 0.1325
    return [
        (x - t, e), (x + t, e), (x + t, y - t), (w - d, y - t), (w - d, y + t), (x + t, y + t), (x + t, h - e), (x - t, h - e),
        (x - t, y + t), (d, y + t), (d, y - t), (x - t, y - t),
    ]  # fmt: skip


def _minus(w: float, h: float, adjust: Adjust) -> Points:
    t, d = h * _part(adjust, "adj1", 23_520) / 2, w * 0.1325
    return [(d, h / 2 - t), (w - d, h / 2 - t), (w - d, h / 2 + t), (d, h / 2 + t)]


def _times(w: float, h: float, adjust: Adjust) -> Points:
    t = 0.7071 * _part(adjust, "adj1", 23_520) * min(w, h) / 2
    a, b = (w - 0.52 * w) / 2, (h - 0.52 * h) / 2
    x, y = w / 2, h / 2
    r, l = w - a, h - b  # noqa: E741
    return [
        (a - t, b + t), (a + t, b - t), (x, y - 2 * t), (r - t, b - t), (r + t, b + t), (x + 2 * t, y), (r + t, l - t), (r - t, l + t),
        (x, y + 2 * t), (a + t, l + t), (a - t, l - t), (x - 2 * t, y),
    ]  # fmt: skip


def _star(count: int, inner: int) -> Corners:
    """Return a star; the handle says how far the inner corners are."""

    def make(w: float, h: float, adjust: Adjust) -> Points:
        near = min(adjust.get("adj", inner), 50_000) / 50_000
        turns = [(pi * n / count - pi / 2, near if n % 2 else 1.0) for n in range(2 * count)]
        return [(w / 2 * (1 + far * cos(turn)), h / 2 * (1 + far * sin(turn))) for turn, far in turns]

    return make


def _snip(*which: int) -> Corners:
    def make(w: float, h: float, adjust: Adjust) -> Points:
        d = min(w, h) * _part(adjust, "adj2" if which == (1, 3) else "adj1", adjust.get("adj", 16_667), 50_000)
        lt, rt, rb, lb = (d if n in which else 0.0 for n in range(4))
        return [(lt, 0), (w - rt, 0), (w, rt), (w, h - rb), (w - rb, h), (lb, h), (0, h - lb), (0, lt)]

    return make


def _corner(w: float, h: float, adjust: Adjust) -> Points:
    y, x = min(w, h) * _part(adjust, "adj1", 50_000), min(w, h) * _part(adjust, "adj2", 50_000)
    return [(0, 0), (x, 0), (x, h - y), (w, h - y), (w, h), (0, h)]


def _bent_arrow(w: float, h: float, adjust: Adjust) -> Points:
    s = min(w, h)
    t, half, head = (s * _part(adjust, f"adj{n}", 25_000) for n in (1, 2, 3))
    return [
        (0, h), (0, half - t / 2), (w - head, half - t / 2), (w - head, 0), (w, half), (w - head, 2 * half), (w - head, half + t / 2),
        (t, half + t / 2), (t, h),
    ]  # fmt: skip


_PENTAGON = _fixed((0.5, 0), (1, 0.382), (0.809, 1), (0.191, 1), (0, 0.382))
_DIAMOND = _fixed((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))
_BOLT = _fixed(
    (0.392, 0), (0.594, 0.28), (0.511, 0.316), (0.768, 0.555), (0.687, 0.593), (1, 1), (0.463, 0.689), (0.568, 0.64), (0.233, 0.434),
    (0.352, 0.365), (0, 0.18),
)  # fmt: skip
POINTS: dict[str, Corners] = {
    "triangle": _triangle, "rtTriangle": _fixed((0, 0), (1, 1), (0, 1)), "diamond": _DIAMOND, "flowChartDecision": _DIAMOND,
    "parallelogram": _parallelogram, "flowChartInputOutput": _fixed((0.2, 0), (1, 0), (0.8, 1), (0, 1)), "trapezoid": _trapezoid,
    "flowChartManualOperation": _fixed((0, 0), (1, 0), (0.8, 1), (0.2, 1)), "pentagon": _PENTAGON, "hexagon": _hexagon,
    "flowChartPreparation": _fixed((0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1), (0, 0.5)), "octagon": _octagon, "chevron": _chevron,
    "homePlate": _home, "flowChartMerge": _fixed((0, 0), (1, 0), (0.5, 1)), "flowChartExtract": _fixed((0.5, 0), (1, 1), (0, 1)),
    "flowChartOffpageConnector": _fixed((0, 0), (1, 0), (1, 0.8), (0.5, 1), (0, 0.8)), "rightArrow": _arrow,
    "leftArrow": _mirrored(_arrow), "downArrow": _turned(_arrow), "upArrow": _upright(_arrow), "notchedRightArrow": _notched,
    "stripedRightArrow": _striped, "leftRightArrow": _double, "upDownArrow": _turned(_double), "plus": _plus, "mathPlus": _sign,
    "mathMinus": _minus, "mathMultiply": _times, "star4": _star(4, 12_500), "star5": _star(5, 19_098), "star6": _star(6, 28_868),
    "star7": _star(7, 34_601), "star8": _star(8, 37_500), "star10": _star(10, 42_533), "star12": _star(12, 37_500),
    "star16": _star(16, 37_500), "star24": _star(24, 37_500), "irregularSeal1": _star(9, 30_000), "irregularSeal2": _star(11, 32_000),
    "snip1Rect": _snip(1), "snip2SameRect": _snip(0, 1), "snip2DiagRect": _snip(1, 3), "snipRoundRect": _snip(1), "corner": _corner,
    "bentArrow": _bent_arrow, "lightningBolt": _BOLT,
}  # fmt: skip
