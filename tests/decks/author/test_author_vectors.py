"""SVG pictures: native with a PNG beside them, harmless whatever they hold, and refused when they cannot be drawn."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kit.decks.author import Compiled, vectors

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
PLAIN = HEAD + 'viewBox="0 0 400 200"><rect width="400" height="200" fill="#0E766C"/></svg>'
OUTSIDE = {
    "picture": '<image href="http://example.org/x.png" width="5" height="5"/>',
    "file": '<image xlink:href="file:///etc/passwd" width="5" height="5"/>',
    "use": '<use href="other.svg#a"/>',
    "paint": '<rect width="9" height="9" fill="url(http://example.org/a#b)"/>',
    "style": "<style>@import url(http://example.org/a.css);</style>",
    "inline style": """<rect width="9" height="9" style="fill: url('https://example.org/a#b')"/>""",
}


def test_a_vector_is_native_with_a_png_for_others(compiled: Callable[..., Compiled], slides_of: Any, pictures: Path) -> None:
    (pictures / "a.svg").write_text(PLAIN, "utf-8")
    made = compiled("# 一\n\n![图](a.svg)\n\n---\n# 二\n\n![图](a.svg)\n")
    assert made.findings == ()
    for slide in slides_of(made):
        picture = next(shape for shape in slide.shapes if shape.name.startswith("Picture"))
        assert abs(picture.width / picture.height - 2) < 0.01
        assert Image.open(io.BytesIO(picture.image.blob)).size == (vectors.SIDE, vectors.SIDE // 2)
        (own,) = picture._element.xpath("//*[local-name()='svgBlip']/@*[local-name()='embed']")
        assert slide.part.related_part(own).content_type == "image/svg+xml"
    package = slides_of(made)[0].part.package
    assert sum(str(part.partname).endswith(".svg") for part in package.iter_parts()) == 1


def test_a_packed_vector_is_read_too() -> None:
    assert vectors.read(gzip.compress(PLAIN.encode("utf-8"))).data == vectors.read(PLAIN.encode("utf-8")).data


@pytest.mark.parametrize("what", OUTSIDE)
def test_nothing_from_outside_stays(compiled: Callable[..., Compiled], pictures: Path, what: str) -> None:
    text = f'{HEAD}viewBox="0 0 10 10"><rect width="5" height="5"/>{OUTSIDE[what]}</svg>'
    made = vectors.read(text.encode("utf-8"))
    assert made.outside
    assert b"example.org" not in made.data
    assert b"passwd" not in made.data
    (pictures / "a.svg").write_text(text, "utf-8")
    assert "author.picture-outside" in {finding.code for finding in compiled("# 一\n\n![图](a.svg)\n").findings}


def test_nothing_that_acts_stays() -> None:
    acting = '<script>x()</script><a href="https://example.org"><rect width="5" height="5" onclick="x()"/></a>'
    html = '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">字</p></foreignObject>'
    made = vectors.read(f'{HEAD}width="4cm" height="2cm" onload="x()">{acting}{html}</svg>'.encode())
    assert not [word for word in (b"script", b"onclick", b"onload", b"foreignObject", b"example.org") if word in made.data]
    assert made.html
    assert made.outside == ()


def test_entities_inside_are_read_and_those_outside_are_not() -> None:
    kinds = '<!DOCTYPE svg [<!ENTITY a "word"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    made = vectors.read(f'{kinds}{HEAD}viewBox="0 0 9 9"><text y="5">&a;</text></svg>'.encode())
    assert b"word" in made.data
    assert b"DOCTYPE" not in made.data


@pytest.mark.parametrize(
    "inner",
    [
        "<rect",
        "".join(f'<g id="a{i}">{f"""<use href="#a{i + 1}"/>""" * 10}</g>' for i in range(9)) + '<g id="a9"><rect/></g></svg>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>',
    ],
    ids=["broken", "bomb", "circle"],
)
def test_what_cannot_be_drawn_is_refused(inner: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        vectors.read(f'{HEAD}viewBox="0 0 10 10">{inner}'.encode())


@pytest.mark.parametrize("size", ['width="99999999999" height="3"', 'width="1e9" height="1e9"'])
def test_sizes_out_of_proportion_are_refused(size: str) -> None:
    with pytest.raises(ValueError, match="proportion"):
        vectors.read(f"{HEAD}{size}><rect/></svg>".encode())


def test_what_is_no_vector_is_refused() -> None:
    for data in (b"", b"<html/>", b"\x1f\x8bxx", b"\x89PNG", b"<svg/>"):
        with pytest.raises(ValueError, match=r"."):
            vectors.read(data)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="10mm" height="20mm"', (37.8, 75.6)),
        ('viewBox="0 0 30 10"', (30, 10)),
        ('width="60" viewBox="0 0 30 10"', (60, 20)),
        ('width="100%" height="100%" viewBox="0,0,30,10"', (30, 10)),
        ("", (300, 150)),
    ],
)
def test_the_size_is_read_as_browsers_do(size: str, expected: tuple[float, float]) -> None:
    made = vectors.read(f"{HEAD}{size}><rect width='9' height='9'/></svg>".encode())
    assert (round(made.width, 1), round(made.height, 1)) == expected
