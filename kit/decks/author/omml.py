"""MathML as the equations that Office programs edit (OMML): one function for each kind of element."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import unescape
from xml.etree.ElementTree import Element

from kit.decks.author import xml

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
LARGE = frozenset("∑∏∐∫∬∭∮∯∰⋃⋂⨁⨂⨀⨆⋀⋁")
INTEGRALS = frozenset("∫∬∭∮∯∰")
LIMITS = frozenset({"lim", "max", "min", "sup", "inf", "lim sup", "lim inf", "arg max", "arg min", "det", "gcd", "Pr"})
RELATIONS = frozenset("=<>≤≥≈≡≠∼→⇒⇔←,;∈⊂")
OPENS = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
BARS = frozenset("―¯‾_")
BRACES = frozenset("⏞⏟")
ACCENTS = {"^": "̂", "~": "̃", "→": "⃗", "˙": "̇", "¨": "̈", "ˇ": "̌", "˘": "̆", "´": "́", "`": "̀"}
GAP = "\u2003"


def markup(tree: Element, props: str) -> str:
    """Return an equation's content; `props` is the markup of run properties, the same for every run."""
    return _row(list(tree), props)


def said(node: Element) -> str:
    """Return the characters that an element itself holds."""
    return unescape(node.text or "").replace("\u00a0", " ")


def _run(node: Element, props: str) -> str:
    text = said(node)
    if not text:
        return ""
    plain = {"mtext": "<m:nor/>", "mn": '<m:sty m:val="p"/>', "mo": '<m:sty m:val="p"/>'}.get(node.tag, "")
    if node.tag == "mi" and (len(text) > 1 or not text.isalpha()):
        plain = '<m:sty m:val="p"/>'
    style = f"<m:rPr>{plain}</m:rPr>" if plain else ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<m:r>{style}{props}<m:t{space}>{xml.clean(text)}</m:t></m:r>"


def _row(nodes: Sequence[Element], props: str) -> str:
    """Return elements side by side: sums take what follows as their operand, brackets what stands between them."""
    made, at = "", 0
    while at < len(nodes):
        node = nodes[at]
        if _large(node):
            end = _operand(nodes, at + 1)
            made += _nary(node, nodes[at + 1 : end], props)
            at = end
        elif end := _bracketed(nodes, at):
            made += _fenced(said(node), said(nodes[end - 1]), nodes[at + 1 : end - 1], props)
            at = end
        else:
            made += _element(node, props)
            at += 1
    return made


def _operand(nodes: Sequence[Element], start: int) -> int:
    ends = (i for i in range(start, len(nodes)) if nodes[i].tag == "mo" and said(nodes[i]) in RELATIONS)
    return next(ends, len(nodes))


def _bracketed(nodes: Sequence[Element], at: int) -> int:
    """Return where brackets around one high element end (behind the closing one), 0 where there are none."""
    if at + 2 >= len(nodes) or nodes[at].tag != "mo" or said(nodes[at]) not in OPENS or nodes[at + 1].tag not in ("mtable", "mfrac"):
        return 0
    return at + 3 if nodes[at + 2].tag == "mo" and said(nodes[at + 2]) in OPENS.values() else 0


def _element(node: Element, props: str) -> str:
    maker = _MAKERS.get(node.tag)
    return maker(node, props) if maker else _row(list(node), props) if len(node) else _run(node, props)


def _group(node: Element, props: str) -> str:
    inner = list(node)
    if len(inner) > 1 and inner[0].tag == "mo" and inner[0].get("form") == "prefix":
        closed = inner[-1].tag == "mo" and inner[-1].get("form") == "postfix"
        return _fenced(said(inner[0]), said(inner[-1]) if closed else "", inner[1 : -1 if closed else None], props)
    return _row(inner, props)


def _fenced(left: str, right: str, inner: Sequence[Element], props: str) -> str:
    ends = f'<m:begChr m:val="{xml.clean(left)}"/><m:endChr m:val="{xml.clean(right)}"/>'
    return f"<m:d><m:dPr>{ends}{_control(props)}</m:dPr><m:e>{_row(inner, props)}</m:e></m:d>"


def _control(props: str) -> str:
    return f"<m:ctrlPr>{props}</m:ctrlPr>" if props else ""


def _part(tag: str, node: Element | None, props: str) -> str:
    return f"<m:{tag}>{_element(node, props) if node is not None else ''}</m:{tag}>"


def _large(node: Element) -> bool:
    base = node[0] if node.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover") and len(node) else node
    return base.tag == "mo" and said(base) in LARGE


def _nary(node: Element, operand: Sequence[Element], props: str) -> str:
    """Return a sum, product or integral with its limits and what it is taken over."""
    base = node[0] if len(node) else node
    low, high = _scripts(node) if len(node) else (None, None)
    place = "subSup" if said(base) in INTEGRALS and not node.tag.startswith("mu") else "undOvr"
    hidden = ('<m:subHide m:val="1"/>' if low is None else "") + ('<m:supHide m:val="1"/>' if high is None else "")
    head = f'<m:naryPr><m:chr m:val="{said(base)}"/><m:limLoc m:val="{place}"/>{hidden}{_control(props)}</m:naryPr>'
    return f"<m:nary>{head}{_part('sub', low, props)}{_part('sup', high, props)}<m:e>{_row(operand, props)}</m:e></m:nary>"


