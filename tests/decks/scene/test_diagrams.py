"""A diagram without its drawing shows its topics in their order, each with what belongs to it."""

from __future__ import annotations

from kit.decks.opc import xml
from kit.decks.scene import diagrams
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import Shape

BOX = (1000, 2000, 80_000, 40_000)


def read(points: str, links: str) -> tuple[Shape, ...]:
    names = f'xmlns:dgm="{xml.NS["dgm"]}" xmlns:a="{xml.NS["a"]}"'
    text = f"<dgm:dataModel {names}><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:dataModel>"
    return diagrams.read(xml.parse(text.encode(), "", ""), Theme(), BOX)


def point(name: str, words: str = "", kind: str = "node") -> str:
    return f'<dgm:pt modelId="{name}" type="{kind}"><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'


def link(source: str, to: str, order: int = 0) -> str:
    return f'<dgm:cxn srcId="{source}" destId="{to}" srcOrd="{order}"/>'


def test_topics_stand_side_by_side_with_their_points_below() -> None:
    points = point("d", kind="doc") + point("1", "Two") + point("2", "One") + point("3", "deeper") + point("p", kind="parTrans")
    shapes = read(points, link("d", "1", 1) + link("d", "2", 0) + link("2", "3") + link("d", "p", 2))
    assert [shape.text for shape in shapes] == ["One", "deeper", "Two"]
    one, deeper, two = shapes
    assert one.x + one.w < two.x
    assert deeper.y >= one.y + one.h
    assert all(x >= BOX[0] and x + w <= BOX[0] + BOX[2] for x, w in ((shape.x, shape.w) for shape in shapes))


def test_one_that_says_nothing_or_goes_round_is_soon_read() -> None:
    assert read(point("d", kind="doc") + point("1"), link("d", "1")) == ()
    round_ = "".join(link(source, to, n) for n, (source, to) in enumerate([("d", "1"), ("1", "1"), ("1", "2"), ("2", "1")]))
    assert len(read(point("d", kind="doc") + point("1", "a") + point("2", "b"), round_)) == 2
    shapes = read(point("d", kind="doc") + point("1", "a"), link("d", "1") + "".join(link("1", "1", n) for n in range(500)))
    assert len(shapes[1].paragraphs) == diagrams.LINES
