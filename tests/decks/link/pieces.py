"""Tools to put parts, relationships and shapes into a deck by hand."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from tests.decks.invariants.seeds import SLIDE, SLIDE_RELS, Parts, R, override, swap

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Box"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
    "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
)
_PLACE = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'


def image(kind: str = "PNG", colour: str = "green") -> bytes:
    """Return a small picture."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, kind)
    return made.getvalue()


def put(parts: Parts, name: str, data: bytes | str, kind: str = "", *, owner: str = SLIDE_RELS, rid: str = "", rel: str = "") -> None:
    """Add a part, its content type, and the relationship of `owner` to it."""
    parts[name] = data.encode() if isinstance(data, str) else data
    if kind:
        override(parts, "/" + name, kind)
    if rid:
        relate(parts, owner, rid, rel, "/" + name)


def relate(parts: Parts, owner: str, rid: str, rel: str, target: str, mode: str = "") -> None:
    """Add a relationship, making the part of relationships when there is none."""
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts.setdefault(owner, empty)
    full = rel if ":" in rel else f"{R}/{rel}"
    mode = f' TargetMode="{mode}"' if mode else ""
    swap(parts, owner, "</Relationships>", f'<Relationship Id="{rid}" Type="{full}" Target="{target}"{mode}/></Relationships>')


def shape(parts: Parts, xml: str, slide: str = SLIDE) -> None:
    """Append a shape to a slide."""
    swap(parts, slide, "</p:spTree>", xml + "</p:spTree>")


def frame(number: int, uri: str, inner: str) -> str:
    """Return a graphic frame."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Frame"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        f"{_PLACE.replace('a:xfrm', 'p:xfrm')}"
        f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def picture(number: int, rid: str, props: str = "") -> str:
    """Return a picture; `props` stand in its nvPr."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture"/><p:cNvPicPr/><p:nvPr>{props}</p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{rid}"/><a:stretch/></p:blipFill>'
        f'<p:spPr>{_PLACE}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def either(requires: str, space: str, new: str, old: str) -> str:
    """Return alternate content: `new` for programs that know the namespace `space`, else `old`."""
    choice = f'<mc:Choice xmlns:{requires}="{space}" Requires="{requires}">{new}</mc:Choice>'
    return f'<mc:AlternateContent xmlns:mc="{MC}">{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'


def each(parts: Parts, ending: str, change: Callable[[bytes], bytes]) -> None:
    """Change every part whose name ends so."""
    for name in [name for name in parts if name.endswith(ending)]:
        parts[name] = change(parts[name])
