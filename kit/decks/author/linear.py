"""MathML as one line of text, for programs that draw no equations, and how high the equation itself stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kit.decks.author.omml import LARGE, LIMITS, said

ROOTS = {"3": "∛", "4": "∜"}
SPACED = frozenset("=<>≤≥≈≡≠∼→⇒⇔←∈⊂+−-×⋅·±")
SMALL = 0.7


@dataclass(frozen=True)
class Piece:
    """A stretch of the line: `italic` for letters that stand for something, `raised` 1 above, -1 below the line."""

    text: str
    italic: bool = False
    raised: int = 0


def pieces(tree: Element) -> tuple[Piece, ...]:
    """Return an equation as stretches of text."""
    made: list[Piece] = []
    for piece in _all(list(tree), 0):
        if made and (made[-1].italic, made[-1].raised) == (piece.italic, piece.raised):
            made[-1] = Piece(made[-1].text + piece.text, piece.italic, piece.raised)
        elif piece.text:
            made.append(piece)
    return tuple(made)


def height(node: Element) -> float:
    """Return how many lines high an equation stands."""
    heights = [height(child) for child in node]
    most = max(heights, default=1.0)
    base = node[0] if len(node) else node
    match node.tag:
        case "mfrac":
            return sum(heights)
        case "mtable":
            return sum(heights) * 1.1
        case "munder" | "mover" | "munderover":
            return heights[0] + SMALL * sum(heights[1:])
        case "msub" | "msup" | "msubsup" if base.tag == "mo" and (said(base) in LARGE or said(base) in LIMITS):
            return 1.3 + SMALL * sum(heights[1:])
        case "msub" | "msup":
            return heights[0] + 0.35 * heights[1]
        case "msubsup":
            return heights[0] + 0.3 * sum(heights[1:])
        case "msqrt" | "mroot" | "menclose":
            return most * 1.1
    return most


def _all(nodes: Sequence[Element], raised: int) -> list[Piece]:
    return [piece for node in nodes for piece in _of(node, raised)]


def _of(node: Element, raised: int) -> list[Piece]:
    maker = _MAKERS.get(node.tag)
    if maker:
        return maker(node, raised)
    return _all(list(node), raised) if len(node) else _word(node, raised)


def _word(node: Element, raised: int) -> list[Piece]:
    text = unicodedata.normalize("NFKC", said(node)) if node.tag == "mi" else said(node)
    if node.tag == "mo" and text in SPACED and not raised:
        text = f" {text} "
    elif text in LIMITS or (node.tag == "mi" and len(text) > 1 and text.isascii()):
        text = f"{text} "
    return [Piece(text, node.tag == "mi" and len(text) == 1 and text.isalpha() and not text >= "⺀", raised)]


def _scripted(node: Element, raised: int) -> list[Piece]:
    made = _of(node[0], raised)
    sides = {"msub": (-1,), "munder": (-1,), "msup": (1,), "mover": (1,)}.get(node.tag, (-1, 1))
    for side, part in zip(sides, node[1:], strict=False):
        inner = _of(part, raised or side)
        made += [Piece(one.text, False, raised) for one in inner] if all(one.text.strip("′″‴") == "" for one in inner) else inner
    spaced = node[0].tag == "mo" and (said(node[0]) in LARGE or said(node[0]) in LIMITS)
    return [*made, Piece(" ", False, raised)] if spaced else made


def _over(node: Element, raised: int) -> list[Piece]:
    """Return a base with its accent behind it, or with what stands above or below it."""
    sign = said(node[1]) if node[1].tag == "mo" else ""
    if sign in ("⏞", "⏟"):
        return _of(node[0], raised)
    marks = {"^": "̂", "~": "̃", "→": "⃗", "˙": "̇", "¨": "̈", "―": "̅", "¯": "̄"}
    inner = _of(node[0], raised)
    if node.tag == "mover" and sign in marks and sum(len(piece.text) for piece in inner) == 1:
        return [Piece(inner[0].text + marks[sign], inner[0].italic, raised)]
    return inner if sign in marks or sign == "_" else _scripted(node, raised)


def _fraction(node: Element, raised: int) -> list[Piece]:
    if node.get("linethickness") == "0":
        return [*_of(node[0], raised), Piece(" ", False, raised), *_of(node[1], raised)]
    return [*_held(node[0], raised), Piece("/", False, raised), *_held(node[1], raised), Piece(" ", False, raised)]


def _held(node: Element, raised: int) -> list[Piece]:
    """Return a part in brackets unless it is one sign, number or word."""
    inner = _of(node, raised)
    text = "".join(piece.text for piece in inner).strip()
    single = len(text) == 1 or text.isalnum() or (len(inner) == 2 and inner[1].raised != raised and len(inner[0].text) == 1)
    return inner if single else [Piece("(", False, raised), *inner, Piece(")", False, raised)]


def _root(node: Element, raised: int) -> list[Piece]:
    if node.tag == "mroot":
        degree = "".join(piece.text for piece in _of(node[1], 0))
        sign = [Piece(ROOTS[degree], False, raised)] if degree in ROOTS else [Piece(degree, False, 1), Piece("√", False, raised)]
        return [*sign, *_held(node[0], raised)]
    inner = _all(list(node), raised)
    text = "".join(piece.text for piece in inner)
    return [Piece("√", False, raised), *(inner if text.isalnum() else [Piece("(", False, raised), *inner, Piece(")", False, raised)])]


def _table(node: Element, raised: int) -> list[Piece]:
    made: list[Piece] = []
    for row in node:
        made += [Piece("; ", False, raised)] if made else []
        for i, cell in enumerate(row):
            made += [Piece(" ", False, raised)] if i else []
            made += _all(list(cell), raised)
    return made


def _space(node: Element, raised: int) -> list[Piece]:
    return [Piece(" ", False, raised)] if node.get("width") or node.get("linebreak") else []


_MAKERS: dict[str, Callable[[Element, int], list[Piece]]] = {
    "msub": _scripted,
    "msup": _scripted,
    "msubsup": _scripted,
    "munderover": _scripted,
    "munder": _over,
    "mover": _over,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "mtable": _table,
    "mspace": _space,
    "mphantom": lambda node, raised: [],
}
