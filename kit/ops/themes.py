"""Themes: list what decks can look like, build a template that PowerPoint opens, make a theme from a logo and colours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.author.theme import Theme

PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".svgz", ".gif", ".bmp", ".tif", ".tiff", ".webp")
RATIOS = ("16:9", "4:3")


def listed(kit: Kit) -> tuple[ThemeRow, ...]:
    """Return the themes and templates by name; one that cannot be used says why."""
    from kit.decks.author import looks

    return tuple(_row(kit, look.name, look.path, look.kind) for look in looks.listed(kit.workspace.roots))


def names(kit: Kit) -> tuple[str, ...]:
    """Return the names by which decks ask for a theme or template, without reading them."""
    from kit.decks.author import looks

    return tuple(look.name for look in looks.listed(kit.workspace.roots))


def bring(kit: Kit, path: Path) -> str:
    """Copy somebody's own template into the workspace and return its name; raises KitError when it cannot be one."""
    from kit.content import files
    from kit.decks.author import looks

    if path.suffix.lower() not in looks.TEMPLATES:
        raise KitError("theme.no-template", "{name} is no PowerPoint file: bring a .potx or .pptx.", name=path.name)
    looks.read(path)
    target = kit.workspace.root / "assets" / "themes" / path.name
    if not (target.exists() and files.read_bytes(target) == files.read_bytes(path)):
        target = files.free_name(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        files.write_bytes(target, files.read_bytes(path))
    return target.name


def build(kit: Kit, name: str, out: Path, ratio: str = "") -> Path:
    """Write the template of a theme: .potx or .pptx by the ending; raises KitError when there is none or `out` cannot be written."""
    from kit.content import files
    from kit.decks import author
    from kit.decks.author import looks, potx

    if out.suffix.lower() not in (".potx", ".pptx"):
        raise KitError("theme.ending", "A template is written as .potx or .pptx, not {name}.", name=out.name)
    theme = looks.load(name or kit.workspace.theme, kit.workspace.roots, Path.cwd(), ratio)
    for one in looks.unshaped(theme, ratio):
        raise KitError(one.code, one.text, **one.fields)
    data = author.template(theme)
    return files.write_bytes(out, potx.template(data) if out.suffix.lower() == ".potx" else data)


def new(kit: Kit, name: str, *, logo: Path | None = None, colours: Sequence[str] = (), dark: bool = False) -> Made:
    """Make a theme in the workspace from a logo, one or two colours, or both; every text in it is in contrast.

    Without colours they are read from the logo. Raises KitError when the name is taken or not usable, the logo is no picture, or
    neither gives a colour.
    """
    from kit.decks.author import coining, logos, looks
    from kit.decks.author.theme import Logo

    folder = _folder(kit, name)
    mark = None
    if logo is not None:
        if logo.suffix.lower() not in PICTURES:
            raise KitError("theme.logo-kind", "The logo {name} is no picture: use PNG, JPEG or SVG.", name=logo.name)
        from kit.content import files

        mark = logos.read(Logo(str(logo), files.digest(files.read_bytes(logo, logos.LIMIT))))
    if mark is None and not any(colours):
        raise KitError("theme.no-source", "Give a logo, or one or two colours as #RRGGBB.")
    chosen = coining.colours(colours, mark)
    kept = f"logo{logo.suffix.lower()}" if logo is not None else ""
    text = coining.page(name, *chosen, dark=dark, logo=kept)
    _written(folder, text, logo, kept)
    path = folder / "theme.yaml"
    return Made(path, looks.read(path), chosen)


def _folder(kit: Kit, name: str) -> Path:
    """Return the folder of a new theme."""
    if not re.fullmatch(r"[^\W_][\w. -]{0,60}", name) or name != name.strip(". "):
        raise KitError("theme.name", "{name} cannot name a theme: use letters, digits, - and _.", name=name)
    folder = kit.workspace.root / "assets" / "themes" / name
    if folder.exists():
        raise KitError(
            "theme.exists", "There is a theme {name} already: choose another name, or delete {path} first.", name=name, path=folder
        )
    return folder


def _written(folder: Path, text: str, logo: Path | None, kept: str) -> None:
    """Write the theme whole or not at all."""
    from kit.content import files

    try:
        folder.mkdir(parents=True)
        if logo is not None:
            files.write_bytes(folder / kept, files.read_bytes(logo))
        files.write_text(folder / "theme.yaml", text)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _row(kit: Kit, name: str, path: Path, kind: str) -> ThemeRow:
    from kit.decks.author import corporate, looks

    own = path.is_relative_to(kit.workspace.root)
    try:
        theme = looks.read(path)
    except KitError as error:
        return ThemeRow(name, path, kind, own=own, error=error)
    lacking = corporate.lacking(theme) if theme.template else ()
    taken = corporate.taken(theme) if theme.template else ()
    told = tuple(one for one in corporate.told(theme) if one.code != "theme.lacking") if theme.template else ()
    return ThemeRow(name, path, kind, theme.name, theme.size, own, theme.dark, theme.colours.accents, taken, lacking, told)


@dataclass(frozen=True)
class ThemeRow:
    """A theme in a list: `kind` is theme or template, `size` the page in EMU, `own` whether it is the workspace's.

    Of a template: `taken` pairs our layouts with those of it that do their work, `lacking` are made, `told` is what was put
    right. `error` says why it cannot be used.
    """

    name: str
    path: Path
    kind: str
    title: str = ""
    size: tuple[int, int] = (0, 0)
    own: bool = False
    dark: bool = False
    accents: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    lacking: tuple[str, ...] = ()
    told: tuple[Finding, ...] = ()
    error: KitError | None = None


@dataclass(frozen=True)
class Made:
    """A theme that was made: its file, the theme, and the colours it was made from."""

    path: Path
    theme: Theme
    colours: tuple[str, ...]
