"""A theme made from a few colours: the rest derived from them, every text in contrast, series that stay apart."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

from kit.decks.author import contrast, palette
from kit.decks.author.logos import Mark
from kit.errors import KitError

TEXT, MARK = 4.5, 3.0  # WCAG 2: text, and what must be told apart without being read
APART = 0.09  # of the circle of hues
SERIES = ("3F5FA8", "B3476B", "D98324", "2E7D5B", "7A56B0", "58A9CC")
GREY = "7F8A93"
MOST = 2  # colours that a theme is made from
PALE = 2.0  # contrast on paper under which a colour would have to become another to carry words
DIM = 0.16  # strength of colour under which it counts as grey


def colours(asked: Sequence[str], logo: Mark | None) -> tuple[str, ...]:
    """Return one or two colours RRGGBB: those asked for, else the strongest of the logo; raises KitError when there are none."""
    given = [value.strip() for value in asked if value.strip()]
    wanted = tuple(_whole(value.lstrip("#").upper()) for value in given)
    if len(wanted) > MOST:
        raise KitError("theme.colours", "Give one or two colours, not {count}: the others follow from them.", count=len(wanted))
    for value, said in zip(wanted, given, strict=True):
        if len(value) != 6 or any(c not in "0123456789ABCDEF" for c in value):
            raise KitError("theme.colour", "Colours are written #RRGGBB, not {value}.", value=said)
    if wanted:
        return wanted
    found = _of_logo(logo) if logo else ()
    if not found:
        raise KitError("theme.no-colours", "Give a colour as #RRGGBB: the logo is black, white and grey only.")
    return found


def tokens(first: str, second: str = "", *, dark: bool = False) -> dict[str, object]:
    """Return the colours of a theme.yaml from one colour or two: text reaches 4.5 to 1, marks 3 to 1 on paper and on cards (WCAG 2)."""
    paper = palette.mixed("0E1519", first, 0.06) if dark else "FFFFFF"
    ink = palette.mixed("F4F7F8", first, 0.04) if dark else palette.mixed("12181C", first, 0.12)
    surface = palette.mixed(paper, ink, 0.06)
    grounds = (paper, surface)
    muted = palette.legible(palette.mixed(ink, paper, 0.36), grounds, TEXT)
    accent = palette.legible(first, grounds, TEXT)
    accents = [accent, _second(second, accent, grounds) or palette.legible(_partner(first), grounds, MARK)]
    for value in SERIES:
        if all(_apart(value, other) for other in accents) and len(accents) < 4:
            accents.append(palette.legible(value, grounds, TEXT))
    rest = (value for value in (*SERIES, "5A6670") if palette.legible(value, grounds, TEXT) not in accents)
    while len(accents) < 4:
        accents.append(palette.legible(next(rest), grounds, TEXT))
    accents += [palette.legible(GREY, (paper,), MARK), palette.legible(palette.mixed(accents[2], paper, 0.35), (paper,), 2.6)]
    return {
        "paper": paper,
        "surface": surface,
        "ink": ink,
        "muted": muted,
        "line": palette.mixed(paper, ink, 0.16),
        "accents": accents,
        "link": accent,
    }


def cover(made: dict[str, object], first: str, *, dark: bool = False) -> dict[str, str]:
    """Return how covers look: the first accent with what can be read on it, on dark themes the colour of cards.

    A first colour too light for that (yellow) stays what it is, as the mark on a dark cover.
    """
    accents = made["accents"]
    assert isinstance(accents, list)
    if dark:
        return {"fill": "surface", "text": "ink", "soft": str(made["muted"]), "mark": accents[0]}
    if contrast.ratio(first, str(made["paper"])) < PALE and _strength(first) > DIM:
        ink = str(made["ink"])
        soft = palette.legible(palette.mixed(str(made["paper"]), ink, 0.2), (ink,), TEXT)
        return {"fill": "ink", "text": "paper", "soft": soft, "mark": palette.legible(first, (ink,), MARK)}
    ground, paper = str(accents[0]), str(made["paper"])
    soft = palette.legible(palette.mixed(paper, ground, 0.2), (ground,), TEXT)
    return {"fill": "accent1", "text": "paper", "soft": soft, "mark": palette.legible(str(accents[1]), (ground,), MARK)}


def page(name: str, first: str, second: str = "", *, dark: bool = False, logo: str = "") -> str:
    """Return a theme.yaml made from one colour or two."""
    made = tokens(first, second, dark=dark)
    rows = [f"  {key}: {_written(value)}" for key, value in made.items()]
    covers = [f"  {key}: {_written(value)}" for key, value in cover(made, first, dark=dark).items()]
    said = " and ".join(f"#{value}" for value in (first, second) if value)
    return "\n".join(
        (
            f"# Made from {said}; where a text would not have been readable its colour was changed (at least 4.5 : 1). Colours are RRGGBB.",
            f"name: {_quoted(name)}",
            f"mode: {'dark' if dark else 'light'}",
            "colours:",
            *rows,
            "cover:",
            *covers,
            "fonts:",
            "  latin: Arial",
            "  east_asian: Microsoft YaHei",
            "  code: Consolas",
            *((f"logo: {_quoted(logo)}",) if logo else ()),
            'footer: ""',
            "",
        )
    )


def _whole(value: str) -> str:
    """Return RRGGBB of RGB."""
    return "".join(c * 2 for c in value) if len(value) == 3 else value


def _second(value: str, first: str, grounds: tuple[str, ...]) -> str:
    """Return a second colour that can be told from the first on every ground: itself, a lighter or darker one, "" for none."""
    if not value:
        return ""
    tried = (value, *(palette.mixed(value, end, share / 10) for share in range(1, 9) for end in ("000000", "FFFFFF")))
    seen = (
        palette.legible(value, grounds, MARK),
        *(one for one in tried if all(contrast.ratio(one, ground) >= MARK for ground in grounds)),
    )
    return next((one for one in seen if _apart(one, first)), "")


def _written(value: object) -> str:
    """Return a colour, a word or a list of colours as YAML; all digits would be a number elsewhere."""
    return f"[{', '.join(map(_written, value))}]" if isinstance(value, list) else _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _of_logo(logo: Mark) -> tuple[str, ...]:
    """Return the colour that speaks loudest in a logo, by how much of it there is and how strong it is, and the next of another hue."""
    weighed = [(share * (0.25 + _strength(colour)), colour) for colour, share in logo.colours if share > 0.004]
    strong = [colour for _, colour in sorted(weighed, reverse=True) if _strength(colour) > DIM]
    if not strong:
        return ()
    other = next((colour for colour in strong[1:] if _apart(colour, strong[0])), "")
    return (strong[0], other) if other else (strong[0],)


def _strength(colour: str) -> float:
    _, light, strength = _hls(colour)
    return strength * (1 - abs(2 * light - 1))


def _apart(one: str, other: str) -> bool:
    """Tell whether two colours differ in hue, where both have one, or at least much in lightness."""
    between = abs(_hls(one)[0] - _hls(other)[0])
    hued = min(_strength(one), _strength(other)) > DIM
    return (hued and min(between, 1 - between) >= APART) or contrast.ratio(one, other) > (2.2 if hued else 1.7)


def _partner(colour: str) -> str:
    """Return the warm or cool colour that goes with one: across the circle of hues, as strong."""
    hue, _, strength = _hls(colour)
    red, green, blue = colorsys.hls_to_rgb((hue + 0.45) % 1, 0.48, max(min(strength, 0.75), 0.5))
    return "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)))
