"""Colours and fonts that do not work in somebody's template, put right in the markup that stands on its slides."""

from __future__ import annotations

import re

from kit.decks.author.theme import Theme

COLOUR = re.compile(r'(<a:(?:rPr|defRPr|endParaRPr)\b[^>]*><a:solidFill>)?<a:schemeClr val="(\w+)"/>')


def swapped(markup: str, theme: Theme) -> str:
    """Return markup with theme colours that are out of contrast, and fonts that the placeholders do not use, replaced."""
    template = theme.template
    if template is None:
        return markup
    words, fills = dict(template.inks), dict(template.fills)

    def put(found: re.Match[str]) -> str:
        value = (words if found[1] else fills).get(found[2])
        return f"{found[1] or ''}{_colour(value)}" if value else found[0]

    made = COLOUR.sub(put, markup) if words or fills else markup
    for ref, face in template.faces:
        made = made.replace(f'typeface="{ref}"', f'typeface="{face}"')
    return made


def _colour(value: str) -> str:
    """Return RRGGBB, or RRGGBB@thousandths of a per cent of opacity, as a colour."""
    plain, _, opacity = value.partition("@")
    return f'<a:srgbClr val="{plain}"><a:alpha val="{opacity}"/></a:srgbClr>' if opacity else f'<a:srgbClr val="{plain}"/>'


def chart(data: bytes, theme: Theme) -> bytes:
    """Return a chart part with the same replaced."""
    return swapped(data.decode("utf-8"), theme).encode("utf-8") if theme.template else data
