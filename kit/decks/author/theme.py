"""A theme: colours, type scale, fonts and page, read from theme.yaml as one frozen value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit import workspace
from kit.content import files, yamltext
from kit.errors import Finding, KitError

COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}\Z")
RATIOS = {"16:9": (12192000, 6858000), "4:3": (9144000, 6858000)}
PLAIN = {"paper": "FFFFFF", "surface": "F2F4F5", "ink": "1A2228", "muted": "5A6670", "line": "D5DBDF", "link": "1F5FA8"}
ACCENTS = ("1F5FA8", "C9822B", "2E7D5B", "A84B62", "7F8A93", "5AA0C8")
SLOTS = {"paper": "bg1", "ink": "tx1", "surface": "bg2", "muted": "tx2", "accent1": "accent1", "accent2": "accent2"}
KEYS = ("name", "mode", "colours", "cover", "fonts", "sizes", "page", "footer", "logo")


def read(path: Path) -> Theme:
    """Read a theme.yaml, or the one in a folder; raises KitError naming the line when it is not a theme."""
    file = path / "theme.yaml" if path.is_dir() else path
    page = yamltext.read(file)
    page.only(KEYS)
    theme = Theme(
        name=page.text("name", file.parent.name),
        dark=page.choice("mode", ("light", "dark"), "light") == "dark",
        colours=_colours(page.page("colours")),
        cover=_cover(page.page("cover")),
        fonts=_fonts(page.page("fonts")),
        sizes=_sizes(page.page("sizes")),
        ratio=page.page("page").choice("ratio", RATIOS, "16:9"),
        margin=page.page("page").number("margin", 6.0, least=2, most=12),
        footer=page.text("footer"),
    )
    refuse(page.findings)
    logo = page.text("logo")
    return replace(theme, logo=_logo(file.parent / logo)) if logo else theme


def find(name: str, roots: Sequence[Path]) -> Path:
    """Return the file of the theme `name`, looked up in `roots` one after the other; raises KitError naming those there are."""
    path = workspace.find(f"assets/themes/{name}/theme.yaml", tuple(roots))
    if path is None:
        known = sorted({found.parent.name for root in roots for found in root.glob("assets/themes/*/theme.yaml")})
        near = (yamltext.nearest(name, known) or known)[:3]
        raise KitError("theme.missing", "There is no theme `{name}`: use one of {known}.", name=name, known=", ".join(near))
    return path


def refuse(findings: tuple[Finding, ...]) -> None:
    """A theme is used for every deck: the first thing that does not fit refuses it."""
    if findings:
        first = findings[0]
        raise KitError(
            "theme.broken", "{place}: the theme cannot be used: {reason}", place=f"{first.file}:{first.line}", reason=first.said(str)
        )


def _logo(path: Path) -> Logo:
    """Return the logo at a path; raises KitError when it cannot be opened."""
    try:
        return Logo(str(path), files.digest(files.read_bytes(path, 30_000_000)))
    except KitError as error:
        raise KitError("theme.logo-missing", "The theme's logo cannot be used: {reason}", reason=str(error)) from error


def _colours(page: yamltext.Page) -> Colours:
    page.only((*PLAIN, "accents"))
    accents = page.texts("accents") or ACCENTS
    filled = (*accents, *ACCENTS)[:6]
    named = {name: _colour(page, name, page.text(name, default)) for name, default in PLAIN.items()}
    return Colours(**named, accents=tuple(_colour(page, "accents", value) for value in filled))


def _colour(page: yamltext.Page, key: str, value: str) -> str:
    if not COLOUR.match(value):
        page.note(key, "theme.colour", "`{key}` takes colours written RRGGBB, not {value}.", key=key, value=value)
        return "000000"
    return value.lstrip("#").upper()


def _cover(page: yamltext.Page) -> Cover:
    page.only(("fill", "text", "soft", "mark"))
    return Cover(
        fill=SLOTS[page.choice("fill", SLOTS, "ink")],
        text=SLOTS[page.choice("text", SLOTS, "paper")],
        soft=_colour(page, "soft", page.text("soft", "D5DBDF")),
        mark=_colour(page, "mark", page.text("mark", "FFFFFF")),
    )


def _fonts(page: yamltext.Page) -> Fonts:
    page.only(("latin", "east_asian", "code"))
    return Fonts(page.text("latin", "Arial"), page.text("east_asian", "Microsoft YaHei"), page.text("code", "Consolas"))


def _sizes(page: yamltext.Page) -> Sizes:
    plain = Sizes()
    page.only(Sizes.__dataclass_fields__)
    return Sizes(**{name: page.number(name, getattr(plain, name), least=8, most=200) for name in Sizes.__dataclass_fields__})


@dataclass(frozen=True)
class Colours:
    """The palette as RRGGBB; the first accent carries the deck, the others only tell series of a chart apart."""

    paper: str
    surface: str
    ink: str
    muted: str
    line: str
    link: str
    accents: tuple[str, ...]


@dataclass(frozen=True)
class Cover:
    """How title and closing slides look: `fill` and `text` name theme colours, `soft` and `mark` are RRGGBB."""

    fill: str
    text: str
    soft: str
    mark: str


@dataclass(frozen=True)
class Fonts:
    """Typefaces for Latin and East Asian text and for code."""

    latin: str
    east_asian: str
    code: str


@dataclass(frozen=True)
class Sizes:
    """The type scale in points."""

    cover: float = 46
    section: float = 40
    title: float = 32
    body: float = 24
    card: float = 20
    number: float = 110
    quote: float = 32
    table: float = 18
    code: float = 18
    caption: float = 13
    source: float = 11
    footer: float = 10


@dataclass(frozen=True)
class Logo:
    """The picture of a logo: where it lies, and the hash of its bytes."""

    path: str
    digest: str


@dataclass(frozen=True)
class Template:
    """Somebody's own .pptx or .potx: where it lies, the hash of its bytes, the page in EMU, and layouts named by hand (ours, theirs).

    `inks` and `fills` are RRGGBB in place of theme colours that are out of contrast there, for text and for shapes; `faces` are
    typefaces in place of the theme's where its placeholders use others.
    """

    path: str
    digest: str
    page: tuple[int, int]
    naming: tuple[tuple[str, str], ...] = ()
    inks: tuple[tuple[str, str], ...] = ()
    fills: tuple[tuple[str, str], ...] = ()
    faces: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Theme:
    """Everything that decides how a deck looks."""

    name: str
    colours: Colours
    cover: Cover
    fonts: Fonts
    sizes: Sizes = Sizes()
    dark: bool = False
    ratio: str = "16:9"
    margin: float = 6.0
    footer: str = ""
    template: Template | None = None
    logo: Logo | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a slide in EMU."""
        return self.template.page if self.template else RATIOS[self.ratio]
