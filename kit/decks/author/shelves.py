"""Where the template and the layouts of a theme come from: made from its tokens, or taken from somebody's own template."""

from __future__ import annotations

from kit.decks.author import catalogue, templates
from kit.decks.author.layouts import Layout
from kit.decks.author.theme import Theme


def package(theme: Theme) -> bytes:
    """Return the bytes of the template package, without slides."""
    if theme.template is None:
        return templates.package(theme)
    import kit.decks.author.corporate as corporate

    return corporate.package(theme)


def layouts(theme: Theme) -> dict[str, Layout]:
    """Return the layouts of a theme by name."""
    if theme.template is None:
        return catalogue.layouts(theme)
    import kit.decks.author.corporate as corporate

    return corporate.layouts(theme)
