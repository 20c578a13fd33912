"""Lists that appear item by item: the timing of a slide, one click an item with what is nested in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from kit.decks.author import xml
from kit.decks.author.text import Par

Steps = tuple[int, tuple[tuple[int, int], ...]]


def steps(number: int, pars: Sequence[Par]) -> Steps | None:
    """Return the shape's id with the paragraph ranges that appear one after another, or None when all stand there at once."""
    starts = [i for i, par in enumerate(pars) if par.shown_later and par.level == 0]
    if not starts:
        return None
    ends = [*(start - 1 for start in starts[1:]), max(i for i, par in enumerate(pars) if par.shown_later)]
    return number, tuple(zip(starts, ends, strict=True))


def markup(shapes: Sequence[Steps]) -> str:
    """Return the timing element of a slide."""
    ids = count(3)
    clicks = "".join(_click(number, first, last, ids) for number, ranges in shapes for first, last in ranges)
    builds = "".join(f'<p:bldP spid="{number}" grpId="0" build="p"/>' for number, _ in shapes)
    ends = "".join(
        f'<p:{tag}CondLst><p:cond evt="on{tag.capitalize()}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{tag}CondLst>'
        for tag in ("prev", "next")
    )
    return (
        f'<p:timing {xml.NAMES}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f"{clicks}</p:childTnLst></p:cTn>{ends}</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst><p:bldLst>{builds}</p:bldLst></p:timing>"
    )


def _click(shape: int, first: int, last: int, ids: count[int]) -> str:
    """Return one click that makes a range of paragraphs visible."""
    target = f'<p:spTgt spid="{shape}"><p:txEl><p:pRg st="{first}" end="{last}"/></p:txEl></p:spTgt>'
    outer, middle, effect, change = (next(ids) for _ in range(4))
    shown = (
        f'<p:set><p:cBhvr><p:cTn id="{change}" dur="1" fill="hold">{_at("0")}</p:cTn><p:tgtEl>{target}</p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set>'
    )
    appear = 'presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0" nodeType="clickEffect"'
    return _par(outer, 'fill="hold"', "indefinite", _par(middle, 'fill="hold"', "0", _par(effect, appear, "0", shown)))


def _par(number: int, attributes: str, delay: str, inner: str) -> str:
    node = f'<p:cTn id="{number}" {attributes}>{_at(delay)}<p:childTnLst>{inner}</p:childTnLst></p:cTn>'
    return f"<p:par>{node}</p:par>"


def _at(delay: str) -> str:
    return f'<p:stCondLst><p:cond delay="{delay}"/></p:stCondLst>'