def _scripts(node: Element) -> tuple[Element | None, Element | None]:
    """Return what stands below and above a base."""
    if node.tag in ("msub", "munder"):
        return node[1], None
    if node.tag in ("msup", "mover"):
        return None, node[1]
    return node[1], node[2]


def _script(node: Element, props: str) -> str:
    base, (low, high) = node[0], _scripts(node)
    if node.tag == "msub" and base.tag == "mo" and said(base) in LIMITS:
        return _limit(node, props)
    inner = _part("e", base, props) + (_part("sub", low, props) if low is not None else "")
    inner += _part("sup", high, props) if high is not None else ""
    tag = {"msub": "sSub", "msup": "sSup", "msubsup": "sSubSup"}[node.tag]
    return f"<m:{tag}><m:{tag}Pr>{_control(props)}</m:{tag}Pr>{inner}</m:{tag}>"


def _limit(node: Element, props: str) -> str:
    """Return something written right below or above its base."""
    low, high = _scripts(node)
    made = _element(node[0], props)
    for tag, part in (("limLow", low), ("limUpp", high)):
        if part is not None:
            made = f"<m:{tag}><m:{tag}Pr>{_control(props)}</m:{tag}Pr><m:e>{made}</m:e>{_part('lim', part, props)}</m:{tag}>"
    return made


def _over(node: Element, props: str) -> str:
    sign = said(node[1]) if node[1].tag == "mo" else ""
    place = "top" if node.tag == "mover" else "bot"
    if sign in BARS and sign:
        return f'<m:bar><m:barPr><m:pos m:val="{place}"/>{_control(props)}</m:barPr>{_part("e", node[0], props)}</m:bar>'
    if sign in BRACES and sign:
        head = f'<m:chr m:val="{sign}"/><m:pos m:val="{place}"/><m:vertJc m:val="{"bot" if place == "top" else "top"}"/>'
        return f"<m:groupChr><m:groupChrPr>{head}{_control(props)}</m:groupChrPr>{_part('e', node[0], props)}</m:groupChr>"
    if sign in ACCENTS and node.tag == "mover" and node[0].tag != "mo" and said(node[0]) not in OPENS:
        return f'<m:acc><m:accPr><m:chr m:val="{ACCENTS[sign]}"/>{_control(props)}</m:accPr>{_part("e", node[0], props)}</m:acc>'
    return _limit(node, props)


def _fraction(node: Element, props: str) -> str:
    bare = '<m:type m:val="noBar"/>' if node.get("linethickness") == "0" else ""
    return f"<m:f><m:fPr>{bare}{_control(props)}</m:fPr>{_part('num', node[0], props)}{_part('den', node[1], props)}</m:f>"


def _root(node: Element, props: str) -> str:
    degree = node[1] if node.tag == "mroot" else None
    hidden = "" if degree is not None else '<m:degHide m:val="1"/>'
    inner = _row(list(node) if degree is None else [node[0]], props)
    return f"<m:rad><m:radPr>{hidden}{_control(props)}</m:radPr>{_part('deg', degree, props)}<m:e>{inner}</m:e></m:rad>"


def _table(node: Element, props: str) -> str:
    rows = [[cell for cell in row if cell.tag == "mtd"] for row in node if row.tag in ("mtr", "mlabeledtr")]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    first = max(rows, key=len)
    columns = "".join(f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{_side(cell)}"/></m:mcPr></m:mc>' for cell in first)
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    body = "".join(f"<m:mr>{''.join(_part('e', cell, props) for cell in row)}</m:mr>" for row in full)
    return f"<m:m><m:mPr><m:mcs>{columns}</m:mcs>{_control(props)}</m:mPr>{body}</m:m>"


def _side(cell: Element) -> str:
    return cell.get("columnalign", "center")


def _boxed(node: Element, props: str) -> str:
    sides = "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right"))
    struck = "" if node.get("notation") == "box" else sides + '<m:strikeBLTR m:val="1"/>'
    inner = _row(list(node), props)
    return f"<m:borderBox><m:borderBoxPr>{struck}{_control(props)}</m:borderBoxPr><m:e>{inner}</m:e></m:borderBox>"


def _phantom(node: Element, props: str) -> str:
    return f'<m:phant><m:phantPr><m:show m:val="0"/>{_control(props)}</m:phantPr><m:e>{_row(list(node), props)}</m:e></m:phant>'


def _space(node: Element, props: str) -> str:
    wide = node.get("linebreak") == "newline" or node.get("width", "").startswith(("1", "2"))
    return f'<m:r>{props}<m:t xml:space="preserve">{GAP if wide else " "}</m:t></m:r>' if node.get("width") or wide else ""


_MAKERS: dict[str, Callable[[Element, str], str]] = {
    "mrow": _group,
    "msub": _script,
    "msup": _script,
    "msubsup": _script,
    "munder": _over,
    "mover": _over,
    "munderover": _limit,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "mtable": _table,
    "menclose": _boxed,
    "mphantom": _phantom,
    "mspace": _space,
}
