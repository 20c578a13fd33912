"""The look a deck asks for by name or path: a theme of tokens, or somebody's own template; and all that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.content import yamltext
from kit.decks.author import corporate, theme
from kit.decks.author.theme import RATIOS, Theme
from kit.errors import KitError

TEMPLATES = (".potx", ".pptx", ".potm", ".pptm", ".ppsx", ".ppsm")
FOLDER = "assets/themes"
KEYS = ("name", "layouts", "footer")


def load(name: str, roots: Sequence[Path], beside: Path | None = None, ratio: str = "") -> Theme:
    """Return the theme of a name or path; `beside` is the folder that paths may be relative to, `ratio` 16:9 or 4:3 where it can choose.

    Raises KitError when there is none of the name, or it cannot be used.
    """
    made = read(find(name, roots, beside))
    return replace(made, ratio=ratio) if ratio in RATIOS and made.template is None else made


def read(path: Path) -> Theme:
    """Read a theme.yaml, or a template with the .yaml beside it that names its layouts."""
    if path.suffix.lower() not in TEMPLATES:
        return theme.read(path)
    page = _beside(path)
    if page is None:
        return corporate.theme(path)
    page.only(KEYS)
    named = page.page("layouts")
    naming = {ours: named.text(ours) for ours in named.names()}
    named.only(corporate.NAMES)
    name, footer = page.text("name"), page.text("footer")
    theme.refuse(page.findings)
    return corporate.theme(path, naming=naming, name=name, footer=footer)


def find(name: str, roots: Sequence[Path], beside: Path | None = None) -> Path:
    """Return the file of a look: theme.yaml of a folder in assets/themes, a template there, or a template by its path."""
    known = {look.name: look.path for look in listed(roots)}
    bare = {Path(look).stem: path for look, path in known.items() if path.suffix.lower() in TEMPLATES} | known
    if name in bare:
        return bare[name]
    if Path(name).suffix.lower() in TEMPLATES:
        places = [*([beside] if beside else []), *(root / FOLDER for root in roots), *roots]
        found = next((place / name for place in places if (place / name).is_file()), None)
        if found is None:
            raise KitError("theme.missing-file", "The template {name} was not found: put it into assets/themes.", name=name)
        return found
    near = (yamltext.nearest(name, known) or sorted(known))[:6]
    raise KitError("theme.missing", "There is no theme `{name}`: use one of {known}.", name=name, known=", ".join(near))


def listed(roots: Sequence[Path]) -> tuple[Look, ...]:
    """Return the looks there are, by name; a name in an earlier root hides the same in a later one."""
    made: dict[str, Look] = {}
    for root in roots:
        folder = root / FOLDER
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            for look in _of(path):
                made.setdefault(look.name, look)
    return tuple(made[name] for name in sorted(made))


def _of(path: Path) -> list[Look]:
    """Return the looks of one entry of assets/themes: a folder with theme.yaml or with templates, or a template."""
    if path.is_dir():
        if (path / "theme.yaml").is_file():
            return [Look(path.name, path / "theme.yaml")]
        inside = [one for one in sorted(path.iterdir()) if _template(one)]
        return [Look(path.name if len(inside) == 1 else f"{path.name}/{one.name}", one, "template") for one in inside]
    return [Look(path.name, path, "template")] if _template(path) else []


def _template(path: Path) -> bool:
    return path.suffix.lower() in TEMPLATES and not path.name.startswith("~$") and path.is_file()


def _beside(path: Path) -> yamltext.Page | None:
    for one in (path.with_name(path.name + ".yaml"), path.with_suffix(".yaml")):
        if one.is_file():
            return yamltext.read(one)
    return None


@dataclass(frozen=True)
class Look:
    """A look by the name that decks call it: `kind` is theme or template."""

    name: str
    path: Path
    kind: str = "theme"
