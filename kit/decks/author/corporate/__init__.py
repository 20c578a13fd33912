"""Somebody's own .pptx or .potx as the look of a deck: its layouts found by name, type and place, what it lacks made in its own style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kit.content import files
from kit.decks.author.corporate import adopting, making, mapping, parts, source, telling, tokens
from kit.decks.author.corporate.mapping import Found
from kit.decks.author.corporate.source import Sheet, Source
from kit.decks.author.layouts import Layout
from kit.decks.author.theme import Template, Theme
from kit.decks.opc import Package
from kit.errors import Finding, KitError
from kit.i18n import N_

ALIKE = {"agenda": "claim-text", "table": "claim-text", "chart": "claim-text", "code": "claim-text", "closing": "title"}
STAND_IN = {"section": "title", "title": "section"}
FIGURES = ("steps", "timeline")
NAMES = (
    "title", "section", "agenda", "claim-text", "two-content", "three-cards", "comparison", "big-number", "quote", "picture-full",
    "picture-text", "table", "chart", "code", "steps", "timeline", "people", "qr", "closing", "blank",
)  # fmt: skip


def theme(path: Path, *, naming: Mapping[str, str] | None = None, name: str = "", footer: str = "") -> Theme:
    """Return the theme of a template; `naming` says by hand which of its layouts is which of ours.

    Raises KitError when the file cannot be read, is protected, has no master or no layouts, or lacks a layout that `naming` names.
    """
    data = files.read_bytes(path)
    bare = Template(str(path), files.digest(data), (0, 0), tuple(sorted((naming or {}).items())))
    made, found = _read(bare)
    _named(path, made, bare, found)
    return tokens.theme(made, found, bare, name=name or path.stem, footer=footer)


@lru_cache(maxsize=8)
def package(theme: Theme) -> bytes:
    """Return the template as a package without slides, with the layouts that had to be made. Equal themes give equal bytes."""
    template = _template(theme)
    made, found = _read(_bare(template))
    new = {name: layout for name, layout in _ours(theme).items() if layout.called == parts.part_of(name)}
    with _opened(template) as opened:
        return parts.package(opened, made, theme, new, _donor(made, found))


@lru_cache(maxsize=8)
def layouts(theme: Theme) -> dict[str, Layout]:
    """Return our layouts by name, and after them the template's own by theirs."""
    made, _found = _read(_bare(_template(theme)))
    known = dict(_ours(theme))
    for sheet in made.layouts:
        name = sheet.name.strip().lower().replace("_", "-").replace(" ", "-")
        likely = mapping.of_its_own(sheet, made.page) if name and name not in known else None
        if likely is not None:
            filled = adopting.layout(likely[0], sheet, likely[1], made)
            known[name] = replace(filled, name=name)
    return known


def lacking(theme: Theme) -> tuple[str, ...]:
    """Return the names of our layouts that the template had none for, so that they were made."""
    return tuple(name for name, layout in _ours(theme).items() if layout.called == parts.part_of(name))


def told(theme: Theme) -> tuple[Finding, ...]:
    """Return what a person should know of the template: layouts that were made, places, colours and sizes that were put right."""
    made, found = _read(_bare(_template(theme)))
    used = {sheet.part for sheet, _ in found.values()} | {_donor(made, found).part}
    return telling.told(theme, [sheet for sheet in made.layouts if sheet.part in used], lacking(theme))


def taken(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Return (our layout, the template's layout) for those that it has."""
    made, _found = _read(_bare(_template(theme)))
    called = {sheet.part: sheet.name for sheet in made.layouts}
    return tuple((name, called[layout.called]) for name, layout in _ours(theme).items() if layout.called in called)


@lru_cache(maxsize=8)
def _ours(theme: Theme) -> dict[str, Layout]:
    source_, found = _read(_bare(_template(theme)))
    donor = _donor(source_, found)
    made: dict[str, Layout] = {name: adopting.layout(name, *found[name], source_) for name in NAMES if name in found}
    for name, other in STAND_IN.items():
        if name not in made and other in found:
            made[name] = adopting.layout(name, *found[other], source_)
    for name in NAMES:
        if name not in made and name not in ALIKE and name not in FIGURES:
            made[name] = replace(making.layout(name, theme, source_, donor), called=parts.part_of(name))
    for name, other in ALIKE.items():
        if name not in made:
            made[name] = replace(made[other], name=name)
    for name in FIGURES:
        made[name] = adopting.figured(name, made["claim-text"])
    return {name: made[name] for name in NAMES}


@lru_cache(maxsize=8)
def _read(template: Template) -> tuple[Source, dict[str, Found]]:
    with _opened(template) as opened:
        made = source.read(opened)
    return made, mapping.found(made, dict(template.naming))


def _opened(template: Template) -> Package:
    return Package.open(Path(template.path))


def _template(theme: Theme) -> Template:
    assert theme.template is not None
    return theme.template


def _bare(template: Template) -> Template:
    """Return the template as it was before its tokens were known."""
    return Template(template.path, template.digest, (0, 0), template.naming)


def _donor(made: Source, found: dict[str, Found]) -> Sheet:
    """Return the layout that made ones are made after: the content layout, else one with little but a title, else the first."""
    if "claim-text" in found:
        return found["claim-text"][0]
    titled = [sheet for sheet in made.layouts if sheet.kind == "titleOnly"]
    titled += [sheet for sheet in made.layouts if any(one.kind == "title" for one in sheet.holders) and sheet.kind != "title"]
    return (titled or list(made.layouts))[0]


def _named(path: Path, made: Source, template: Template, found: dict[str, Found]) -> None:
    """Refuse a naming that names none of the template's layouts, or one that cannot do the work."""
    known = ", ".join(sheet.name for sheet in made.layouts)
    for ours, theirs in template.naming:
        if theirs.strip().lower() not in {sheet.name.strip().lower() for sheet in made.layouts}:
            text = N_("{file} has no layout “{name}” for `{ours}`: it has {known}.")
            raise KitError("theme.layout", text, file=path.name, name=theirs, ours=ours, known=known)
        if ours in NAMES and ours not in found:
            text = N_("The layout “{name}” of {file} has not the placeholders that `{ours}` needs: name another one, or leave it out.")
            raise KitError("theme.layout-unfit", text, file=path.name, name=theirs, ours=ours)
