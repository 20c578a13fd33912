"""The tokens of a template: its colours, fonts and sizes as a theme of ours, with what is out of contrast there put right."""

from __future__ import annotations

from kit.decks.author import contrast, palette
from kit.decks.author.corporate import inks as readable
from kit.decks.author.corporate.mapping import Found
from kit.decks.author.corporate.source import OWN, Source
from kit.decks.author.theme import Colours, Cover, Fonts, Sizes, Template, Theme

TEXT, LARGE, SEEN = 4.5, 3.0, 1.35
CODE = "Consolas"
VEIL = 12000  # how opaque a card is over a picture, in thousandths of a per cent


def theme(source: Source, found: dict[str, Found], template: Template, *, name: str, footer: str) -> Theme:
    """Return the theme that drawing uses on this template."""
    ground = _ground(source, found)
    ink = readable.legible(_ink(source, found), ground, [source.colour(word) for word in OWN])
    surface = source.colour("bg2")
    if not 1.04 < contrast.ratio(surface, ground) < 1.3 or contrast.ratio(ink, surface) < 7:
        surface = palette.mixed(ground, ink, 0.07)
    behind = "claim-text" in found and not found["claim-text"][0].ground
    accents = tuple(source.colour(f"accent{n}") for n in range(1, 7))
    lit = palette.mixed(ground, ink, 0.35) if behind else surface  # a picture is lighter or darker here and there
    muted = _muted(source.colour("tx2"), ink, ground, lit)
    accents = tuple(value if contrast.ratio(value, ground) >= SEEN else palette.legible(value, (ground,), LARGE) for value in accents)
    fills = {f"accent{n}": value for n, value in enumerate(accents, 1)}
    fills |= {"bg2": f"{ink}@{VEIL}" if behind else surface, "bg1": ground, "tx1": ink, "tx2": muted}
    on = max((ground, ink, "FFFFFF", "000000"), key=lambda one: (contrast.ratio(one, accents[0]) >= TEXT, one == ground, one == ink))
    inks = {"tx1": ink, "tx2": muted, "bg1": on, "hlink": _legible(source.colour("hlink"), ground, surface)}
    inks |= {f"accent{n}": _legible(value, ground, lit) for n, value in enumerate(accents, 1)}
    colours = Colours(ground, surface, ink, muted, palette.mixed(ground, ink, 0.2), inks["hlink"], accents)
    fonts = dict(source.fonts)
    return Theme(
        name=name or source.name or "Template",
        colours=colours,
        cover=Cover("accent1", "bg1", muted, accents[0]),
        fonts=Fonts(fonts.get("+mn-lt") or "Arial", fonts.get("+mn-ea") or "Microsoft YaHei", CODE),
        sizes=_sizes(source, found),
        dark=contrast.ratio(ground, "000000") < contrast.ratio(ground, "FFFFFF"),
        footer=footer,
        template=Template(
            template.path,
            template.digest,
            source.page,
            template.naming,
            _changed(source, inks),
            _changed(source, fills),
            _faces(source, found),
        ),
    )


def _changed(source: Source, wanted: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, value) for word, value in wanted.items() if value != source.colour(word))


def _ink(source: Source, found: dict[str, Found]) -> str:
    """Return the colour of running text: that of the content placeholder, which may not be the theme's."""
    style = found["claim-text"][1]["body"].style if "claim-text" in found else None
    value = style.colour if style else ""
    return value if len(value) == 6 else source.colour("tx1") or "000000"


def _ground(source: Source, found: dict[str, Found]) -> str:
    """Return the colour behind the text; behind pictures it is guessed from the text's own."""
    sheet = found["claim-text"][0] if "claim-text" in found else source.master
    if sheet.ground:
        return sheet.ground
    ink = _ink(source, found)
    usual = source.colour("bg1") or "FFFFFF"
    if contrast.ratio(usual, ink) >= TEXT:
        return usual
    return "FFFFFF" if contrast.ratio("FFFFFF", ink) > contrast.ratio("000000", ink) else "202020"


def _muted(value: str, ink: str, ground: str, surface: str) -> str:
    if min(contrast.ratio(value, ground), contrast.ratio(value, surface)) >= TEXT:
        return value
    for share in (0.35, 0.25, 0.15, 0.0):
        made = palette.mixed(ink, ground, share)
        if min(contrast.ratio(made, ground), contrast.ratio(made, surface)) >= TEXT:
            return made
    return ink


def _legible(value: str, ground: str, surface: str) -> str:
    return palette.legible(value, (ground, surface), TEXT)


def _faces(source: Source, found: dict[str, Found]) -> tuple[tuple[str, str], ...]:
    """Return the typefaces that title and content placeholders use where they are not the theme's."""
    if "claim-text" not in found:
        return ()
    roles = found["claim-text"][1]
    named = (("+mn-lt", roles["body"].style.face), ("+mj-lt", roles["title"].style.face))
    return tuple((ref, face) for ref, face in named if face)


def _sizes(source: Source, found: dict[str, Found]) -> Sizes:
    """Return a type scale that follows the template's own title and text."""
    scale = min(1.0, source.page[1] / 6858000)
    roles = found["claim-text"][1] if "claim-text" in found else {}
    body = roles["body"].style.size if roles else 20.0
    title = roles["title"].style.size if roles else 32.0 * scale
    plain = Sizes()
    return Sizes(
        cover=title * 1.25,
        section=title * 1.1,
        title=title,
        body=body,
        card=max(14.0, min(body, plain.card)),
        number=round(plain.number * scale),
        quote=max(min(plain.quote * scale, body * 1.5), body),
        table=max(14.0, min(body, plain.table)),
        code=max(12.0, min(body, plain.code * scale)),
        caption=max(11.0, round(plain.caption * scale)),
        source=max(10.0, round(plain.source * scale)),
        footer=max(9.0, round(plain.footer * scale)),
    )
