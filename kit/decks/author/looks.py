"""The look a deck asks for by name or path: a theme of tokens, or somebody's own template; and all that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.content import yamltext
from kit.decks.author import theme
from kit.decks.author.theme import RATIOS, Theme
from kit.errors import Finding, KitError
from kit.i18n import N_

TEMPLATES = (".potx", ".pptx", ".potm", ".pptm", ".ppsx", ".ppsm")
FOLDER = "assets/themes"
KEYS = ("name", "layouts", "footer")
INCH = 914400
SHAPE = 0.02  # how far pages of one shape may differ in width by height


def load(name: str, roots: Sequence[Path], beside: Path | None = None, ratio: str = "") -> Theme:
    """Return the theme of a name or path; `beside` is the folder that paths may be relative to, `ratio` 16:9 or 4:3 where it can choose.

    Somebody's own template keeps its page: `told` says so.
    Raises KitError when there is none of the name, or it cannot be used.
    """
    made = read(find(name, roots, beside))
    return replace(made, ratio=ratio) if ratio in RATIOS and made.template is None else made


def told(made: Theme, ratio: str = "") -> tuple[Finding, ...]:
    """Return what a person should know of a theme that a deck asks for with a ratio: of their own template, what it lacks or cannot do."""
    if made.template is None:
        return ()
    from kit.decks.author import corporate

    return (*unshaped(made, ratio), *corporate.told(made))


def unshaped(made: Theme, ratio: str) -> tuple[Finding, ...]:
    """Return the finding that a ratio was asked for together with a template that has another page."""
    if made.template is None or ratio not in RATIOS:
        return ()
    (width, height), (across, down) = made.size, RATIOS[ratio]
    if abs(width / height - across / down) < SHAPE:
        return ()
    text = N_("The template {name} has a page of its own, {width} x {height} in: {ratio} does not apply. Leave the ratio out.")
    fields = {"name": made.name, "width": f"{width / INCH:.4g}", "height": f"{height / INCH:.4g}", "ratio": ratio}
    return (Finding("theme.ratio", text, fields),)


def read(path: Path) -> Theme:
    """Read a theme.yaml, or a template with the .yaml beside it that names its layouts."""
    if path.suffix.lower() not in TEMPLATES:
        return theme.read(path)
    from kit.decks.author import corporate

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
