"""Diagrams whose drawing the file does not bring along: their topics side by side, what belongs to each below it.

How diagrams are laid out is a program of its own in each; what is said and what belongs together is seen without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.decks.scene.numbers import whole
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import Paragraph, Run, Shape

Box = tuple[int, int, int, int]
ACROSS, MOST, DEEP, LINES = 4, 24, 4, 40  # topics in a row, topics, levels and points of one that are shown
GAP, TALL, HEAD = 0.08, 0.6, 0.42  # between topics, how high one is of its width, how much of it is its name: in parts
LARGE, SMALL = 20.0, 14.0


def read(root: xml.Element, theme: Theme, box: Box) -> tuple[Shape, ...]:
    """Return the words of a diagram's data within `box` (x, y, width, height), nothing where it says nothing."""
    words = {
        point.get("modelId") or "": _words(point) for point in root.iter(q("dgm:pt")) if (point.get("type") or "node") in ("node", "asst")
    }
    top = next((point.get("modelId") or "" for point in root.iter(q("dgm:pt")) if point.get("type") == "doc"), "")
    below: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter(q("dgm:cxn")):
        if (link.get("type") or "parOf") == "parOf" and link.get("destId") in words:
            below.setdefault(link.get("srcId") or "", []).append((whole(link, "srcOrd"), link.get("destId") or ""))
    topics = [(words[key], list(islice(_under(key, words, below, 0), LINES))) for _order, key in sorted(below.get(top, []))[:MOST]]
    if not any(head or rest for head, rest in topics):
        return ()
    return tuple(shape for n, topic in enumerate(topics) for shape in _drawn(topic, _cell(n, len(topics), box), theme, n))


def _words(point: xml.Element) -> str:
    pars = point.iterfind(f"{q('dgm:t')}/{q('a:p')}")
    return " ".join("".join(t.text or "" for t in par.iter(q("a:t"))) for par in pars).strip()


def _under(key: str, words: dict[str, str], below: dict[str, list[tuple[int, str]]], level: int) -> Iterator[tuple[int, str]]:
    """Yield level and words of what belongs to a topic; no deeper than diagrams go, whatever the file says."""
    for _order, child in sorted(below.get(key, []))[:MOST] if level < DEEP else ():
        yield level, words[child]
        yield from _under(child, words, below, level + 1)


def _cell(n: int, count: int, box: Box) -> Box:
    """Return where a topic stands among so many."""
    x, y, w, h = box
    across = min(count, ACROSS)
    down = -(-count // across)
    wide, room = w / across, h / down
    high = min(room, wide * TALL)
    left, top = x + n % across * wide, y + n // across * room + (room - high) / 2
    return round(left + wide * GAP / 2), round(top), round(wide * (1 - GAP)), round(high * (1 - GAP))


def _drawn(topic: tuple[str, list[tuple[int, str]]], cell: Box, theme: Theme, n: int) -> Iterator[Shape]:
    """Yield a topic and what belongs to it; no more than words, since nobody knows what shapes they have."""
    (head, rest), (x, y, w, h) = topic, cell
    high = round(h * HEAD) if rest else h
    named = (_line(head, LARGE, theme.colours.get("accent1", "4472C4"), theme),)
    yield Shape("text", 2 * n + 1, head, x, y, w, high, anchor="b" if rest else "ctr", autofit="shrink", paragraphs=named)
    if rest:
        ink = theme.colours.get(theme.mapping.get("tx1", "dk1"), "000000")
        lines = tuple(_line(text, SMALL, ink, theme, level) for level, text in rest)
        yield Shape("text", 2 * n + 2, "", x, y + high, w, h - high, autofit="shrink", paragraphs=lines)


def _line(text: str, size: float, ink: str, theme: Theme, level: int = -1) -> Paragraph:
    """Return a topic, or a point below one."""
    run = Run(text, size, bold=level < 0, colour=ink, font=theme.font("+mn-lt"), east_asian=theme.font("+mn-ea"))
    if level < 0:
        return Paragraph((run,), align="ctr", size=size)
    return Paragraph((run,), level, "l", "•", 171450 * (level + 1), -171450, size=size)
